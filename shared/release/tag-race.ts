import { messageOf } from '../errors.ts'
import type { Manifest } from '../registry/manifest.ts'
import { previousTag } from '../stages/index.ts'
import type { RepositoryState, RepositoryStates } from './images.ts'

// Registries have no compare-and-swap, so that two releases of one stage can write its tags at the same time, region by
// region in any order. The image's own repository decides: whom its tag names has won. Everyone reads all tags after
// their last write, and whoever finds a region that disagrees with it, and wrote there, sets it right. So the last
// writer of any tag has read all of them afterwards, and in the end they agree.

const MOST_ROUNDS = 6

/**
 * Reads the tags of a stage back after they were written, until every region has what the image's own repository names.
 * @param moved the repositories that were written to
 * @returns the digest that another release gave the tag, when that one has won
 */
export async function settleTags(
  states: RepositoryStates,
  moved: readonly RepositoryState[],
  manifest: Manifest,
  stage: string,
  note: (text: string) => void,
): Promise<string | undefined> {
  const written = new Map(moved.map((state) => [state, new Set([manifest.digest])]))
  const [home] = states
  let winner: string | undefined
  try {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const now = await readTags(states, stage)
      const wanted = now.get(home)
      winner = wanted?.digest === manifest.digest ? undefined : (wanted?.digest ?? 'nothing')
      if (wanted === undefined) return winner
      const wrong = states.filter((state) => {
        const named = now.get(state)?.digest ?? ''
        if (named === wanted.digest) return false
        return winner === undefined || (written.get(state)?.has(named) ?? false)
      })
      if (wrong.length === 0) return winner
      for (const state of wrong) {
        const { url } = state.store.repository
        note(`${url}:${stage}: another release wrote it at the same time; it is set to ${wanted.digest}`)
        await state.store.write(wanted, stage)
        written.set(state, (written.get(state) ?? new Set()).add(wanted.digest))
      }
    }
  } catch (error) {
    // All tags were written, and the registry said so.
    note(`The tags of "${stage}" could not be read back: ${messageOf(error)}`)
  }
  return winner
}

/**
 * Puts tags back that a release moved before it failed. One that another release has moved since is left to it, and
 * where that one has the image's own repository already, its digest is what the others get.
 */
export async function restoreTags(
  states: RepositoryStates,
  moved: readonly RepositoryState[],
  manifest: Manifest,
  stage: string,
): Promise<void> {
  const [home] = states
  const now = await readTags(states, stage).catch(() => undefined)
  const atHome = now?.get(home)
  const isOthers = atHome !== undefined && ![manifest.digest, home.current?.digest].includes(atHome.digest)
  await Promise.allSettled(
    moved.flatMap((state) => {
      const { store, current, previous } = state
      const named = now?.get(state)?.digest
      if (now !== undefined && named !== manifest.digest && named !== current?.digest) return []
      const former = isOthers ? atHome : current
      return [
        ...(former === undefined || named === former.digest ? [] : [store.write(former, stage)]),
        ...(previous === undefined || isOthers ? [] : [store.write(previous, previousTag(stage))]),
      ]
    }),
  )
}

async function readTags(
  states: RepositoryStates,
  stage: string,
): Promise<ReadonlyMap<RepositoryState, Manifest | undefined>> {
  const read = states.map(async (state) => [state, (await state.store.read([stage])).get(stage)] as const)
  return new Map(await Promise.all(read))
}
