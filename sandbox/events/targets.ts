import { checkedText, invalid } from '../wire/constraint.ts'
import { fault } from '../wire/fault.ts'
import { number, object, objects, text, texts, type JsonObject } from '../wire/json.ts'
import { page } from '../wire/page.ts'
import { NAME, refuseManaged } from './rules.ts'
import { ruleOf, type EventRule, type EventsRegion } from './state.ts'

// Source: Amazon EventBridge quotas, "Targets per rule".
const MOST_TARGETS = 5
// How many come at once without a limit is not said; a client has to ask on until no token comes.
const PAGE = 2
const TASK_DEFINITION = /^arn:aws:ecs:[a-z0-9-]+:\d{12}:task-definition\/[A-Za-z0-9_-]{1,255}(?::\d+)?$/

/**
 * Adds targets, or replaces those that have the same id as a whole: nothing of a former target stays.
 * Source: Amazon EventBridge API Reference, PutTargets and Target.
 */
export function putTargets(input: JsonObject, events: EventsRegion): JsonObject {
  const rule = ruleIn(input, events)
  refuseManaged(rule)
  const targets = objects(input, 'Targets')
  if (targets.length === 0) {
    throw invalid('targets', '[]', 'Member must have length greater than or equal to 1')
  }
  for (const target of targets) checkTarget(target)
  const ids = targets.map((target) => text(target, 'Id') ?? '')
  if (new Set(ids).size < ids.length) {
    throw fault('ValidationException', 'Parameter(s) Id must be unique in a request.')
  }
  if (new Set([...rule.targets.keys(), ...ids]).size > MOST_TARGETS) {
    throw fault('LimitExceededException', 'The requested resource exceeds the maximum number allowed.')
  }
  const failed = targets.flatMap((target) => {
    const id = text(target, 'Id') ?? ''
    const left = rule.contended.get(id) ?? 0
    if (left === 0) {
      rule.targets.set(id, target)
      return []
    }
    rule.contended.set(id, left - 1)
    return [
      {
        TargetId: id,
        ErrorCode: 'ConcurrentModificationException',
        ErrorMessage: 'Too many requests were made at the same time.',
      },
    ]
  })
  return { FailedEntryCount: failed.length, FailedEntries: failed }
}

function checkTarget(target: JsonObject): void {
  const id = checkedText(text(target, 'Id'), 'targets.1.member.id', NAME)
  const arn = text(target, 'Arn') ?? ''
  if (!/^arn:[\w-]+:[\w-]+:[\w-]*:\d*:.+$/.test(arn)) {
    throw fault(
      'ValidationException',
      `Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`,
    )
  }
  const ecs = object(target, 'EcsParameters')
  if (ecs === undefined) {
    if (!arn.includes(':cluster/')) return
    throw fault('ValidationException', `Parameter(s) EcsParameters must be specified for target: ${id}.`)
  }
  if (!/^arn:[\w-]+:ecs:.+:cluster\/.+$/.test(arn)) {
    throw fault('ValidationException', `EcsParameters is not supported for target: ${id}.`)
  }
  if (text(target, 'RoleArn') === undefined) {
    throw fault('ValidationException', `RoleArn is required for target ${id}.`)
  }
  checkedText(
    text(ecs, 'TaskDefinitionArn'),
    'targets.1.member.ecsParameters.taskDefinitionArn',
    TASK_DEFINITION,
  )
}

export function listTargetsByRule(input: JsonObject, events: EventsRegion): JsonObject {
  const { targets } = ruleIn(input, events)
  const { items, nextToken } = page(
    [...targets.values()],
    number(input, 'Limit') ?? PAGE,
    text(input, 'NextToken'),
  )
  return { Targets: items, NextToken: nextToken }
}

export function removeTargets(input: JsonObject, events: EventsRegion): JsonObject {
  const rule = ruleIn(input, events)
  refuseManaged(rule)
  for (const id of texts(input, 'Ids')) rule.targets.delete(id)
  return { FailedEntryCount: 0, FailedEntries: [] }
}

function ruleIn(input: JsonObject, events: EventsRegion): EventRule {
  const name = checkedText(text(input, 'Rule'), 'rule', NAME)
  return ruleOf(events, name, text(input, 'EventBusName'))
}
