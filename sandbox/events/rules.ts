import { checkedChoice, checkedText } from '../wire/constraint.ts'
import { fault } from '../wire/fault.ts'
import { text, type JsonObject } from '../wire/json.ts'
import { busOf, ruleArn, ruleOf, type EventRule, type EventsRegion } from './state.ts'

// Source: Amazon EventBridge API Reference, PutRule.
export const NAME = /^[.\-_A-Za-z0-9]{1,64}$/
const STATES = ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']

/** Makes a rule or replaces what it says; its targets stay. */
export function putRule(input: JsonObject, events: EventsRegion): JsonObject {
  const name = checkedText(text(input, 'Name'), 'name', NAME)
  const { bus, rules } = busOf(events, text(input, 'EventBusName'))
  checkedChoice(text(input, 'State'), 'state', STATES)
  const existing = rules.get(name)
  if (existing !== undefined) refuseManaged(existing)
  const expression = text(input, 'ScheduleExpression')
  if (expression === undefined && text(input, 'EventPattern') === undefined) {
    throw fault('ValidationException', 'Parameter(s) EventPattern or ScheduleExpression must be specified.')
  }
  if (expression !== undefined && bus !== 'default') {
    throw fault('ValidationException', 'ScheduleExpression is supported only on the default event bus.')
  }
  if (expression !== undefined && !/^(?:rate|cron)\(.+\)$/.test(expression)) {
    throw fault('ValidationException', 'Parameter ScheduleExpression is not valid.')
  }
  const arn = ruleArn(events, bus, name)
  rules.set(name, {
    name,
    bus,
    arn,
    fields: input,
    managedBy: undefined,
    targets: existing?.targets ?? new Map<string, JsonObject>(),
    contended: existing?.contended ?? new Map<string, number>(),
  })
  return { RuleArn: arn }
}

export function describeRule(input: JsonObject, events: EventsRegion): JsonObject {
  const name = checkedText(text(input, 'Name'), 'name', NAME)
  const { arn, bus, fields, managedBy } = ruleOf(events, name, text(input, 'EventBusName'))
  return {
    State: 'ENABLED',
    ...fields,
    Name: name,
    Arn: arn,
    EventBusName: bus,
    CreatedBy: events.account,
    ManagedBy: managedBy,
    Tags: undefined,
  }
}

/** What a service of AWS made for itself, nobody else changes. */
export function refuseManaged({ managedBy }: EventRule): void {
  if (managedBy === undefined) return
  throw fault('ManagedRuleException', `Rule is managed by ${managedBy}.`)
}
