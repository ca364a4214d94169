import { describe, expect, it } from 'vitest'
import { copyImage } from '../../../shared/registry/copy.ts'
import type { ImageStore } from '../../../shared/registry/image-store.ts'
import {
  type Descriptor,
  digestOf,
  type Manifest,
  OCI_INDEX,
  OCI_MANIFEST,
} from '../../../shared/registry/manifest.ts'
import { parseRepository } from '../../../shared/registry/reference.ts'
import { openJournal } from '../../../shared/runner/journal.ts'
import type { Ports } from '../../../shared/runner/ports.ts'

const repository = parseRepository('123456789012.dkr.ecr.us-east-1.amazonaws.com/app', {
  input: 'x',
  env: {},
})

/** A repository in memory that writes down what is done to it. */
function memoryStore(damage: (bytes: Buffer) => Buffer = (bytes) => bytes): ImageStore & {
  readonly blobs: Map<string, Buffer>
  readonly manifests: Map<string, Manifest>
  readonly log: string[]
} {
  const blobs = new Map<string, Buffer>()
  const manifests = new Map<string, Manifest>()
  const log: string[] = []
  return {
    repository,
    protocol: 'ecr',
    blobs,
    manifests,
    log,
    read: (references) =>
      Promise.resolve(
        new Map(
          references.flatMap((reference) => {
            const manifest = manifests.get(reference)
            return manifest ? [[reference, manifest] as const] : []
          }),
        ),
      ),
    write: (manifest, tag) => {
      log.push(`manifest ${tag ?? manifest.digest}`)
      manifests.set(manifest.digest, manifest)
      if (tag !== undefined) manifests.set(tag, manifest)
      return Promise.resolve()
    },
    missing: (wanted) => Promise.resolve(wanted.filter(({ digest }) => !blobs.has(digest))),
    readBlob: ({ digest }) => {
      log.push(`read ${digest}`)
      return Promise.resolve(new Blob([new Uint8Array(damage(blobs.get(digest) ?? Buffer.of()))]).stream())
    },
    writeBlob: async ({ digest }, content) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of content) chunks.push(chunk)
      log.push(`blob ${digest}`)
      blobs.set(digest, Buffer.concat(chunks))
    },
    tagsOf: () => Promise.resolve(undefined),
    immutable: () => Promise.resolve(undefined),
  }
}

type Store = ReturnType<typeof memoryStore>

function addBlob(store: Store, text: string): Descriptor {
  const bytes = Buffer.from(text)
  store.blobs.set(digestOf(bytes), bytes)
  return { mediaType: 'application/octet-stream', digest: digestOf(bytes), size: bytes.length }
}

function addManifest(store: Store, mediaType: string, content: object, tag?: string): Manifest {
  // Bytes that no serialiser would write again.
  const bytes = Buffer.from(`${JSON.stringify(content, undefined, 3)}\n\n`)
  const manifest = { bytes, mediaType, digest: digestOf(bytes) }
  store.manifests.set(manifest.digest, manifest)
  if (tag !== undefined) store.manifests.set(tag, manifest)
  return manifest
}

const clock = { now: () => 0, sleep: (): Promise<void> => Promise.resolve() }
const ports = (): Pick<Ports, 'clock' | 'journal' | 'signal'> => ({
  clock,
  journal: openJournal(clock),
  signal: new AbortController().signal,
})

function image(store: Store, name: string, layers: readonly string[]): Manifest {
  return addManifest(store, OCI_MANIFEST, {
    config: addBlob(store, `config of ${name}`),
    layers: layers.map((layer) => addBlob(store, layer)),
  })
}

describe('copyImage', () => {
  it('writes blobs, then children, then the root, byte for byte', async () => {
    const source = memoryStore()
    const children = ['amd64', 'arm64'].map((name) => image(source, name, ['shared', name]))
    const root = addManifest(source, OCI_INDEX, {
      manifests: children.map(({ digest }) => ({ digest, size: 1, mediaType: OCI_MANIFEST })),
    })
    const destination = memoryStore()
    const report = await copyImage(source, destination, root, 'abc', ports())
    expect(report.blobsCopied).toBe(5)
    expect(destination.log.slice(0, 5).every((line) => line.startsWith('blob '))).toBe(true)
    expect(destination.log.slice(5, 7).toSorted()).toStrictEqual(
      children.map(({ digest }) => `manifest ${digest}`).toSorted(),
    )
    expect(destination.log[7]).toBe('manifest abc')
    expect(destination.manifests.get('abc')?.bytes).toStrictEqual(root.bytes)
  })

  it('moves only what is missing, and says what it avoided', async () => {
    const source = memoryStore()
    const root = image(source, 'one', ['layer'])
    const destination = memoryStore()
    addBlob(destination, 'layer')
    const { journal, ...others } = ports()
    const report = await copyImage(source, destination, root, undefined, { journal, ...others })
    expect(report).toStrictEqual({
      blobsCopied: 1,
      bytesCopied: 'config of one'.length,
      bytesAvoided: 'layer'.length,
    })
    expect(journal.bytesAvoided).toBe('layer'.length)
  })

  it.each([
    [
      'one bit is another',
      (bytes: Buffer) => Buffer.from(bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte))),
    ],
    ['bytes are missing', (bytes: Buffer) => bytes.subarray(1)],
  ])('refuses a blob of which %s, and writes no manifest', async (_, damage) => {
    const source = memoryStore(damage)
    const root = image(source, 'one', ['layer'])
    const destination = memoryStore()
    await expect(copyImage(source, destination, root, 'abc', ports())).rejects.toThrow(/for the blob sha256:/)
    expect(destination.log.filter((line) => line.startsWith('manifest'))).toStrictEqual([])
  })

  it('leaves foreign layers where they are, and takes a sparse index as it is', async () => {
    const source = memoryStore()
    const foreign = {
      mediaType: 'x',
      digest: digestOf(Buffer.from('far')),
      size: 3,
      urls: ['https://example.com/far'],
    }
    const child = addManifest(source, OCI_MANIFEST, { config: addBlob(source, '{}'), layers: [foreign] })
    const absent = { mediaType: OCI_MANIFEST, digest: digestOf(Buffer.from('absent')), size: 6 }
    const root = addManifest(source, OCI_INDEX, { manifests: [{ ...absent, digest: child.digest }, absent] })
    const destination = memoryStore()
    expect((await copyImage(source, destination, root, 'abc', ports())).blobsCopied).toBe(1)
  })
})
