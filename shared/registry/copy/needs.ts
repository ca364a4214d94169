import type { ImageStore } from '../image-store.ts'
import { blobsOf, type Descriptor } from '../manifest.ts'
import type { ImageTree } from './tree.ts'

/** What a destination lacks. */
export interface Needs {
  readonly store: ImageStore
  readonly children: ImageTree['children']
  readonly missing: readonly Descriptor[]
}

/**
 * Asks what repositories lack of an image.
 * @throws when one of them cannot be asked
 */
export async function askNeeds(tree: ImageTree, stores: readonly ImageStore[]): Promise<readonly Needs[]> {
  return await Promise.all(stores.map(async (store) => await needsOf(tree, store)))
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
      .map(({ digest }) => digest),
  )
  const unknown = tree.blobs.filter(({ digest }) => !known.has(digest))
  const missing = unknown.length === 0 ? [] : await store.missing(unknown)
  if (missing.length > 0) await store.signIn()
  return { store, children, missing }
}
