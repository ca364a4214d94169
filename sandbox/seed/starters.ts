import { ruleArn, type EventRule, type EventsRegion } from '../events/state.ts'
import { write } from '../scheduler/schedules.ts'
import { scheduleOf, type SchedulerRegion } from '../scheduler/state.ts'
import { objects, text, type JsonObject } from '../wire/json.ts'

/** A schedule that runs a task, to begin with. */
export interface ScheduleSetup {
  readonly name: string
  /** `default` unless told. */
  readonly group?: string
  readonly cluster: string
  /** `family` or `family:revision`. */
  readonly taskDefinition: string
  /** Further members of CreateSchedule; `Target` is merged into the one that runs the task. */
  readonly fields?: JsonObject
  /** Further members of `Target.EcsParameters`. */
  readonly ecs?: JsonObject
}

/** A rule to begin with. */
export interface RuleSetup {
  readonly name: string
  /** `default` unless told. */
  readonly bus?: string
  /** What runs at once, by the target's id; any other target is given as it is. */
  readonly targets: Readonly<Record<string, TaskTarget | JsonObject>>
  /** Further members of PutRule. */
  readonly fields?: JsonObject
  /** The service that made it. */
  readonly managedBy?: string
  /** How often the next puts of a target fail because others write too, by its id. */
  readonly contended?: Readonly<Record<string, number>>
}

/** A target that runs a task. */
interface TaskTarget {
  readonly cluster: string
  /** `family` or `family:revision`. */
  readonly taskDefinition: string
  /** Further members of the target. */
  readonly fields?: JsonObject
}

/** Adds a schedule. A start date may be long ago, as that of a schedule that is old. */
export function setUpSchedule(scheduler: SchedulerRegion, setup: ScheduleSetup): void {
  const { name, group = 'default', fields = {} } = setup
  if (!scheduler.groups.has(group)) scheduler.groups.set(group, new Map())
  const { Target, ...others } = fields
  const target = targetOf(scheduler, setup, { ...setup.ecs })
  const input: JsonObject = {
    ScheduleExpression: 'cron(0 3 * * ? *)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    GroupName: group,
    ...others,
    Target: { ...target, ...(typeof Target === 'object' && !Array.isArray(Target) ? Target : {}) },
  }
  write(name, input, scheduler, Date.now() / 1000)
}

/** A schedule as GetSchedule shows it. */
export function viewSchedule(scheduler: SchedulerRegion, reference: string): JsonObject {
  const [name = '', group = 'default'] = reference.split('/').toReversed()
  return structuredClone(scheduleOf(scheduler, group, name))
}

/** Adds a rule with its targets, and its bus where there is none. */
export function setUpRule(events: EventsRegion, setup: RuleSetup): void {
  const { name, bus = 'default', targets, fields = {}, managedBy } = setup
  const rules = events.buses.get(bus) ?? new Map<string, EventRule>()
  events.buses.set(bus, rules)
  const own = Object.entries(targets).map(([id, target]): [string, JsonObject] => [
    id,
    isTask(target) ? { Id: id, ...targetOf(events, target, {}), ...target.fields } : { Id: id, ...target },
  ])
  const basis =
    bus === 'default' ? { ScheduleExpression: 'rate(1 day)' } : { EventPattern: '{"source":["app"]}' }
  rules.set(name, {
    name,
    bus,
    arn: ruleArn(events, bus, name),
    fields: { ...basis, ...fields },
    managedBy,
    targets: new Map(own),
    contended: new Map(Object.entries(setup.contended ?? {})),
  })
}

/** A rule's targets by their ids, as they were put. */
export function viewTargets(events: EventsRegion, name: string, bus = 'default'): Record<string, JsonObject> {
  const targets = events.buses.get(bus)?.get(name)?.targets
  if (targets === undefined)
    throw new Error(`there is no rule "${name}" on the bus "${bus}" in ${events.region}`)
  return Object.fromEntries(
    objects({ all: [...targets.values()] }, 'all').map((each) => [text(each, 'Id') ?? '', each]),
  )
}

function isTask(target: TaskTarget | JsonObject): target is TaskTarget {
  return typeof target['cluster'] === 'string' && typeof target['taskDefinition'] === 'string'
}

function targetOf(
  { region, account }: { readonly region: string; readonly account: string },
  { cluster, taskDefinition }: { readonly cluster: string; readonly taskDefinition: string },
  ecs: JsonObject,
): JsonObject {
  const arn = (resource: string): string => `arn:aws:ecs:${region}:${account}:${resource}`
  return {
    Arn: arn(`cluster/${cluster}`),
    RoleArn: `arn:aws:iam::${account}:role/starts-tasks`,
    EcsParameters: {
      TaskDefinitionArn: arn(`task-definition/${taskDefinition}`),
      TaskCount: 1,
      LaunchType: 'FARGATE',
      NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-1'], AssignPublicIp: 'DISABLED' } },
      ...ecs,
    },
  }
}
