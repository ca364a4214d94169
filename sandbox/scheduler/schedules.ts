import { checkedChoice, checkedText, invalid } from '../wire/constraint.ts'
import { fault } from '../wire/fault.ts'
import { number, object, text, type JsonObject } from '../wire/json.ts'
import { groupOf, scheduleOf, type SchedulerRegion } from './state.ts'

// Source: Amazon EventBridge Scheduler API Reference, CreateSchedule, UpdateSchedule and Target.
const NAME = /^[0-9a-zA-Z\-_.]{1,64}$/
const EXPRESSION = /^(?:at|rate|cron)\(.+\)$/
const TASK_DEFINITION = /^arn:aws:ecs:[a-z0-9-]+:\d{12}:task-definition\/[A-Za-z0-9_-]{1,255}(?::\d+)?$/
const OLDEST_START_S = 300

export function createSchedule(name: string, input: JsonObject, scheduler: SchedulerRegion): JsonObject {
  const group = groupOf(scheduler, text(input, 'GroupName') ?? 'default')
  if (group.has(name)) throw fault('ConflictException', `Schedule ${name} already exists.`, 409)
  refuseOldStart(input)
  return write(name, input, scheduler, Date.now() / 1000)
}

/**
 * Replaces a schedule as a whole: what the request leaves out is the system's default again.
 */
export function updateSchedule(name: string, input: JsonObject, scheduler: SchedulerRegion): JsonObject {
  const former = scheduleOf(scheduler, text(input, 'GroupName') ?? 'default', name)
  refuseOldStart(input)
  return write(name, input, scheduler, number(former, 'CreationDate') ?? 0)
}

export function getSchedule(name: string, query: URLSearchParams, scheduler: SchedulerRegion): JsonObject {
  return scheduleOf(scheduler, query.get('groupName') ?? 'default', name)
}

/** Writes a schedule with every field that came, known or not. */
export function write(
  name: string,
  input: JsonObject,
  scheduler: SchedulerRegion,
  created: number,
): JsonObject {
  checkedText(name, 'name', NAME)
  checkedText(text(input, 'ScheduleExpression'), 'scheduleExpression', EXPRESSION)
  checkedChoice(text(input, 'State'), 'state', ['ENABLED', 'DISABLED'])
  checkedChoice(text(input, 'ActionAfterCompletion'), 'actionAfterCompletion', ['NONE', 'DELETE'])
  checkWindow(object(input, 'FlexibleTimeWindow'))
  const target = checkTarget(object(input, 'Target'))
  const group = text(input, 'GroupName') ?? 'default'
  const { region, account } = scheduler
  const arn = `arn:aws:scheduler:${region}:${account}:schedule/${group}/${name}`
  groupOf(scheduler, group).set(name, {
    State: 'ENABLED',
    ScheduleExpressionTimezone: 'UTC',
    ActionAfterCompletion: 'NONE',
    ...input,
    ClientToken: undefined,
    Target: { RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 }, ...target },
    Name: name,
    GroupName: group,
    Arn: arn,
    CreationDate: created,
    LastModificationDate: Date.now() / 1000,
  })
  return { ScheduleArn: arn }
}

function checkWindow(window: JsonObject | undefined): void {
  if (window === undefined) throw invalid('flexibleTimeWindow', 'null', 'Member must not be null')
  const mode = checkedText(text(window, 'Mode'), 'flexibleTimeWindow.mode', /^(?:OFF|FLEXIBLE)$/)
  const minutes = number(window, 'MaximumWindowInMinutes')
  if (mode === 'FLEXIBLE' && minutes === undefined) {
    throw fault('ValidationException', 'MaximumWindowInMinutes must be provided for FLEXIBLE mode.')
  }
  if (mode === 'OFF' && minutes !== undefined) {
    throw fault('ValidationException', 'MaximumWindowInMinutes must not be provided for OFF mode.')
  }
}

function checkTarget(target: JsonObject | undefined): JsonObject {
  if (target === undefined) throw invalid('target', 'null', 'Member must not be null')
  const arn = checkedText(text(target, 'Arn'), 'target.arn', /^arn:[\w-]+:[\w-]+:[\w-]*:\d*:.+$/)
  checkedText(text(target, 'RoleArn'), 'target.roleArn', /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/)
  const ecs = object(target, 'EcsParameters')
  const isCluster = /^arn:[\w-]+:ecs:.+:cluster\/.+$/.test(arn)
  if (isCluster !== (ecs !== undefined)) {
    const said = isCluster ? 'must be provided' : 'must not be provided'
    throw fault('ValidationException', `EcsParameters ${said} for the target ${arn}.`)
  }
  if (ecs !== undefined) {
    checkedText(text(ecs, 'TaskDefinitionArn'), 'target.ecsParameters.taskDefinitionArn', TASK_DEFINITION)
  }
  return target
}

// The API reference does not say so, and AWS does: also for a date that the schedule has had all along.
function refuseOldStart(input: JsonObject): void {
  const start = number(input, 'StartDate')
  if (start === undefined || start > Date.now() / 1000 - OLDEST_START_S) return
  throw fault('ValidationException', 'The StartDate you specify cannot be earlier than 5 minutes ago.')
}
