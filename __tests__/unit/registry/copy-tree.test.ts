import { describe, expect, it } from 'vitest'
import { copyTree } from '../../../shared/registry/copy/copy-tree.ts'
import { readTree } from '../../../shared/registry/copy/tree.ts'
import {
  type Descriptor,
  digestOf,
  type Manifest,
  OCI_INDEX,
  OCI_MANIFEST,
} from '../../../shared/registry/manifest.ts'
import { addBlob, addManifest, copyPorts, type MemoryStore, memoryStore, pointerTo } from './memory-store.ts'

function image(store: MemoryStore, name: string, layers: readonly string[]): Manifest {
  return addManifest(store, OCI_MANIFEST, {
    config: addBlob(store, `config of ${name}`),
    layers: layers.map((layer) => addBlob(store, layer)),
  })
}

async function copy(
  source: MemoryStore,
  root: Manifest,
  stores: readonly MemoryStore[],
  tag?: string,
  ports = copyPorts(),
): ReturnType<typeof copyTree> {
  return await copyTree(
    source,
    await readTree(source, root),
    stores.map((store) => ({ store, tag })),
    ports,
  )
}

const reads = ({ log }: MemoryStore): readonly string[] => log.filter((line) => line.startsWith('read '))

describe('copyTree', () => {
  it('writes blobs, then children, then the root, byte for byte', async () => {
    const source = memoryStore()
    const children = ['amd64', 'arm64'].map((name) => image(source, name, ['shared', name]))
    const root = addManifest(source, OCI_INDEX, { manifests: children.map(pointerTo) })
    const destination = memoryStore()
    const [copied] = await copy(source, root, [destination], 'abc')
    expect(copied).toMatchObject({ error: undefined, blobsCopied: 5 })
    const written = destination.log.filter((line) => !line.startsWith('upload'))
    expect(written.slice(0, 5).every((line) => line.startsWith('blob '))).toBe(true)
    expect(written.slice(5)).toStrictEqual([
      ...children.map(({ digest }) => `manifest ${digest}`),
      'manifest abc',
    ])
    expect(destination.manifests.get(root.digest)?.bytes).toStrictEqual(root.bytes)
  })

  it('writes a manifest after its children also where it stands beside one of them', async () => {
    const source = memoryStore()
    const child = image(source, 'amd64', ['one'])
    const nested = addManifest(source, OCI_INDEX, { manifests: [pointerTo(child)] })
    const root = addManifest(source, OCI_INDEX, { manifests: [pointerTo(child), pointerTo(nested)] })
    const destination = memoryStore()
    await copy(source, root, [destination])
    const manifests = destination.log.filter((line) => line.startsWith('manifest'))
    expect(manifests).toStrictEqual([child, nested, root].map(({ digest }) => `manifest ${digest}`))
  })

  it('moves only what is missing, and says what it avoided', async () => {
    const source = memoryStore()
    const root = image(source, 'one', ['layer'])
    const destination = memoryStore()
    addBlob(destination, 'layer')
    const ports = copyPorts()
    const [copied] = await copy(source, root, [destination], undefined, ports)
    expect(copied).toMatchObject({
      blobsCopied: 1,
      bytesCopied: 'config of one'.length,
      bytesAvoided: 'layer'.length,
    })
    expect(ports.journal.bytesAvoided).toBe('layer'.length)
  })

  it('reads each blob once, however many destinations lack it', async () => {
    const source = memoryStore()
    const root = image(source, 'one', ['first layer', 'second layer'])
    const stores = [memoryStore(), memoryStore(), memoryStore()]
    addBlob(stores[1] ?? memoryStore(), 'first layer')
    expect((await copy(source, root, stores)).map(({ error }) => error)).toStrictEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(reads(source)).toHaveLength(3)
    for (const { manifests } of stores) expect([...manifests.keys()]).toStrictEqual([root.digest])
  })

  it('goes on for the others when one destination fails, and says which', async () => {
    const source = memoryStore()
    const root = image(source, 'one', ['first layer', 'second layer'])
    const broken = memoryStore({
      onUpload: ({ size }) => {
        if (size === 'first layer'.length) throw new Error('no space left')
      },
    })
    const good = memoryStore()
    const [first, second] = await copy(source, root, [broken, good])
    expect(first?.error).toMatchObject({ message: 'no space left' })
    expect(second?.error).toBeUndefined()
    expect(broken.manifests.size).toBe(0)
    expect(good.manifests.size).toBe(1)
  })

  it('sends a blob again, and only there, where an upload failed', async () => {
    const source = memoryStore()
    const root = image(source, 'one', ['first layer'])
    let failures = 0
    const flaky = memoryStore({
      onUpload: () => {
        failures += 1
        if (failures <= 2) throw new Error('reset')
      },
    })
    const good = memoryStore()
    const copied = await copy(source, root, [flaky, good])
    expect(copied.map(({ error }) => error)).toStrictEqual([undefined, undefined])
    expect(good.log.filter((line) => line.startsWith('upload'))).toHaveLength(2)
  })

  it('takes blobs from another repository of the same registry', async () => {
    const source = memoryStore()
    const root = image(source, 'one', ['layer'])
    const sibling = memoryStore({ url: '123456789012.dkr.ecr.us-east-1.amazonaws.com/other' })
    const far = memoryStore({ url: '123456789012.dkr.ecr.us-west-2.amazonaws.com/other' })
    await copy(source, root, [sibling, far])
    expect(sibling.log.filter((line) => line.endsWith(' from app'))).toHaveLength(2)
    expect(far.log.filter((line) => line.includes(' from '))).toHaveLength(0)
  })

  it.each([
    [
      'one bit is another',
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte))),
    ],
    ['bytes are missing', (bytes: Buffer) => bytes.subarray(1)],
    ['there are more bytes', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('more than wanted')])],
  ])('refuses a blob of which %s, and stores nothing of it', async (_, damage) => {
    const source = memoryStore({ onRead: (_blob, bytes) => damage(bytes) })
    const root = image(source, 'one', ['layer'])
    const destination = memoryStore()
    const [copied] = await copy(source, root, [destination], 'abc')
    expect(copied?.error).toMatchObject({ message: expect.stringMatching(/for the blob sha256:/) as string })
    expect(destination.blobs.size).toBe(0)
    expect(destination.manifests.size).toBe(0)
  })

  it('reads a blob again that was damaged on the way', async () => {
    let damaged = false
    const source = memoryStore({
      onRead: (_, bytes) => {
        if (damaged) return bytes
        damaged = true
        return Buffer.from(bytes.map((byte) => byte ^ 1))
      },
    })
    const root = image(source, 'one', ['layer'])
    const [copied] = await copy(source, root, [memoryStore()])
    expect(copied?.error).toBeUndefined()
    expect(reads(source)).toHaveLength(3)
  })

  it('leaves foreign layers where they are, and takes a sparse index as it is', async () => {
    const source = memoryStore()
    const foreign = { ...addBlob(memoryStore(), 'far'), urls: ['https://example.com/far'] }
    const child = addManifest(source, OCI_MANIFEST, { config: addBlob(source, '{}'), layers: [foreign] })
    const absent: Descriptor = { mediaType: OCI_MANIFEST, digest: digestOf(Buffer.from('absent')), size: 6 }
    const root = addManifest(source, OCI_INDEX, { manifests: [pointerTo(child), absent] })
    const [copied] = await copy(source, root, [memoryStore()], 'abc')
    expect(copied).toMatchObject({ error: undefined, blobsCopied: 1 })
  })

  it('takes a child of an unknown type for what the source has it as', async () => {
    const source = memoryStore()
    const blob = { ...addBlob(source, 'a model'), mediaType: 'application/vnd.example.model' }
    const other = addManifest(source, 'application/vnd.example.manifest+json', {
      config: addBlob(source, '{}'),
    })
    const root = addManifest(source, OCI_INDEX, { manifests: [blob, pointerTo(other)] })
    const destination = memoryStore()
    await copy(source, root, [destination])
    expect(destination.blobs.has(blob.digest)).toBe(true)
    expect(destination.manifests.has(other.digest)).toBe(true)
  })

  it('takes content that stands in the descriptor from there', async () => {
    const source = memoryStore()
    const config = { ...addBlob(source, '{}'), data: Buffer.from('{}').toString('base64') }
    const root = addManifest(source, OCI_MANIFEST, { config, layers: [] })
    await copy(source, root, [memoryStore()])
    expect(reads(source)).toHaveLength(0)
  })

  it('brings what a registry lacks although it said otherwise', async () => {
    const source = memoryStore()
    const root = image(source, 'one', ['layer'])
    const destination = memoryStore()
    // It knows the blobs until an image wants them.
    const forgetful = { ...destination, missing: () => Promise.resolve([]) }
    const [copied] = await copyTree(
      source,
      await readTree(source, root),
      [{ store: forgetful, tag: 'abc' }],
      copyPorts(),
    )
    expect(copied?.error).toBeUndefined()
    expect(destination.tags.get('abc')).toBe(root.digest)
  })

  it('writes nothing where one destination cannot be asked', async () => {
    const source = memoryStore()
    const root = image(source, 'one', ['layer'])
    const good = memoryStore()
    const denied = { ...memoryStore(), missing: () => Promise.reject(new Error('denied')) }
    const stores = [good, denied].map((store) => ({ store, tag: undefined }))
    await expect(copyTree(source, await readTree(source, root), stores, copyPorts())).rejects.toThrow(
      'denied',
    )
    expect(good.log).toStrictEqual([])
  })

  it('spends no more retries than it has', async () => {
    const source = memoryStore()
    const root = image(source, 'one', ['layer'])
    const broken = memoryStore({
      onUpload: () => {
        throw new Error('reset')
      },
    })
    const [copied] = await copy(source, root, [broken], undefined, copyPorts(1))
    expect(copied?.error).toMatchObject({ message: 'reset' })
    expect(broken.log.filter((line) => line.startsWith('upload'))).toHaveLength(3)
  })
})
