import { describe, expect, it } from 'vitest'
import { UserError } from '../../../shared/errors.ts'
import { type CopiedImage, copyImage } from '../../../shared/registry/copy/copy-image.ts'
import type { ReferrersPolicy } from '../../../shared/registry/copy/attachments.ts'
import { type Manifest, OCI_INDEX, OCI_MANIFEST } from '../../../shared/registry/manifest.ts'
import { addBlob, addManifest, copyPorts, type MemoryStore, memoryStore, pointerTo } from './memory-store.ts'

interface Signed {
  readonly source: MemoryStore
  readonly root: Manifest
  /** By what they are: those that have to arrive. */
  readonly attached: Readonly<Record<string, Manifest>>
}

/** An index with an SBOM of one platform, a signature of that SBOM, a signature of the index, and one of cosign's tags. */
function signed(): Signed {
  const source = memoryStore()
  const refers = (name: string, subject: Manifest): Manifest =>
    addManifest(source, OCI_MANIFEST, {
      artifactType: `application/vnd.example.${name}`,
      config: addBlob(source, '{}'),
      layers: [addBlob(source, name)],
      subject: pointerTo(subject),
    })
  const child = addManifest(source, OCI_MANIFEST, {
    config: addBlob(source, 'config'),
    layers: [addBlob(source, 'layer')],
  })
  const root = addManifest(source, OCI_INDEX, { manifests: [pointerTo(child)] })
  const sbom = refers('sbom', child)
  const cosign = addManifest(
    source,
    OCI_MANIFEST,
    { config: addBlob(source, 'cosign'), layers: [addBlob(source, 'payload')] },
    `${root.digest.replace(':', '-')}.sig`,
  )
  return {
    source,
    root,
    attached: { sbom, signature: refers('signature', root), ofSbom: refers('of-sbom', sbom), cosign },
  }
}

async function copy(
  { source, root }: Signed,
  store: MemoryStore,
  policy: ReferrersPolicy,
  hasImage = false,
  ports = copyPorts(),
): Promise<CopiedImage | undefined> {
  return (await copyImage(source, root, [{ store, tag: 'abc', hasImage }], policy, ports))[0]
}

describe('copyImage', () => {
  it('brings what refers to an image, to its platforms, and to those', async () => {
    const image = signed()
    const store = memoryStore()
    expect(await copy(image, store, 'copy')).toMatchObject({ error: undefined, referrers: 4 })
    for (const { digest } of Object.values(image.attached)) expect(store.manifests.has(digest)).toBe(true)
    expect([...store.tags.keys()].toSorted()).toStrictEqual([
      'abc',
      `${image.root.digest.replace(':', '-')}.sig`,
    ])
    // What the tag names is complete.
    expect(store.log.at(-1)).toBe('manifest abc')
  })

  it('brings what was attached since the image came', async () => {
    const image = signed()
    const store = memoryStore()
    await copy(image, store, 'off')
    store.log.length = 0
    expect(await copy(image, store, 'copy', true)).toMatchObject({
      error: undefined,
      referrers: 4,
      bytesCopied: 0,
    })
    expect(await copy(image, store, 'copy', true)).toMatchObject({ referrers: 0 })
  })

  it('leaves them where it is told to', async () => {
    const image = signed()
    const store = memoryStore()
    expect(await copy(image, store, 'off')).toMatchObject({ error: undefined, referrers: 0 })
    expect(store.manifests.size).toBe(2)
  })

  it('writes the tag with the root where nothing refers to it', async () => {
    const source = memoryStore()
    const root = addManifest(source, OCI_MANIFEST, { config: addBlob(source, '{}'), layers: [] })
    const store = memoryStore()
    await copy({ source, root, attached: {} }, store, 'copy')
    expect(store.log.filter((line) => line.startsWith('manifest'))).toStrictEqual(['manifest abc'])
  })

  it.each(['copy', 'require'] as const)(
    'is not kept, or is, from releasing by a registry that refuses one: %s',
    async (policy) => {
      const image = signed()
      const { sbom } = image.attached
      const store = memoryStore({
        onWrite: ({ digest }) => {
          if (digest === sbom?.digest)
            throw new UserError('405 UNSUPPORTED', undefined, { cause: { status: 405 } })
        },
      })
      const warnings: string[] = []
      const ports = copyPorts()
      const log = { ...ports.log, warning: (text: string) => warnings.push(text) }
      const copied = await copy(image, store, policy, false, { ...ports, log })
      if (policy === 'require') {
        expect(copied?.error).toMatchObject({ message: '405 UNSUPPORTED' })
        expect(store.tags.has('abc')).toBe(false)
        return
      }
      expect(copied).toMatchObject({ error: undefined, referrers: 3 })
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain(`did not take ${sbom?.digest ?? ''}`)
    },
  )

  it('says that they cannot be listed, or fails before anything is written', async () => {
    const image = signed()
    const blind = { ...image.source, referrers: () => Promise.reject(new Error('no such operation')) }
    const store = memoryStore()
    const destinations = [{ store, tag: undefined, hasImage: false }]
    await expect(copyImage(blind, image.root, destinations, 'require', copyPorts())).rejects.toThrow(
      /no such operation/,
    )
    expect(store.log).toStrictEqual([])
    const [copied] = await copyImage(blind, image.root, destinations, 'copy', copyPorts())
    expect(copied).toMatchObject({ error: undefined, referrers: 0 })
  })
})
