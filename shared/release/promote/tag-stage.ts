import { blobsOf, type Manifest } from '../../registry/manifest.ts'
import { shortDigest } from '../../report/markdown.ts'
import type { Ports } from '../../runner/ports.ts'
import type { ReleaseRequest } from '../request/request.ts'
import type { ReleaseImages } from './images.ts'
import { moveStageTag } from './stage-tag.ts'

/**
 * Moves the stage's tag everywhere and says so.
 * @returns the digest of another release that won the tag meanwhile, or the error that ended it
 */
export async function tryToTag(
  { manifest, states }: Pick<ReleaseImages, 'manifest' | 'states'>,
  { stage, rollback }: Pick<ReleaseRequest, 'stage' | 'rollback'>,
  { log, journal }: Pick<Ports, 'log' | 'journal'>,
): Promise<{ readonly winner: string | undefined } | { readonly error: unknown }> {
  try {
    const winner = await log.group(`Tag ${stage}`, async () => {
      const superseding = await moveStageTag(states, manifest, stage, !rollback, log.info)
      for (const { hasImage } of states) if (hasImage) journal.avoid(bytesOf(manifest))
      for (const { store, current } of states) {
        const from = current === undefined ? 'new' : shortDigest(current.digest)
        log.info(
          `${store.repository.url}:${stage}: ${from} -> ${shortDigest(superseding ?? manifest.digest)}`,
        )
      }
      return superseding
    })
    return { winner }
  } catch (error) {
    return { error }
  }
}

/** The size of an image; of an index it is known only by those who read all of it. */
function bytesOf(manifest: Manifest): number {
  return blobsOf(manifest).reduce((sum, { size }) => sum + size, 0)
}
