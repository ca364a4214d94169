import { awsErrorName } from '../../aws/errors.ts'
import { messageOf } from '../../errors.ts'
import type { ImageSource, ImageStore } from '../image-store.ts'
import type { Descriptor } from '../manifest.ts'
import { blobsOf } from '../manifest.ts'
import { mapLimited } from '../map-limited.ts'
import type { CopyPorts } from './blob-content.ts'
import { copyBlob, type Receiver } from './copy-blob.ts'
import { type Progress, withProgress } from './progress.ts'
import { distinct, type ImageTree } from './tree.ts'

/** A repository that an image is copied to. */
export interface Destination {
  readonly store: ImageStore
  /** What the image's own manifest is written under, beside its digest. */
  readonly tag: string | undefined
}

/** What became of a copy to one destination. */
export interface Copied {
  readonly store: ImageStore
  /** Why the image is not there; undefined where it is. */
  readonly error: Error | undefined
  readonly blobsCopied: number
  readonly bytesCopied: number
  readonly bytesAvoided: number
}

// Many small blobs want many at once, for the latency; ECR drops connections of clients that open dozens.
const BLOBS_AT_ONCE = 8

/**
 * Makes an image exist in other repositories, byte for byte: blobs, then child manifests, then the root by its digest
 * and, where one is given, under a tag. Until the root is written, nothing of it can be seen; stopped at any point, the
 * same copy goes on from what is there. Each blob is read once, however many destinations lack it, and a destination
 * that fails does not take the others with it.
 * @throws before anything is written, when a destination cannot be asked what it lacks
 */
export async function copyTree(
  source: TreeSource,
  tree: ImageTree,
  destinations: readonly Destination[],
  ports: CopyPorts,
): Promise<readonly Copied[]> {
  const needs = await askNeeds(
    tree,
    destinations.map(({ store }) => store),
  )
  return await copyNeeded(
    source,
    tree,
    needs.map((need, index) => ({ ...need, tag: destinations[index]?.tag })),
    ports,
  )
}

/** Where a tree is read: blobs can be mounted from a repository, and not from a layout. */
type TreeSource = ImageSource & Partial<Pick<ImageStore, 'repository' | 'signIn'>>

/**
 * Asks what repositories lack of an image.
 * @throws when one of them cannot be asked
 */
export async function askNeeds(tree: ImageTree, stores: readonly ImageStore[]): Promise<readonly Needs[]> {
  return await Promise.all(stores.map(async (store) => await needsOf(tree, store)))
}

/** Copies what is needed, as `copyTree` does. */
export async function copyNeeded(
  source: TreeSource,
  tree: ImageTree,
  needs: readonly (Needs & Destination)[],
  ports: CopyPorts,
): Promise<readonly Copied[]> {
  const blobs = distinct(needs.flatMap(({ missing }) => missing)).toSorted((a, b) => b.size - a.size)
  if (blobs.length > 0) await source.signIn?.()

  const works = needs.map((need) => openWork(need, source))
  const copied = Promise.all(works.map(async (work) => await finish(tree, work, source, ports)))
  const transfer = async (): Promise<void> => {
    await mapLimited(blobs, BLOBS_AT_ONCE, async (blob) => {
      const receivers = works.flatMap(({ receivers, failure }) => {
        const receiver = receivers.get(blob.digest)
        if (receiver === undefined || failure() === undefined) return receiver ?? []
        // Where the image cannot arrive any more, the retries are left to the others.
        receiver.settle(failure())
        return []
      })
      await copyBlob(source, blob, receivers, ports)
    })
  }
  if (blobs.length > 0) await withProgress(() => works.map(({ progress }) => progress()), transfer, ports)
  return await copied
}

/** What a destination lacks. */
export interface Needs {
  readonly store: ImageStore
  readonly children: ImageTree['children']
  readonly missing: readonly Descriptor[]
}

async function needsOf(tree: ImageTree, store: ImageStore): Promise<Needs> {
  const digests = tree.children.map(({ digest }) => digest)
  const there = digests.length === 0 ? new Set<string>() : await store.has(digests)
  const children = tree.children.filter(({ digest }) => !there.has(digest))
  // Where a child is, what it needs is too: a registry refuses it otherwise.
  const known = new Set(
    tree.children
      .filter(({ digest }) => there.has(digest))
      .flatMap(blobsOf)
      .map(digestIn),
  )
  const unknown = tree.blobs.filter(({ digest }) => !known.has(digest))
  const missing = unknown.length === 0 ? [] : await store.missing(unknown)
  if (missing.length > 0) await store.signIn()
  return { store, children, missing }
}

