import { UserError } from '../errors.ts'
import type { Manifest } from '../registry/manifest.ts'
import { previousTag } from '../stages/index.ts'
import type { RepositoryState } from './images.ts'

/** True when every repository's stage tag names the digest. */
export function isTaggedEverywhere(states: readonly RepositoryState[], digest: string): boolean {
  return states.every(({ current }) => current?.digest === digest)
}

/**
 * Refuses to begin when a tag that has to move cannot. A repository whose settings may not be read is tried.
 * @throws UserError that names the filters to add
 */
export async function checkTagsCanMove(
  states: readonly RepositoryState[],
  manifest: Manifest,
  stage: string,
): Promise<void> {
  await Promise.all(
    states.map(async ({ store, current, previous }) => {
      if (current === undefined || current.digest === manifest.digest) return
      const moving = [stage, ...(previous === undefined ? [] : [previousTag(stage)])]
      const immutable = (await store.immutable(moving)) ?? []
      if (immutable.length === 0) return
      throw new UserError(
        `The tags of ${store.repository.url} are immutable, so ${immutable.map((tag) => `"${tag}"`).join(' and ')} cannot move to another image.`,
        `Exclude the stages from tag immutability: add the filter "${stage}*" to the repository's settings (five filters at most).`,
      )
    }),
  )
}

/**
 * Moves the stage's tag in every repository, each after the digest it names now was kept as `<stage>-previous`.
 * A failure anywhere puts the tags that moved back, where there was something to go back to.
 * @param keepPrevious false for a rollback, whose source is that very tag
 * @returns the repositories whose tag names something else right afterwards: another release of this stage was faster
 */
export async function moveStageTag(
  states: readonly RepositoryState[],
  manifest: Manifest,
  stage: string,
  keepPrevious: boolean,
): Promise<readonly string[]> {
  const toMove = states.filter(({ current }) => current?.digest !== manifest.digest)
  const moves = await Promise.allSettled(
    toMove.map(async ({ store, current, previous }) => {
      if (keepPrevious && current !== undefined && previous?.digest !== current.digest) {
        await store.write(current, previousTag(stage))
      }
      await store.write(manifest, stage)
    }),
  )
  const failed = moves.find((move) => move.status === 'rejected')
  if (failed) {
    await restore(toMove, stage)
    throw failed.reason
  }
  const readBack = await Promise.all(
    toMove.map(async ({ store }) => {
      const now = (await store.read([stage])).get(stage)
      return now?.digest === manifest.digest ? [] : [store.repository.url]
    }),
  )
  return readBack.flat()
}

async function restore(states: readonly RepositoryState[], stage: string): Promise<void> {
  await Promise.allSettled(
    states.map(async ({ store, current }) => {
      if (current !== undefined) await store.write(current, stage)
    }),
  )
}
