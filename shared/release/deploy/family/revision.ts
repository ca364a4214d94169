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