/** A destination while it is copied to. */
interface Work extends Needs, Destination {
  /** By digest of the blob. */
  readonly receivers: ReadonlyMap<string, Receiver>
  /** Each blob as it arrives; rejects where one cannot. */
  readonly arrived: readonly Promise<void>[]
  /** Why the image cannot arrive; undefined while it can. */
  readonly failure: () => unknown
  readonly progress: () => Progress
}

function openWork(needs: Needs & Destination, source: Partial<Pick<ImageStore, 'repository'>>): Work {
  const total = sum(needs.missing)
  let done = 0
  let failure: unknown
  const { repository } = needs.store
  const mountFrom = source.repository?.host === repository.host ? source.repository.name : undefined
  const waits = needs.missing.map((blob) => ({ blob, ...Promise.withResolvers<undefined>() }))
  const receivers = waits.map(({ blob, resolve, reject }): [string, Receiver] => [
    blob.digest,
    {
      store: needs.store,
      mountFrom: mountFrom === repository.name ? undefined : mountFrom,
      moved: (bytes) => {
        done += bytes
      },
      settle: (error) => {
        failure ??= error
        if (error === undefined) resolve(undefined)
        else reject(errorOf(error))
      },
    },
  ])
  return {
    ...needs,
    receivers: new Map(receivers),
    arrived: waits.map(({ promise }) => promise),
    failure: () => failure,
    progress: () => ({ name: repository.region, done, total }),
  }
}

async function finish(tree: ImageTree, work: Work, source: ImageSource, ports: CopyPorts): Promise<Copied> {
  const { store, missing } = work
  const failed = (await Promise.allSettled(work.arrived)).find(({ status }) => status === 'rejected')
  const bytesCopied = sum(missing)
  const bytesAvoided = sum(tree.blobs) - bytesCopied
  const copied = { store, blobsCopied: missing.length, bytesCopied, bytesAvoided }
  if (failed?.status === 'rejected') {
    return { store, error: errorOf(failed.reason), blobsCopied: 0, bytesCopied: 0, bytesAvoided: 0 }
  }
  try {
    await writeManifests(tree, work.children, work, source, ports)
    ports.journal.avoid(bytesAvoided)
    return { ...copied, error: undefined }
  } catch (error) {
    return { ...copied, error: errorOf(error) }
  }
}

async function writeManifests(
  tree: ImageTree,
  children: ImageTree['children'],
  { store, tag }: Destination,
  source: ImageSource,
  ports: CopyPorts,
): Promise<void> {
  try {
    for (const child of children) await store.write(child)
    await store.write(tree.root, tag)
  } catch (error) {
    if (ports.signal.aborted || !isIncomplete(error)) throw error
    await mend(tree, store, messageOf(error), source, ports)
    await store.write(tree.root, tag)
  }
}

/**
 * Brings what a registry says it lacks although it said before that it has it: it may have dropped a blob of no image
 * meanwhile, and one that was half restored has images without their content.
 * @param said names the digests, as ECR does; else everything is asked for again
 */
async function mend(
  tree: ImageTree,
  store: ImageStore,
  said: string,
  source: ImageSource,
  ports: CopyPorts,
): Promise<void> {
  const lacking = new Set((await store.missing(tree.blobs)).map(digestIn))
  for (const blob of tree.blobs) {
    if (!lacking.has(blob.digest) && !said.includes(blob.digest)) continue
    await new Promise<void>((resolve, reject) => {
      const settle: Receiver['settle'] = (error) => {
        if (error === undefined) resolve()
        else reject(errorOf(error))
      }
      void copyBlob(source, blob, [{ store, mountFrom: undefined, moved: () => undefined, settle }], ports)
    })
  }
  for (const child of tree.children) await store.write(child)
}

// Source: Amazon ECR API Reference, PutImage, errors; OCI Distribution Specification v1.1, "Error Codes".
function isIncomplete(error: unknown): boolean {
  const name = awsErrorName(error)
  if (name === 'LayersNotFoundException' || name === 'ReferencedImagesNotFoundException') return true
  return /MANIFEST_BLOB_UNKNOWN|BLOB_UNKNOWN|BLOB_UPLOAD_UNKNOWN|MANIFEST_UNKNOWN/.test(messageOf(error))
}

/** Anything that can be thrown, as an error. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(messageOf(thrown))
}

function digestIn({ digest }: Descriptor): string {
  return digest
}

function sum(blobs: readonly Descriptor[]): number {
  return blobs.reduce((total, { size }) => total + size, 0)
}
