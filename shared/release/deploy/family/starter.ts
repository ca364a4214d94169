import type { JsonObject } from '../../../aws/raw-json.ts'
import { UserError } from '../../../errors.ts'
import type { EcsFamily } from '../../request/target.ts'
import { shortArn } from '../ecs/arn.ts'
import { objectOf, textOf } from '../ecs/json.ts'
import { taskDefinitionName } from './names.ts'

/** What starts tasks, at its times or by an event: a schedule of EventBridge Scheduler, or a rule of EventBridge. */
export interface Starter {
  /** `schedule reports/nightly`, `rule nightly`: for messages, and one of a kind in a region. */
  readonly key: string
  readonly runs: readonly Run[]
  /** Sentences about what was found: it is disabled, or over. */
  readonly notes: readonly string[]
  /**
   * Makes runs of it start other task definitions, by the ids of the runs. Everything else stays as it was read, also
   * what this code does not know.
   */
  readonly move: (to: ReadonlyMap<string, string>) => Promise<void>
}

/** One thing that a starter starts. */
export interface Run {
  /** The id of a rule's target; '' for a schedule, which has one. */
  readonly id: string
  /** What is called: a cluster, for a task. */
  readonly arn: string
  /** Of a task: its task definition's ARN, with or without a revision. */
  readonly taskDefinition: string | undefined
  readonly isFargate: boolean
}

/** A target of a schedule or rule, which look alike, as AWS answered it. */
export function runOf(id: string, target: JsonObject): Run {
  const { TaskDefinitionArn, LaunchType } = objectOf(target['EcsParameters'])
  return {
    id,
    arn: textOf(target['Arn']),
    taskDefinition: textOf(TaskDefinitionArn) || undefined,
    isFargate: LaunchType === 'FARGATE',
  }
}

/** A run of the family that is released. */
export interface Pin {
  readonly starter: Starter
  readonly id: string
  /** The starter's key, and the run's id where there may be several. */
  readonly key: string
  /** As it was found. */
  readonly taskDefinition: string
  /** False where the family is named without a revision, so that each run takes the newest. */
  readonly isPinned: boolean
  readonly isFargate: boolean
}

/** The runs of a family in its cluster, whatever else the same starters run. */
export function pinsOf(starters: readonly Starter[], runs: EcsFamily): readonly Pin[] {
  return starters.flatMap((starter) =>
    starter.runs.flatMap(({ id, arn, taskDefinition = '', isFargate }): readonly Pin[] => {
      const name = taskDefinitionName(taskDefinition)
      if (name?.family !== runs.family || !isSameCluster(arn, runs.cluster)) return []
      const key = id === '' ? starter.key : `${starter.key} (target ${id})`
      return [{ starter, id, key, taskDefinition, isPinned: name.revision !== undefined, isFargate }]
    }),
  )
}

/**
 * Refuses a schedule or rule that was named and does not run the family: its name is a mistake, or it is another
 * stage's.
 * @throws UserError that lists what it runs
 */
export function refuseStrangers(starters: readonly Starter[], runs: EcsFamily): void {
  for (const starter of starters) {
    if (pinsOf([starter], runs).length > 0) continue
    const [kind = ''] = starter.key.split(' ')
    const found = starter.runs.map(describeRun).join(', ')
    throw new UserError(
      `The ${starter.key} runs no task of the family "${runs.family}" in the cluster "${runs.cluster}".`,
      [
        `It runs: ${found === '' ? 'nothing' : found}.`,
        starter.runs.some(({ arn }) => arn.endsWith(UNIVERSAL))
          ? 'A universal target keeps the task definition in its input, which is not changed: use the target "Amazon ECS RunTask".'
          : `Correct "${kind}s", "family" or "cluster" in the stages file.`,
      ].join(' '),
    )
  }
}

// Source: Amazon EventBridge Scheduler User Guide, "Using universal targets": arn:aws:scheduler:::aws-sdk:service:apiAction.
const UNIVERSAL = ':scheduler:::aws-sdk:ecs:runTask'

function describeRun({ arn, taskDefinition }: Run): string {
  if (taskDefinition === undefined) return arn
  return `${shortArn(taskDefinition)} in the cluster ${shortArn(arn)}`
}

function isSameCluster(arn: string, nameOrArn: string): boolean {
  return nameOrArn.startsWith('arn:') ? arn === nameOrArn : shortArn(arn) === nameOrArn
}
