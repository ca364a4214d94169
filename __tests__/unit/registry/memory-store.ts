import { UserError } from '../../../shared/errors.ts'
import type { CopyPorts } from '../../../shared/registry/copy/blob-content.ts'
import { retryBudget } from '../../../shared/registry/http/retry.ts'
import type { ImageStore } from '../../../shared/registry/image-store.ts'
import {
  blobsOf,
  childrenOf,
  type Descriptor,
  digestOf,
  type Manifest,
} from '../../../shared/registry/manifest.ts'
import { parseRepository } from '../../../shared/registry/reference.ts'
import { openJournal } from '../../../shared/runner/journal.ts'
import { quietLog } from '../build/quiet-log.ts'

/** A repository in memory that writes down what is done to it, and refuses what a registry refuses. */
export interface MemoryStore extends ImageStore {
  readonly blobs: Map<string, Buffer>
  /** By digest. */
  readonly manifests: Map<string, Manifest>
  readonly tags: Map<string, string>
  readonly log: string[]
}

/** What is different about a store. */
export interface MemoryOptions {
  readonly url?: string
  /** Changes what is read of a blob, or throws. */
  readonly onRead?: (blob: Descriptor, bytes: Buffer, offset: number) => Buffer
  /** Throws where an upload is to fail, before anything is stored. */
  readonly onUpload?: (blob: Descriptor) => void
  /** Throws where a manifest is to be refused. */
  readonly onWrite?: (manifest: Manifest, tag: string | undefined) => void
  /** How many bytes a chunk has. */
  readonly chunk?: number
}

const HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com'

export function memoryStore({ url = `${HOST}/app`, chunk = 7, ...on }: MemoryOptions = {}): MemoryStore {
  const blobs = new Map<string, Buffer>()
  const manifests = new Map<string, Manifest>()
  const tags = new Map<string, string>()
  const log: string[] = []
  const find = (reference: string): Manifest | undefined =>
    manifests.get(reference) ?? manifests.get(tags.get(reference) ?? '')
  return {
    repository: parseRepository(url, { input: 'x', env: {} }),
    protocol: 'ecr',
    blobs,
    manifests,
    tags,
    log,
    signIn: () => Promise.resolve(),
    read: (references) => {
      const found = references.flatMap((reference) => {
        const manifest = find(reference)
        return manifest === undefined ? [] : [[reference, manifest] as const]
      })
      return Promise.resolve(new Map(found))
    },
    has: (digests) => Promise.resolve(new Set(digests.filter((digest) => manifests.has(digest)))),
    write: async (manifest, tag) => {
      await Promise.resolve()
      on.onWrite?.(manifest, tag)
      const lacking = blobsOf(manifest).filter(({ digest }) => !blobs.has(digest))
      if (lacking.length > 0)
        throw new UserError(`BLOB_UNKNOWN ${lacking.map(({ digest }) => digest).join()}`)
      log.push(`manifest ${tag ?? manifest.digest}`)
      manifests.set(manifest.digest, manifest)
      if (tag !== undefined) tags.set(tag, manifest.digest)
    },
    missing: (wanted) => Promise.resolve(wanted.filter(({ digest }) => !blobs.has(digest))),
    readBlob: (blob, offset = 0) => {
      log.push(`read ${blob.digest}`)
      const whole = blobs.get(blob.digest) ?? Buffer.of()
      return Promise.resolve(chunks(on.onRead?.(blob, whole, offset) ?? whole.subarray(offset), chunk))
    },
    startUpload: async (blob, mountFrom) => {
      await Promise.resolve()
      log.push(`upload ${blob.digest}${mountFrom === undefined ? '' : ` from ${mountFrom}`}`)
      return async (content) => {
        const parts: Uint8Array[] = []
        for await (const part of content.chunks) {
          parts.push(Buffer.from(part))
          on.onUpload?.(blob)
        }
        const bytes = Buffer.concat(parts)
        if (digestOf(bytes) !== blob.digest) throw new UserError('DIGEST_INVALID')
        log.push(`blob ${blob.digest}`)
        blobs.set(blob.digest, bytes)
      }
    },
    referrers: (digest) => {
      const all = [...manifests.values()].filter(({ bytes }) => subjectOf(bytes) === digest)
      return Promise.resolve(
        all.map(({ digest: own, mediaType, bytes }) => ({ digest: own, mediaType, size: bytes.length })),
      )
    },
    tagsOf: () => Promise.resolve(undefined),
    immutable: () => Promise.resolve(undefined),
  }
}

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}

function subjectOf(bytes: Uint8Array): string | undefined {
  return (JSON.parse(Buffer.from(bytes).toString()) as { subject?: { digest?: string } }).subject?.digest
}

/** Stores a blob. */
export function addBlob(store: MemoryStore, text: string): Descriptor {
  const bytes = Buffer.from(text)
  store.blobs.set(digestOf(bytes), bytes)
  return { mediaType: 'application/octet-stream', digest: digestOf(bytes), size: bytes.length }
}

/** Stores a manifest of bytes that no serialiser would write again. */
export function addManifest(store: MemoryStore, mediaType: string, content: object, tag?: string): Manifest {
  const bytes = Buffer.from(`${JSON.stringify(content, undefined, 3)}\n\n`)
  const manifest = { bytes, mediaType, digest: digestOf(bytes) }
  store.manifests.set(manifest.digest, manifest)
  if (tag !== undefined) store.tags.set(tag, manifest.digest)
  return manifest
}

/** A pointer to a manifest. */
export function pointerTo({ digest, mediaType, bytes }: Manifest): Descriptor {
  return { digest, mediaType, size: bytes.length }
}

/** Everything that can be reached from a manifest in a store, that manifest included; undefined marks what it lacks. */
export function reachable(store: MemoryStore, digest: string): ReadonlyMap<string, string | undefined> {
  const manifest = store.manifests.get(digest)
  if (manifest === undefined) return new Map([[digest, undefined]])
  const entries = childrenOf(manifest).flatMap((child) => [...reachable(store, child.digest)])
  const own = blobsOf(manifest).map(
    (blob) => [blob.digest, store.blobs.get(blob.digest)?.toString('hex')] as const,
  )
  return new Map([[digest, Buffer.from(manifest.bytes).toString('hex')], ...own, ...entries])
}

/** Ports in which waiting takes no time. */
export function copyPorts(retries = 1000): CopyPorts {
  const clock = { now: () => 0, sleep: (): Promise<void> => Promise.resolve() }
  return {
    // A progress line that waits for no time would be written for ever.
    clock: {
      ...clock,
      sleep: async (_, signal) => {
        await once(signal)
      },
    },
    journal: openJournal(clock),
    signal: new AbortController().signal,
    log: quietLog,
    retries: retryBudget(retries),
  }
}

async function once(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  await new Promise((resolve) => setImmediate(resolve))
}
