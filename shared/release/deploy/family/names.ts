import { UserError } from '../../../errors.ts'
import type { EcsFamily, Target } from '../../request/target.ts'

/** Where a schedule of EventBridge Scheduler is. */
export interface ScheduleName {
  readonly group: string
  readonly name: string
  /** As it was given, where it was. */
  readonly arn: string | undefined
}

/** Where a rule of EventBridge is. */
export interface RuleName {
  readonly bus: string
  readonly name: string
  readonly arn: string | undefined
}

/** A task definition as a target names it. */
export interface TaskDefinitionName {
  readonly family: string
  /** Undefined: the newest active revision at the time of each run. */
  readonly revision: string | undefined
}

// Names without a group or bus are in the one that every account has.
const DEFAULT = 'default'

/**
 * The schedules of a target, each once.
 * Source: Amazon EventBridge Scheduler API Reference, GetSchedule: `schedule/GROUP/NAME` in its ARN.
 * @throws UserError for one of another region
 */
export function scheduleNames(runs: EcsFamily, target: Target): readonly ScheduleName[] {
  const names = runs.schedules.map((reference): ScheduleName => {
    const arn = ownArn(reference, 'schedule', target)
    const [name = '', group = DEFAULT] = (arn?.split(':schedule/')[1] ?? reference).split('/').toReversed()
    return { group, name, arn }
  })
  return unique(names, ({ group, name }) => `${group}/${name}`)
}

/**
 * The rules of a target, each once. A bus of a partner has slashes in its name.
 * Source: Service Authorization Reference, Amazon EventBridge, "Resource types": `rule/NAME` on the default bus,
 * `rule/BUS/NAME` on any other.
 * @throws UserError for one of another region
 */
export function ruleNames(runs: EcsFamily, target: Target): readonly RuleName[] {
  const names = runs.rules.map((reference): RuleName => {
    const arn = ownArn(reference, 'rule', target)
    const path = arn?.split(':rule/')[1] ?? reference
    const slash = path.lastIndexOf('/')
    return { bus: slash < 0 ? DEFAULT : path.slice(0, slash), name: path.slice(slash + 1), arn }
  })
  return unique(names, ({ bus, name }) => `${bus}/${name}`)
}

function ownArn(reference: string, what: string, { region, name }: Target): string | undefined {
  if (!reference.startsWith('arn:')) return undefined
  const there = reference.split(':')[3]
  if (there === region) return reference
  throw new UserError(
    `The ${what} ${reference} is in ${there ?? 'no region'}, and the target "${name}" in ${region}.`,
    'Correct one of them in the stages file.',
  )
}

function unique<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  return [...new Map(all.map((one) => [keyOf(one), one])).values()]
}

/** How a schedule is called in messages, and told from all others of a region. */
export function scheduleKey({ group, name }: ScheduleName): string {
  return `schedule ${group === DEFAULT ? name : `${group}/${name}`}`
}

/** How a rule is called in messages, and told from all others of a region. */
export function ruleKey({ bus, name }: RuleName): string {
  return `rule ${bus === DEFAULT ? name : `${bus}/${name}`}`
}

/** The family and revision in a task definition's ARN, or undefined for anything else. */
export function taskDefinitionName(arn: string): TaskDefinitionName | undefined {
  const found = /^arn:[^:]+:ecs:[^:]*:\d*:task-definition\/(?<family>[^:/]+)(?::(?<revision>\d+))?$/.exec(arn)
  const family = found?.groups?.['family']
  return family === undefined ? undefined : { family, revision: found?.groups?.['revision'] }
}
