import type { ImageStore } from '../registry/image-store.ts'
import type { Manifest } from '../registry/manifest.ts'
import type { Ports } from '../runner/ports.ts'
import type { LatestDecision } from './latest.ts'

/** What became of a tag. */
export interface TagOutcome {
  readonly tag: string
  /** `there`: it named this image already. */
  readonly state: 'moved' | 'there' | 'kept'
  readonly why: string
}

/**
 * Gives an image that the repository has its other tags: those that were asked for, and `latest` after all of them.
 * @param found what the tags name now
 * @param decideLatest asked only when `latest` names another image
 */
export async function publishTags(
  store: ImageStore,
  image: Manifest,
  tags: readonly string[],
  found: ReadonlyMap<string, Manifest>,
  decideLatest: () => Promise<LatestDecision>,
  { log }: Pick<Ports, 'log'>,
): Promise<readonly TagOutcome[]> {
  const outcomes: TagOutcome[] = []
  for (const tag of tags) outcomes.push(await giveTag(store, image, tag, found, 'it was asked for'))
  outcomes.push(await giveLatest(store, image, found, decideLatest))
  for (const { tag, state, why } of outcomes) {
    if (state === 'moved') log.info(`:${tag} names it now: ${why}.`)
    if (state === 'kept') log.info(`:${tag} stays as it is: ${why}.`)
  }
  return outcomes
}

async function giveTag(
  store: ImageStore,
  image: Manifest,
  tag: string,
  found: ReadonlyMap<string, Manifest>,
  why: string,
): Promise<TagOutcome> {
  if (found.get(tag)?.digest === image.digest) return { tag, state: 'there', why: 'it named this image' }
  await store.write(image, tag)
  return { tag, state: 'moved', why }
}

async function giveLatest(
  store: ImageStore,
  image: Manifest,
  found: ReadonlyMap<string, Manifest>,
  decide: () => Promise<LatestDecision>,
): Promise<TagOutcome> {
  const tag = 'latest'
  if (found.get(tag)?.digest === image.digest) return { tag, state: 'there', why: 'it named this image' }
  const { moves, why, forced } = await decide()
  if (!moves) return { tag, state: 'kept', why }
  try {
    return await giveTag(store, image, tag, found, why)
  } catch (error) {
    // Nobody asked for `latest` by name, and in an immutable repository it cannot move: the build is good without.
    if (forced || !(await store.immutable([tag]))?.includes(tag)) throw error
    return { tag, state: 'kept', why: 'the repository does not let it move (immutable tags)' }
  }
}
