import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '../../../aws/raw-json.ts'
import { digestIn } from '../ecs/container.ts'
import { type TaskDefinition, withImage } from '../ecs/task-definition.ts'
import type { Pin } from './starter.ts'

/** What a family is given, and what it has. */
export interface FamilyState {
  /** The newest active revision, which is cloned. */
  readonly newest: TaskDefinition
  /** The index of the released container in it. */
  readonly container: number
  readonly pins: readonly Pin[]
  /** The revisions that are pinned, by their ARNs; one that is gone is missing. */
  readonly pinned: ReadonlyMap<string, TaskDefinition>
  readonly digest: string
  /** `repository@digest` */
  readonly reference: string
}

/** What has to be done to a family. */
export interface FamilyChange {
  /** What a revision is registered from. */
  readonly request: JsonObject
  /** A revision that is exactly that already. */
  readonly revision: string | undefined
  /** What runs the newest revision, whichever that is, so that registering one is what changes it. */
  readonly follows: boolean
  /** What pins any other than `revision`. */
  readonly moves: readonly Pin[]
  readonly settled: boolean
}

/**
 * What has to be done so that everything named runs the newest revision with the released image. No revision is
 * registered beside one that is exactly it: the newest, or an older one that all of them pin, as after a release that
 * was brought back.
 */
export function planFamily(state: FamilyState): FamilyChange {
  const { newest, container, pins, pinned, reference } = state
  const request = withImage(newest, container, reference)
  const isExact = (candidate: TaskDefinition): boolean => {
    const index = candidate.containers.findIndex(({ name }) => name === newest.containers[container]?.name)
    return (
      digestIn(candidate.containers[index]?.image ?? '') === state.digest &&
      isDeepStrictEqual(withImage(candidate, index, reference), request)
    )
  }
  const held = pins.filter(({ isPinned }) => isPinned)
  const follows = held.length < pins.length || pins.length === 0
  const [common, another] = new Set(held.map(({ taskDefinition }) => taskDefinition))
  const all = follows || another !== undefined ? undefined : pinned.get(common ?? '')
  const revision = [all, newest].find((candidate) => candidate !== undefined && isExact(candidate))?.arn
  const moves = held.filter(({ taskDefinition }) => taskDefinition !== revision)
  return { request, revision, follows, moves, settled: revision !== undefined && moves.length === 0 }
}
