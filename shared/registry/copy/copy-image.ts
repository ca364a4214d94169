import type { ImageStore } from '../image-store.ts'
import type { Manifest } from '../manifest.ts'
import { attach } from './attach.ts'
import { readAttachments, type ReferrersPolicy } from './attachments.ts'
import type { CopyPorts } from './blob-content.ts'
import { type Copied, copyNeeded, type Destination } from './copy-tree.ts'
import { errorOf } from './error-of.ts'
import { askNeeds, type Needs } from './needs.ts'
import { type ImageTree, readTree } from './tree.ts'

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
  const stores = lacking.map(({ store }) => store)
  const [image, attachments] = await Promise.all([
    stores.length === 0 ? undefined : readNeeded(source, root, stores),
    readAttachments(source, root, policy, ports.log.warning),
  ])
  // Without attachments the tag is written with the root, in one call.
  const tagFirst = attachments.length === 0
  const needs = lacking.flatMap(({ store, tag }, index) => {
    const need = image?.needs[index]
    return need === undefined ? [] : [{ ...need, store, tag: tagFirst ? tag : undefined }]
  })
  const images = image === undefined ? [] : await copyNeeded(source, image.tree, needs, ports)
  const whole = destinations.filter(({ store }) => copiedTo(images, store).error === undefined)
  const attached = await attach(
    source,
    attachments,
    whole.map(({ store }) => store),
    policy,
    ports,
  )
  return await Promise.all(
    destinations.map(async ({ store, tag, hasImage }): Promise<CopiedImage> => {
      const copied = copiedTo(images, store)
      const { count = 0, error } = attached.get(store) ?? {}
      if (copied.error !== undefined || error !== undefined) {
        return { ...copied, error: copied.error ?? error, referrers: 0 }
      }
      try {
        if (tag !== undefined && (hasImage || !tagFirst)) await store.write(root, tag)
        return { ...copied, referrers: count }
      } catch (thrown) {
        return { ...copied, error: errorOf(thrown), referrers: 0 }
      }
    }),
  )
}

function copiedTo(images: readonly Copied[], store: ImageStore): Copied {
  const nothing = { store, error: undefined, blobsCopied: 0, bytesCopied: 0, bytesAvoided: 0 }
  return images.find((each) => each.store === store) ?? nothing
}

async function readNeeded(
  source: ImageStore,
  root: Manifest,
  stores: readonly ImageStore[],
): Promise<{ readonly tree: ImageTree; readonly needs: readonly Needs[] }> {
  const tree = await readTree(source, root)
  return { tree, needs: await askNeeds(tree, stores) }
}
