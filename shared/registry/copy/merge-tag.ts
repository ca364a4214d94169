import {
  blobsOf,
  childrenOf,
  configOf,
  type Descriptor,
  digestOf,
  isIndex,
  type Manifest,
} from '../manifest.ts'

/** What becomes of a tag under which a repository keeps something else than the source does. */
export type Merge =
  /** All that the source has is there. */
  | { readonly kind: 'keep' }
  /** The source's, or both together, is written. */
  | { readonly kind: 'write'; readonly manifest: Manifest }
  /** Each has something that the other lacks, and they cannot be put together. */
  | { readonly kind: 'conflict' }

/**
 * Decides about a tag that lists what refers to an image, so that nothing is lost that was attached on the spot. Only
 * the index of OCI 1.1's tag schema can be put together: clients maintain it, and nothing refers to its digest.
 * Source: OCI Distribution Specification v1.1, "Referrers Tag Schema".
 * @param theirs what the tag names in the source
 * @param ours what it names where it is copied to
 */
export function mergeTag(theirs: Manifest, ours: Manifest | undefined): Merge {
  if (ours === undefined) return { kind: 'write', manifest: theirs }
  const [inTheirs, inOurs] = [entriesOf(theirs), entriesOf(ours)]
  if (isWithin(inTheirs, inOurs)) return { kind: 'keep' }
  if (isWithin(inOurs, inTheirs)) return { kind: 'write', manifest: theirs }
  if (!isIndex(theirs) || !isIndex(ours)) return { kind: 'conflict' }
  return { kind: 'write', manifest: together(ours, inTheirs) }
}

/** What a list lists: referrers in an index, signatures as the layers of an image of cosign. */
function entriesOf(manifest: Manifest): readonly Descriptor[] {
  if (isIndex(manifest)) return childrenOf(manifest)
  // The configuration names all layers, so it is another one with each signature.
  const config = configOf(manifest)?.digest
  return blobsOf(manifest).filter(({ digest }) => digest !== config)
}

function isWithin(some: readonly Descriptor[], all: readonly Descriptor[]): boolean {
  const digests = new Set(all.map(({ digest }) => digest))
  return some.every(({ digest }) => digests.has(digest))
}

function together(index: Manifest, more: readonly Descriptor[]): Manifest {
  const document = JSON.parse(Buffer.from(index.bytes).toString('utf8')) as object
  const there = childrenOf(index)
  const added = more.filter(({ digest }) => !there.some((each) => each.digest === digest))
  const bytes = new Uint8Array(Buffer.from(JSON.stringify({ ...document, manifests: [...there, ...added] })))
  return { bytes, digest: digestOf(bytes), mediaType: index.mediaType }
}
