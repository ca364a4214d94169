import { awsErrorName } from '../../aws/errors.ts'
import { messageOf } from '../../errors.ts'
import type { ImageSource, ImageStore } from '../image-store.ts'
import type { CopyPorts } from './blob-content.ts'
import { copyBlob, type Receiver } from './copy-blob.ts'
import { errorOf } from './error-of.ts'
import type { Needs } from './needs.ts'
import type { ImageTree } from './tree.ts'

/**
 * Writes the manifests that a repository lacks, children first, and the root last. What the registry lacks then although
 * it said otherwise is brought, once.
 */
export async function writeManifests(
  tree: ImageTree,
  { store, children, tag }: Pick<Needs, 'store' | 'children'> & { readonly tag: string | undefined },
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
  const lacking = new Set((await store.missing(tree.blobs)).map(({ digest }) => digest))
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
