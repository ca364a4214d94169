import { shortDigest } from '../../report/markdown.ts'
import { openRegistries } from '../../registry/open.ts'
import { readImages } from '../promote/images.ts'
import { tryToTag } from '../promote/tag-stage.ts'
import { messageOf } from '../../errors.ts'
import { identityOf } from '../request/identity.ts'
import type { PostContext, Standing } from './targets.ts'

/**
 * Moves the rest of the stage's tags where the release was broken off between them. Everything ran the image by then:
 * the tags are not put back, but brought to where the next release would bring them.
 * @param standings of all targets, which must run the image still
 * @returns what was done, as a sentence; undefined where no tag had begun to move
 */
export async function finishTags(
  { kept, request, sessions, ports }: PostContext,
  standings: readonly Standing[],
): Promise<string | undefined> {
  if (kept.phase !== 'tagging') return undefined
  const { stage } = kept
  const strays = standings.filter(({ state }) => state !== 'released').map(({ name }) => name)
  if (strays.length > 0) {
    return `The tags of "${stage}" were left as they are, because the image does not run everywhere: see ${strays.join(', ')}.`
  }
  const registries = openRegistries(identityOf(request, sessions), ports)
  const images = await readImages(
    registries,
    request,
    () => undefined,
    () => Promise.resolve(undefined),
  )
  const { manifest, states } = images
  const late = states.filter(({ current }) => current?.digest !== manifest.digest)
  if (manifest.digest === kept.image.digest && late.length === 0) {
    return `Every tag "${stage}" names ${shortDigest(manifest.digest)}: the release is complete.`
  }
  const foreign = late.find(({ store, current }) => current?.digest !== kept.tags.get(store.repository.url))
  if (manifest.digest !== kept.image.digest || foreign !== undefined) {
    return `The tags of "${stage}" were left as they are: another release has moved them.`
  }
  const tagged = await tryToTag(images, request, ports)
  if ('error' in tagged) return `The tags of "${stage}" could not all be moved: ${messageOf(tagged.error)}`
  return `The tags of "${stage}" that had not moved yet were moved to ${shortDigest(manifest.digest)}: the release is complete.`
}
