import { createHash } from 'node:crypto'
import { UserError } from '../errors.ts'
import type { ImageSource, ImageStore } from './image-store.ts'
import { blobsOf, childrenOf, type Descriptor, isIndex, type Manifest } from './manifest.ts'
import { mapLimited } from './map-limited.ts'
import type { Ports } from '../runner/ports.ts'

/** What a copy did. */
export interface CopyReport {
  readonly blobsCopied: number
  readonly bytesCopied: number
  readonly bytesAvoided: number
}

const BLOBS_AT_ONCE = 5
const ATTEMPTS_PER_BLOB = 4
const FIRST_DELAY_MS = 250

/**
 * Makes an image exist in another repository, byte for byte: blobs, then child manifests, then the root by its digest
 * and, where one is given, under a tag. Until the root is written, nothing of it can be seen; stopped at any point, the same copy
 * goes on from what is there.
 * @param root the manifest to copy; when the destination has it, it has its content too and nothing is asked
 * @throws UserError when the source's content does not have the digest or size that its manifest says
 */
export async function copyImage(
  source: ImageSource,
  destination: ImageStore,
  root: Manifest,
  tag: string | undefined,
  ports: Pick<Ports, 'clock' | 'journal' | 'signal'>,
): Promise<CopyReport> {
  const children = await readChildren(source, root)
  const blobs = distinct([root, ...children].flatMap(blobsOf))
  const missing = blobs.length === 0 ? [] : await destination.missing(blobs)
  await mapLimited(missing, BLOBS_AT_ONCE, async (blob) => {
    await copyBlob(source, destination, blob, ports)
  })
  // Deepest first: a registry refuses an index whose children it does not have.
  for (const child of children.toReversed()) await destination.write(child)
  await destination.write(root, tag)

  const bytesCopied = sum(missing)
  const bytesAvoided = sum(blobs) - bytesCopied
  ports.journal.avoid(bytesAvoided)
  return { blobsCopied: missing.length, bytesCopied, bytesAvoided }
}

/** All manifests below an index, each before its own children. Those that the source lacks (a sparse index) are left out. */
async function readChildren(source: ImageSource, root: Manifest): Promise<readonly Manifest[]> {
  const all = new Map<string, Manifest>()
  let level = [root]
  while (level.some(isIndex)) {
    const digests = distinct(level.flatMap(childrenOf))
      .map(({ digest }) => digest)
      .filter((digest) => !all.has(digest))
    const found = digests.length === 0 ? new Map<string, Manifest>() : await source.read(digests)
    for (const [digest, manifest] of found) all.set(digest, manifest)
    level = [...found.values()]
  }
  return [...all.values()]
}

async function copyBlob(
  source: ImageSource,
  destination: ImageStore,
  blob: Descriptor,
  { clock, signal }: Pick<Ports, 'clock' | 'signal'>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const content = (await source.readBlob(blob)).pipeThrough(verifying(blob))
    try {
      await destination.writeBlob(blob, content)
      return
    } catch (error) {
      // Where nothing was sent of it, the source still waits for a reader.
      await content.cancel().catch(() => undefined)
      if (signal.aborted || attempt >= ATTEMPTS_PER_BLOB) throw error
    }
    await clock.sleep(FIRST_DELAY_MS * 2 ** (attempt - 1), signal)
  }
}

/** Passes bytes on, and fails the stream when they are not those of the descriptor. */
function verifying(blob: Descriptor): TransformStream<Uint8Array, Uint8Array> {
  const hash = createHash('sha256')
  let size = 0
  return new TransformStream({
    transform: (chunk, controller) => {
      hash.update(chunk)
      size += chunk.byteLength
      controller.enqueue(chunk)
    },
    flush: (controller) => {
      const digest = `sha256:${hash.digest('hex')}`
      if (digest === blob.digest && size === blob.size) return
      controller.error(
        new UserError(
          `The source gave ${size} bytes of digest ${digest} for the blob ${blob.digest} of ${blob.size} bytes.`,
        ),
      )
    },
  })
}

function distinct(descriptors: readonly Descriptor[]): readonly Descriptor[] {
  return [...new Map(descriptors.map((descriptor) => [descriptor.digest, descriptor])).values()]
}

function sum(blobs: readonly Descriptor[]): number {
  return blobs.reduce((total, { size }) => total + size, 0)
}
