import { messageOf } from '../../errors.ts'
import type { ImageStore } from '../image-store.ts'
import type { Manifest } from '../manifest.ts'
import { mapLimited } from '../map-limited.ts'
import { type Attachment, readAttachments, type ReferrersPolicy } from './attachments.ts'
import type { CopyPorts } from './blob-content.ts'
import { type Copied, copyTree, type Destination, errorOf } from './copy-tree.ts'
import { readTree } from './tree.ts'

/** A repository of a promotion. */
export interface ImageDestination extends Destination {
  /** The image is there already: what refers to it, and the tag, may not be. */
  readonly hasImage: boolean
}

/** What became of an image and what refers to it at one destination. */
export interface CopiedImage extends Copied {
  /** How many of them came. */
  readonly referrers: number
}

const AT_ONCE = 4

/**
 * Copies an image, and by policy what refers to it, from one repository to others: all of them at once, each blob read
 * once. The tag is written last, so what it names is complete.
 * @throws before anything is written, when source or destinations cannot be asked
 */
export async function copyImage(
  source: ImageStore,
  root: Manifest,
  destinations: readonly ImageDestination[],
  policy: ReferrersPolicy,
  ports: CopyPorts,
): Promise<readonly CopiedImage[]> {
  const lacking = destinations.filter(({ hasImage }) => !hasImage)
  const [tree, attachments] = await Promise.all([
    lacking.length === 0 ? undefined : readTree(source, root),
    readAttachments(source, root, policy, ports.log.warning),
  ])
  // Without attachments the tag is written with the root, in one call.
  const tagFirst = attachments.length === 0
  const images =
    tree === undefined
      ? []
      : await copyTree(
          source,
          tree,
          lacking.map(({ store, tag }) => ({ store, tag: tagFirst ? tag : undefined })),
          ports,
        )
  return await Promise.all(
    destinations.map(async ({ store, tag, hasImage }): Promise<CopiedImage> => {
      const image = images.find((each) => each.store === store) ?? nothingFor(store)
      if (image.error !== undefined) return { ...image, referrers: 0 }
      try {
        const referrers = await attach(source, attachments, store, policy, ports)
        if (tag !== undefined && (hasImage || !tagFirst)) await store.write(root, tag)
        return { ...image, referrers }
      } catch (error) {
        return { ...image, error: errorOf(error), referrers: 0 }
      }
    }),
  )
}

function nothingFor(store: ImageStore): Copied {
  return { store, error: undefined, blobsCopied: 0, bytesCopied: 0, bytesAvoided: 0 }
}

async function attach(
  source: ImageStore,
  attachments: readonly Attachment[],
  store: ImageStore,
  policy: ReferrersPolicy,
  ports: CopyPorts,
): Promise<number> {
  if (attachments.length === 0) return 0
  const lacking = await lackingOf(attachments, store)
  const came = await mapLimited(lacking, AT_ONCE, async ({ tree, tag }) => {
    const [copied] = await copyTree(source, tree, [{ store, tag }], ports).catch((error: unknown) => [
      { error: errorOf(error) },
    ])
    if (copied?.error === undefined) return true
    if (policy === 'require') throw copied.error
    ports.signal.throwIfAborted()
    ports.log.warning(
      `${store.repository.url} did not take ${tag ?? tree.root.digest}, which refers to the image; the image is released without it. ${messageOf(copied.error)}`,
    )
    return false
  })
  return came.filter(Boolean).length
}

async function lackingOf(
  attachments: readonly Attachment[],
  store: ImageStore,
): Promise<readonly Attachment[]> {
  const there = await store.read(attachments.map(({ tree, tag }) => tag ?? tree.root.digest))
  return attachments.filter(
    ({ tree, tag }) => there.get(tag ?? tree.root.digest)?.digest !== tree.root.digest,
  )
}
