import { digestIn } from '../ecs/container.ts'
import { type Change, planRevision, type RevisionPlan } from '../ecs/revision.ts'
import { isActive, type TaskDefinition } from '../ecs/task-definition.ts'
import type { Pin } from './starter.ts'

/** A family as it was found. */
export interface FamilyState {
  /** The newest active revision, which is cloned. */
  readonly newest: TaskDefinition
  /** The index of the released container in it. */
  readonly container: number
  readonly pins: readonly Pin[]
  /** The newest revision and those that are pinned, by their ARNs; one that is gone is missing. */
  readonly revisions: ReadonlyMap<string, TaskDefinition>
}

/** What has to be done to a family. */
export interface FamilyPlan extends RevisionPlan {
  /** Something runs the newest revision, whichever that is, so that registering one is what changes it. */
  readonly follows: boolean
  /** What pins any other than the existing revision; all that pins one where there is none. */
  readonly moves: readonly Pin[]
  readonly settled: boolean
}

/**
 * What has to be done so that everything named runs the newest revision with this image and environment. No revision
 * is registered beside one that is exactly it: the newest, or an older one that all of them pin, as after a release
 * that was brought back.
 */
export function planFamily({ newest, container, pins, revisions }: FamilyState, change: Change): FamilyPlan {
  const held = pins.filter(({ isPinned }) => isPinned)
  const follows = held.length < pins.length || pins.length === 0
  const [common = '', another] = new Set(held.map(({ taskDefinition }) => taskDefinition))
  const all = follows || another !== undefined ? undefined : revisions.get(common)
  const known = [...(all !== undefined && isActive(all) ? [all] : []), newest]
  const plan = planRevision(newest, container, change, known)
  const moves = held.filter(({ taskDefinition }) => taskDefinition !== plan.existing?.arn)
  return { ...plan, follows, moves, settled: plan.existing !== undefined && moves.length === 0 }
}

/**
 * What each run is brought back to, by its key. A release that was killed between two schedules has moved some of them
 * already: these are brought back to what the others pin still, where that is the image that the stage's tag names.
 */
export function formersOf(
  { moves, existing }: Pick<FamilyPlan, 'moves' | 'existing'>,
  { pins, revisions }: Pick<FamilyState, 'pins' | 'revisions'>,
  stageDigest: string | undefined,
): ReadonlyMap<string, string> {
  const own = moves.map(({ key, taskDefinition }): [string, string] => [key, taskDefinition])
  const [former = '', another] = new Set(own.map(([, taskDefinition]) => taskDefinition))
  const digests = revisions.get(former)?.containers.map(({ image }) => digestIn(image)) ?? []
  if (another !== undefined || stageDigest === undefined || !digests.includes(stageDigest))
    return new Map(own)
  const moved = pins.filter(({ isPinned, taskDefinition }) => isPinned && taskDefinition === existing?.arn)
  return new Map([...own, ...moved.map(({ key }): [string, string] => [key, former])])
}
