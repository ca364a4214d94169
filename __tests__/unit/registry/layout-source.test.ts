import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLayout } from '../../../shared/registry/stores/layout-source.ts'
import { blobsOf } from '../../../shared/registry/manifest.ts'
import { tarEntries } from '../../../shared/registry/stores/tar-entries.ts'
import { writeLayout } from '../../support/image-layout.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layout-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const pack = (format: string, ...names: string[]): string => {
  const archive = join(folder, `${format}.tar`)
  execFileSync('tar', [`--format=${format}`, '-C', join(folder, 'in'), '-cf', archive, ...names])
  return archive
}

describe('tarEntries', () => {
  it.each(['ustar', 'pax', 'gnu'])('finds files in a tar of the format %s', async (format) => {
    const deep = `${'long-folder-name/'.repeat(5)}${'f'.repeat(format === 'ustar' ? 60 : 180)}.txt`
    mkdirSync(join(folder, 'in', 'long-folder-name/'.repeat(5)), { recursive: true })
    writeFileSync(join(folder, 'in', deep), 'deep')
    writeFileSync(join(folder, 'in', 'a'), 'x'.repeat(513))
    writeFileSync(join(folder, 'in', 'empty'), '')
    const archive = pack(format, './a', './empty', `./${deep}`)
    const entries = await tarEntries(archive)
    const bytes = readFileSync(archive)
    const content = (path: string): string => {
      const { offset, size } = entries.get(path) ?? { offset: 0, size: -1 }
      return bytes.subarray(offset, offset + size).toString()
    }
    expect([...entries.keys()].toSorted()).toEqual(['a', 'empty', deep].toSorted())
    expect([content('a'), content('empty'), content(deep)]).toEqual(['x'.repeat(513), '', 'deep'])
  })

  it('refuses what is cut off', async () => {
    mkdirSync(join(folder, 'in'))
    writeFileSync(join(folder, 'in', 'a'), Buffer.alloc(100_000, 1))
    const archive = pack('pax', 'a')
    truncateSync(archive, 50_000)
    await expect(tarEntries(archive)).rejects.toThrow('is cut off')
  })

  it('refuses what is no tar', async () => {
    writeFileSync(join(folder, 'text'), 'text '.repeat(500))
    await expect(tarEntries(join(folder, 'text'))).rejects.toThrow('is no tar archive')
  })
})

describe('openLayout', () => {
  it.each(['a folder', 'a tar'])('reads manifests and blobs of %s', async (kind) => {
    const digest = writeLayout(join(folder, 'in'), { layers: [{ 'a.txt': 'a' }] })
    const { root, source } = await openLayout(kind === 'a tar' ? pack('pax', '.') : join(folder, 'in'))
    expect(root.digest).toBe(digest)
    for (const blob of blobsOf(root)) {
      const bytes = await new Response(await source.readBlob(blob)).arrayBuffer()
      expect(bytes.byteLength).toBe(blob.size)
    }
  })

  it('refuses several images, and a manifest with the content of another', async () => {
    writeLayout(join(folder, 'in'))
    const index = join(folder, 'in', 'index.json')
    const one = JSON.parse(readFileSync(index, 'utf8')) as { manifests: { digest: string }[] }
    const digest = one.manifests[0]?.digest ?? ''
    const two = [...one.manifests, { digest: `sha256:${'e'.repeat(64)}` }]
    writeFileSync(index, JSON.stringify({ manifests: two }))
    await expect(openLayout(join(folder, 'in'))).rejects.toThrow('holds 2 images')
    writeFileSync(index, JSON.stringify(one))
    writeFileSync(join(folder, 'in', 'blobs', digest.replace(':', '/')), '{}')
    await expect(openLayout(join(folder, 'in'))).rejects.toThrow(`is damaged: ${digest}`)
  })
})
