import { UserError } from '../../errors.ts'
import type { Manifest } from '../../registry/manifest.ts'
import { previousTag } from '../../stages/index.ts'
import type { RepositoryState, RepositoryStates } from './images.ts'
import { restoreTags, settleTags } from './tag-race.ts'

/** True when every repository's stage tag names the digest. */
export function isTaggedEverywhere(states: readonly RepositoryState[], digest: string): boolean {
  return states.every(({ current }) => current?.digest === digest)
}

/**
 * Refuses to begin when a tag that has to move cannot: the stage's, `<stage>-previous`, or in a region that gets the
 * image that of its commit. A repository whose settings may not be read is tried.
 * @throws UserError that names the filters to add
 */
export async function checkTagsCanMove(
  states: readonly RepositoryState[],
  manifest: Manifest,
  stage: string,
  keepPrevious: boolean,
): Promise<void> {
  await Promise.all(
    states.map(async ({ store, current, previous, taken }) => {
      if (current?.digest === manifest.digest) return
      const movesPrevious = keepPrevious && previous !== undefined && previous.digest !== current?.digest
      const ofStage = current === undefined ? [] : [stage, ...(movesPrevious ? [previousTag(stage)] : [])]
      const moving = [...ofStage, ...(taken === undefined ? [] : [taken.tag])]
      if (moving.length === 0) return
      const immutable = (await store.immutable(moving)) ?? []
      if (taken !== undefined && immutable.includes(taken.tag)) {
        throw new UserError(
          `The tag "${taken.tag}" of ${store.repository.url} is immutable and names another image, ${taken.digest}, not that of this release.`,
          'The tag of a commit belongs to its image: delete it there, or release the image that it names.',
        )
      }
      if (immutable.length === 0) return
      throw new UserError(
        `The tags of ${store.repository.url} are immutable, so ${immutable.map((tag) => `"${tag}"`).join(' and ')} cannot move to another image.`,
        `Exclude the stages from tag immutability: add the filter "${stage}*" to the repository's settings (five filters at most).`,
      )
    }),
  )
}

/**
 * Moves the stage's tag in every repository, each after the digest it names now was kept as `<stage>-previous`. The
 * image's own repository is the last: the next stage is promoted from its tag, which moves when all others have.
 * A failure anywhere puts the tags that moved back, where there was something to go back to.
 * @param states the image's own repository first
 * @param keepPrevious false for a rollback, whose source is that very tag
 * @returns the digest that another release of this stage gave its tag meanwhile, where it came later
 */
export async function moveStageTag(
  states: RepositoryStates,
  manifest: Manifest,
  stage: string,
  keepPrevious: boolean,
  note: (text: string) => void,
): Promise<string | undefined> {
  const toMove = states.filter(({ current }) => current?.digest !== manifest.digest)
  const [home] = states
  const kept = new Map<RepositoryState, Manifest>()
  const move = async (state: RepositoryState): Promise<void> => {
    const { store, previous } = state
    const former = keepPrevious ? await formerOf(state, home, manifest) : undefined
    if (former !== undefined) {
      kept.set(state, former)
      if (previous?.digest !== former.digest) await store.write(former, previousTag(stage))
    }
    await store.write(manifest, stage)
  }
  try {
    await allOf(toMove.filter((state) => state !== home).map(move))
    await allOf(toMove.filter((state) => state === home).map(move))
  } catch (error) {
    await restoreTags(states, toMove, manifest, kept, stage, note)
    throw error
  }
  if (toMove.length === 0) return undefined
  return await settleTags(states, toMove, manifest, kept, stage, note)
}

/** Waits for all, whatever one of them does, so that nothing is still being written when the first error is thrown. */
async function allOf(writes: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

/**
 * What a repository keeps as the former image: what the image's own one names, wherever it is there. A region may name
 * that of a release which is under way or broke off, and never had the stage.
 */
async function formerOf(
  { store, current }: RepositoryState,
  home: RepositoryState,
  manifest: Manifest,
): Promise<Manifest | undefined> {
  const digest = home.current?.digest
  if (current === undefined || digest === undefined || [current.digest, manifest.digest].includes(digest)) {
    return current
  }
  return (await store.read([digest])).get(digest) ?? current
}
