import { messageOf, UserError } from '../../errors.ts'
import type { Log } from '../../runner/log.ts'
import type { ImageStore } from '../image-store.ts'
import type { Manifest } from '../manifest.ts'
import { mapLimited } from '../map-limited.ts'
import { type Attachment, readAttachments, type ReferrersPolicy } from './attachments.ts'
import type { CopyPorts } from './blob-content.ts'
import {
  askNeeds,
  type Copied,
  copyNeeded,
  copyTree,
  type Destination,
  errorOf,
  type Needs,
} from './copy-tree.ts'
import { mergeTag } from './merge-tag.ts'
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
  return await Promise.all(
    destinations.map(async ({ store, tag, hasImage }): Promise<CopiedImage> => {
      const copied = images.find((each) => each.store === store) ?? nothingFor(store)
      if (copied.error !== undefined) return { ...copied, referrers: 0 }
      try {
        const referrers = await attach(source, attachments, store, policy, ports)
        if (tag !== undefined && (hasImage || !tagFirst)) await store.write(root, tag)
        return { ...copied, referrers }
      } catch (error) {
        return { ...copied, error: errorOf(error), referrers: 0 }
      }
    }),
  )
}

async function readNeeded(
  source: ImageStore,
  root: Manifest,
  stores: readonly ImageStore[],
): Promise<{ readonly tree: ImageTree; readonly needs: readonly Needs[] }> {
  const tree = await readTree(source, root)
  return { tree, needs: await askNeeds(tree, stores) }
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
  const lacking = await lackingOf(attachments, store, policy, ports.log)
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

/** What a repository lacks of the attachments, where both have something under one tag put together. */
async function lackingOf(
  attachments: readonly Attachment[],
  store: ImageStore,
  policy: ReferrersPolicy,
  log: Log,
): Promise<readonly Attachment[]> {
  const there = await store.read(attachments.map(({ tree, tag }) => tag ?? tree.root.digest))
  return attachments.flatMap(({ tree, tag }): readonly Attachment[] => {
    if (tag === undefined) return there.has(tree.root.digest) ? [] : [{ tree, tag }]
    const merge = mergeTag(tree.root, there.get(tag))
    if (merge.kind === 'keep') return []
    if (merge.kind === 'write') return [{ tree: { ...tree, root: merge.manifest }, tag }]
    const conflict = new UserError(
      `${store.repository.url}:${tag} has signatures of its own, and lacks some of the source's.`,
      'Sign the image once, where it is built, or set "referrers: off".',
    )
    if (policy === 'require') throw conflict
    log.warning(`${conflict.message} It is left as it is.`)
    return []
  })
}
