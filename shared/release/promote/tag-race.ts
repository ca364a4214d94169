import { messageOf } from '../../errors.ts'
import type { Manifest } from '../../registry/manifest.ts'
import { previousTag } from '../../stages/index.ts'
import type { RepositoryState, RepositoryStates } from './images.ts'

// Registries have no compare-and-swap, so that two releases of one stage can write its tags at the same time, region by
// region in any order. The image's own repository decides: whom its tag names has won. Everyone reads all tags after
// their last write, and whoever finds a region that disagrees with it, and wrote there, sets it right. So the last
// writer of any tag has read all of them afterwards, and in the end they agree.

const MOST_ROUNDS = 6

/** What the regions should name, by what the image's own repository names now. */
interface Wish {
  readonly wanted: (state: RepositoryState) => Manifest | undefined
  /** What `<stage>-previous` should name; undefined where it is not to be touched. */
  readonly former: (state: RepositoryState) => Manifest | undefined
  /** Also where someone else wrote last. */
  readonly everywhere: boolean
}

/**
 * Reads the tags of a stage back after they were written, until every region has what the image's own repository names.
 * @param moved the repositories that were written to
 * @returns the digest that another release gave the tag, when that one has won
 */
export async function settleTags(
  states: RepositoryStates,
  moved: readonly RepositoryState[],
  manifest: Manifest,
  kept: ReadonlyMap<RepositoryState, Manifest>,
  stage: string,
  note: (text: string) => void,
): Promise<string | undefined> {
  const wish = (atHome: Manifest | undefined): Wish => {
    const won = atHome?.digest === manifest.digest
    const former = (state: RepositoryState): Manifest | undefined => (won ? kept.get(state) : undefined)
    return { wanted: () => (won ? manifest : atHome), former, everywhere: won }
  }
  try {
    const atHome = await agree(states, moved, manifest, stage, kept.size > 0, wish, note)
    return atHome?.digest === manifest.digest ? undefined : (atHome?.digest ?? 'nothing')
  } catch (error) {
    // All tags were written, and the registry said so.
    note(`The tags of "${stage}" could not all be read back and set right: ${messageOf(error)}`)
    return undefined
  }
}

/**
 * Puts tags back that a release moved before it failed. One that another release has moved since is left to it, and
 * where that one has the image's own repository already, its digest is what the others get.
 */
export async function restoreTags(
  states: RepositoryStates,
  moved: readonly RepositoryState[],
  manifest: Manifest,
  kept: ReadonlyMap<RepositoryState, Manifest>,
  stage: string,
  note: (text: string) => void,
): Promise<void> {
  const [home] = states
  const isOthers = (atHome: Manifest | undefined): boolean =>
    atHome !== undefined && ![manifest.digest, home.current?.digest].includes(atHome.digest)
  const wish = (atHome: Manifest | undefined): Wish => ({
    wanted: ({ current }) => (isOthers(atHome) ? atHome : current),
    former: (state) => {
      if (!kept.has(state)) return undefined
      // The other one counts on what was kept of the image that both found.
      return isOthers(atHome) ? kept.get(state) : state.previous
    },
    everywhere: false,
  })
  try {
    await agree(states, moved, manifest, stage, kept.size > 0, wish, note)
  } catch (error) {
    note(`The tags of "${stage}" could not all be put back: ${messageOf(error)}`)
  }
}

/**
 * @param keeps `<stage>-previous` was written too
 * @returns what the image's own repository names in the end
 */
async function agree(
  states: RepositoryStates,
  moved: readonly RepositoryState[],
  manifest: Manifest,
  stage: string,
  keeps: boolean,
  wish: (atHome: Manifest | undefined) => Wish,
  note: (text: string) => void,
): Promise<Manifest | undefined> {
  const written = new Map(moved.map((state) => [state, new Set([manifest.digest])]))
  const [home] = states
  let atHome: Manifest | undefined
  let failed: PromiseSettledResult<void> | undefined
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { now, previous } = await readTags(states, stage, keeps)
    atHome = now.get(home)
    const { wanted, former, everywhere } = wish(atHome)
    const wrong = states.flatMap((state) => {
      const to = wanted(state)
      const named = now.get(state)?.digest ?? ''
      if (to === undefined || named === to.digest) return []
      return everywhere || written.get(state)?.has(named) === true ? [{ state, to, tag: stage }] : []
    })
    for (const state of states) {
      const to = former(state)
      if (to !== undefined && previous.get(state)?.digest !== to.digest)
        wrong.push({ state, to, tag: previousTag(stage) })
    }
    if (wrong.length === 0) return atHome
    const ended = await Promise.allSettled(
      wrong.map(async ({ state, to, tag }) => {
        note(`${state.store.repository.url}:${tag}: set to ${to.digest}`)
        if (tag === stage) written.set(state, (written.get(state) ?? new Set()).add(to.digest))
        await state.store.write(to, tag)
      }),
    )
    failed = ended.find(({ status }) => status === 'rejected')
  }
  if (failed?.status === 'rejected') throw failed.reason
  return atHome
}

async function readTags(
  states: RepositoryStates,
  stage: string,
  withPrevious: boolean,
): Promise<Readonly<Record<'now' | 'previous', ReadonlyMap<RepositoryState, Manifest | undefined>>>> {
  const tags = withPrevious ? [stage, previousTag(stage)] : [stage]
  const read = await Promise.all(states.map(async (state) => [state, await state.store.read(tags)] as const))
  const of = (tag: string): ReadonlyMap<RepositoryState, Manifest | undefined> =>
    new Map(read.map(([state, found]) => [state, found.get(tag)]))
  return { now: of(stage), previous: of(previousTag(stage)) }
}
