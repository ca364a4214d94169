import { fault } from '../wire/fault.ts'
import type { JsonObject } from '../wire/json.ts'

/** A rule of an event bus. */
export interface EventRule {
  readonly name: string
  readonly bus: string
  readonly arn: string
  /** What PutRule takes, as it came. */
  readonly fields: JsonObject
  /** The service that made the rule, where one did: nobody else may change it. */
  readonly managedBy: string | undefined
  /** By id, as they were put, with every field. */
  readonly targets: Map<string, JsonObject>
  /** How often a target's next puts fail with ConcurrentModificationException, by its id. */
  readonly contended: Map<string, number>
}

/** EventBridge of one region. */
export interface EventsRegion {
  readonly region: string
  readonly account: string
  /** Rules by bus and name; the bus `default` is always there. */
  readonly buses: Map<string, Map<string, EventRule>>
}

/** EventBridge of a region, with the default bus and no rules. */
export function openEventsRegion(region: string, account: string): EventsRegion {
  return { region, account, buses: new Map([['default', new Map<string, EventRule>()]]) }
}

/** The rules of a bus by its name or ARN, and its name. */
export function busOf(
  events: EventsRegion,
  reference = 'default',
): { readonly bus: string; readonly rules: Map<string, EventRule> } {
  const bus =
    /^arn:[^:]+:events:[^:]+:\d{12}:event-bus\/(?<bus>.+)$/.exec(reference)?.groups?.['bus'] ?? reference
  const rules = events.buses.get(bus)
  if (rules === undefined) throw fault('ResourceNotFoundException', `Event bus ${bus} does not exist.`)
  return { bus, rules }
}

/** A rule that has to be there. */
export function ruleOf(events: EventsRegion, name: string, reference: string | undefined): EventRule {
  const { bus, rules } = busOf(events, reference)
  const rule = rules.get(name)
  if (rule !== undefined) return rule
  throw fault('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${bus}.`)
}

/** The bus is a part of a rule's ARN unless it is the default one. */
export function ruleArn({ region, account }: EventsRegion, bus: string, name: string): string {
  return `arn:aws:events:${region}:${account}:rule/${bus === 'default' ? '' : `${bus}/`}${name}`
}
