import { UserError } from '../../errors.ts'
import type { ImageSource } from '../image-store.ts'
import { blobsOf, childrenOf, type Descriptor, type Manifest, MANIFEST_TYPES } from '../manifest.ts'

/** An image with everything below it. */
export interface ImageTree {
  readonly root: Manifest
  /** The manifests below the root, each after its own children: a registry refuses an index whose children it lacks. */
  readonly children: readonly Manifest[]
  /** What all of these manifests need, each once. */
  readonly blobs: readonly Descriptor[]
}

// An index of all platforms that Go knows, with an attestation for each, has a hundred.
const MOST_MANIFESTS = 2_000
// Manifests are held in memory, all of an image: they have some kB each.
const MOST_BYTES = 64 * 1024 * 1024

/**
 * Reads all manifests below a root, a level in one call. Those that the source lacks (a sparse index) are left out;
 * children of a type that is unknown here are taken for manifests first, and else for blobs.
 * Source: OCI Image Specification v1.1, "Image Index": implementations must not fail on an unknown media type.
 * @throws UserError for what is no manifest, and for an index without end
 */
export async function readTree(source: ImageSource, root: Manifest): Promise<ImageTree> {
  const known = new Map([[root.digest, root]])
  const unknown = new Map<string, Descriptor>()
  let level = [root]
  let bytes = 0
  while (level.length > 0) {
    const wanted = distinct(level.flatMap(childrenOf)).filter(({ digest }) => !known.has(digest))
    if (known.size + wanted.length > MOST_MANIFESTS) {
      throw new UserError(
        `The image ${root.digest} has more than ${MOST_MANIFESTS} manifests.`,
        'Promote the index of one application, not that of a whole repository.',
      )
    }
    // A child of another type can be a blob, which has any size.
    const manifests = wanted.filter(({ mediaType }) => MANIFEST_TYPES.includes(mediaType))
    bytes += manifests.reduce((sum, { size }) => sum + size, 0)
    if (bytes > MOST_BYTES) {
      throw new UserError(
        `The manifests of the image ${root.digest} have more than ${MOST_BYTES / 1024 / 1024} MiB.`,
        'Something large stands in a manifest that belongs into a blob.',
      )
    }
    const found = wanted.length === 0 ? NONE : await source.read(wanted.map(({ digest }) => digest))
    for (const child of wanted) {
      if (!found.has(child.digest) && !MANIFEST_TYPES.includes(child.mediaType))
        unknown.set(child.digest, child)
    }
    for (const [digest, manifest] of found) known.set(digest, manifest)
    level = [...found.values()]
  }
  const children = inPostOrder(root, known).slice(0, -1)
  const blobs = [...children, root].flatMap(blobsOf)
  return { root, children, blobs: distinct([...blobs, ...(await blobsAmong([...unknown.values()], source))]) }
}

const NONE: ReadonlyMap<string, Manifest> = new Map()

/** A manifest can stand below several others, at different depths. */
function inPostOrder(root: Manifest, known: ReadonlyMap<string, Manifest>): readonly Manifest[] {
  const ordered = new Map<string, Manifest>()
  const visit = (manifest: Manifest): void => {
    if (ordered.has(manifest.digest)) return
    for (const { digest } of childrenOf(manifest)) {
      const child = known.get(digest)
      if (child !== undefined) visit(child)
    }
    ordered.set(manifest.digest, manifest)
  }
  visit(root)
  return [...ordered.values()]
}

async function blobsAmong(
  unknown: readonly Descriptor[],
  source: ImageSource,
): Promise<readonly Descriptor[]> {
  if (unknown.length === 0 || source.missing === undefined) return []
  const lacking = new Set((await source.missing(unknown)).map(({ digest }) => digest))
  return unknown.filter(({ digest }) => !lacking.has(digest))
}

/** Descriptors, each digest once. */
export function distinct(descriptors: readonly Descriptor[]): readonly Descriptor[] {
  return [...new Map(descriptors.map((descriptor) => [descriptor.digest, descriptor])).values()]
}
