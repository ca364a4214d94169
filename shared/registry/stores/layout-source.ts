import { createReadStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { UserError } from '../../errors.ts'
import type { ImageSource } from '../image-store.ts'
import { type Descriptor, digestOf, type Manifest, mediaTypeIn } from '../manifest.ts'
import { isDigest } from '../reference.ts'
import { type TarEntry, tarEntries } from './tar-entries.ts'

/** An image on disk, and the manifest that stands for all of it. */
export interface Layout {
  readonly source: ImageSource
  readonly root: Manifest
}

/** Files of a layout by their path in it. */
interface LayoutFiles {
  readonly read: (path: string) => Promise<Uint8Array | undefined>
  /** From a byte on. */
  readonly stream: (path: string, offset: number) => Promise<AsyncIterable<Uint8Array>>
}

/**
 * Opens an OCI image layout: a folder, or an uncompressed tar of one, as `docker buildx build -o type=oci` and
 * `docker save` write it. Of a tar only its headers and what is asked for are read.
 * Source: OCI Image Specification v1.1, "Image Layout".
 * @throws UserError when there is no layout, or it holds no image or several
 */
export async function openLayout(path: string): Promise<Layout> {
  const files = (await stat(path)).isDirectory() ? folderFiles(path) : await tarFiles(path)
  const source = layoutSource(path, files)
  const index = await files.read('index.json')
  if (index === undefined) {
    throw new UserError(
      `"${path}" is no OCI image layout: it has no index.json.`,
      'Write one by "docker buildx build --output type=oci,dest=image.tar", or by "docker save" of Docker 25 or later.',
    )
  }
  const digests = new Set(manifestsIn(index).map(({ digest }) => digest))
  const [digest] = digests
  if (digest === undefined || digests.size > 1) {
    throw new UserError(
      `"${path}" holds ${digests.size === 0 ? 'no image' : `${digests.size} images`}.`,
      'Give a layout of one image.',
    )
  }
  const root = (await source.read([digest])).get(digest)
  if (root === undefined) throw new UserError(`"${path}" lacks the manifest ${digest} that its index names.`)
  return { source, root }
}

function layoutSource(path: string, files: LayoutFiles): ImageSource {
  return {
    read: async (references) => {
      const found = new Map<string, Manifest>()
      for (const digest of references) {
        const bytes = isDigest(digest) ? await files.read(blobPath(digest)) : undefined
        if (bytes === undefined) continue
        if (digestOf(bytes) !== digest) {
          throw new UserError(`"${path}" is damaged: ${digest} has the content of ${digestOf(bytes)}.`)
        }
        found.set(digest, { bytes, digest, mediaType: mediaTypeIn(bytes) ?? '' })
      }
      return found
    },
    readBlob: async ({ digest }, offset = 0) => {
      if (!isDigest(digest)) throw new UserError(`"${path}" names the digest "${digest}", which is none.`)
      return await files.stream(blobPath(digest), offset)
    },
  }
}

function folderFiles(folder: string): LayoutFiles {
  return {
    read: async (path) => await readFile(join(folder, path)).catch(undefinedIfAbsent),
    stream: async (path, offset) => {
      const handle = await open(join(folder, path))
      return handle.createReadStream({ start: offset })
    },
  }
}

async function tarFiles(archive: string): Promise<LayoutFiles> {
  const entries = await tarEntries(archive)
  const stream = (entry: TarEntry, offset = 0): Readable =>
    entry.size <= offset
      ? Readable.from([])
      : createReadStream(archive, { start: entry.offset + offset, end: entry.offset + entry.size - 1 })
  return {
    read: async (path) => {
      const entry = entries.get(path)
      if (entry === undefined) return undefined
      const chunks: Buffer[] = []
      for await (const chunk of stream(entry)) chunks.push(chunk as Buffer)
      return Buffer.concat(chunks)
    },
    stream: (path, offset) => {
      const entry = entries.get(path)
      if (entry === undefined) throw new UserError(`"${archive}" lacks ${path}.`)
      return Promise.resolve(stream(entry, offset))
    },
  }
}

function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`
}

function manifestsIn(index: Uint8Array): readonly Descriptor[] {
  const value = JSON.parse(Buffer.from(index).toString('utf8')) as { manifests?: readonly Descriptor[] }
  return value.manifests ?? []
}

function undefinedIfAbsent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
