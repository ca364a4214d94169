import type { ImageSource, ImageStore } from '../image-store.ts'
import type { Descriptor } from '../manifest.ts'
import { mapLimited } from '../map-limited.ts'
import type { CopyPorts } from './blob-content.ts'
import { copyBlob, type Receiver } from './copy-blob.ts'
import { errorOf } from './error-of.ts'
import { askNeeds, type Needs } from './needs.ts'
import { type Progress, withProgress } from './progress.ts'
import { distinct, type ImageTree } from './tree.ts'
import { writeManifests } from './write-manifests.ts'

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
    await writeManifests(tree, work, source, ports)
    ports.journal.avoid(bytesAvoided)
    return { ...copied, error: undefined }
  } catch (error) {
    return { ...copied, error: errorOf(error) }
  }
}

function sum(blobs: readonly Descriptor[]): number {
  return blobs.reduce((total, { size }) => total + size, 0)
}
