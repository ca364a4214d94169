import type { Service } from '@aws-sdk/client-ecs'
import { shortArn } from './arn.ts'
import { isSame } from './revision.ts'
import { deploymentEntries } from './rollout-view.ts'
import {
  familyOf,
  isActive,
  requestOf,
  revisionOf,
  type TaskDefinition,
  withImage,
} from './task-definition.ts'

/** What a service was found to be, as far as there is something to say about it. */
export interface Found {
  readonly service: Service
  /** The digest it runs, and the one that is released. */
  readonly running: string | undefined
  readonly incoming: string
  readonly stage: string
  /** What the stage's tag names. */
  readonly stageDigest: string | undefined
  readonly former: TaskDefinition
  /** Name of the container that is released. */
  readonly container: string
  /** The newest revision of the family, where the clone is made from what the service runs. */
  readonly newest?: TaskDefinition | undefined
}

/** Sentences about what was found that a person should know, none of which keeps a release from going on. */
export function notesOn(found: Found): readonly string[] {
  return [
    ...driftNote(found),
    ...outsideNote(found),
    ...deregisteredNote(found),
    ...underWayNote(found),
    ...taskNote(found.service),
    ...breakerNote(found.service),
  ]
}

function driftNote({ running, incoming, stage, stageDigest }: Found): readonly string[] {
  if (running === undefined || stageDigest === undefined || running === stageDigest) return []
  const which = running === incoming ? ', the image that is released' : ''
  return [`It runs ${running}${which}, and the tag "${stage}" names ${stageDigest}.`]
}

/** A revision that a release left behind differs by its image alone: only what somebody else changed is worth a word. */
function outsideNote({ former, newest, container }: Found): readonly string[] {
  if (newest === undefined || familyOf(newest) !== familyOf(former)) return []
  if (revisionOf(newest) <= revisionOf(former)) return []
  const index = newest.containers.findIndex(({ name }) => name === container)
  const image = former.containers.find(({ name }) => name === container)?.image
  if (image !== undefined && index >= 0 && isSame(withImage(newest, index, image), requestOf(former)))
    return []
  return [
    `${shortArn(newest.arn)} was registered after ${shortArn(former.arn)}, which it runs, and is left out: "task-definition: family" would deploy it.`,
  ]
}

function deregisteredNote({ former }: Found): readonly string[] {
  if (isActive(former)) return []
  return [`It runs ${shortArn(former.arn)}, which was deregistered: a way back would register it again.`]
}

function underWayNote({ service }: Found): readonly string[] {
  const entries = deploymentEntries(service)
  const primary = entries.find(({ status }) => status === 'PRIMARY')
  const moves = primary?.rolloutState === 'IN_PROGRESS' || entries.length > 1
  if (primary === undefined || !moves) return []
  return [
    `A deployment of ${shortArn(primary.taskDefinition)} is under way: ${primary.running} of ${primary.desired} tasks run.`,
  ]
}

function taskNote({ desiredCount = 0, runningCount = 0 }: Service): readonly string[] {
  if (desiredCount === 0) return ['It wants no tasks (desired count 0): nothing will run the image.']
  return runningCount === 0
    ? [`None of the ${desiredCount} ${desiredCount === 1 ? 'task' : 'tasks'} that it wants runs.`]
    : []
}

function breakerNote({
  deploymentController,
  deploymentConfiguration,
  resourceManagementType,
}: Service): readonly string[] {
  // An Express Mode service rolls back by its alarms, which are ECS's to set.
  if ((deploymentController?.type ?? 'ECS') !== 'ECS' || resourceManagementType === 'ECS') return []
  const { enable = false, rollback = false } = deploymentConfiguration?.deploymentCircuitBreaker ?? {}
  if (!enable) {
    return [
      'Its deployment circuit breaker is off: ECS goes on starting tasks that fail, until the time is up.',
    ]
  }
  return rollback
    ? []
    : ['Its deployment circuit breaker does not roll back: a deployment that fails is only stopped by ECS.']
}
