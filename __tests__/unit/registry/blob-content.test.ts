import { describe, expect, it } from 'vitest'
import { UserError } from '../../../shared/errors.ts'
import { blobContent, isDamaged } from '../../../shared/registry/copy/blob-content.ts'
import type { Descriptor } from '../../../shared/registry/manifest.ts'
import { addBlob, copyPorts, type MemoryStore, memoryStore } from './memory-store.ts'

const TEXT = 'a layer that is read in several chunks of seven bytes each'

/** A source of which each read breaks off after so many bytes; undefined goes to the end. */
function breaking(...after: readonly (number | undefined)[]): {
  store: MemoryStore
  blob: Descriptor
  offsets: number[]
} {
  const store = memoryStore()
  const blob = addBlob(store, TEXT)
  const offsets: number[] = []
  const readBlob: MemoryStore['readBlob'] = (_, offset = 0) => {
    const most = after[Math.min(offsets.length, after.length - 1)]
    offsets.push(offset)
    return Promise.resolve(breakAfter(Buffer.from(TEXT).subarray(offset), most))
  }
  return { store: { ...store, readBlob }, blob, offsets }
}

async function* breakAfter(bytes: Buffer, most = Infinity): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += 7) {
    if (at >= most) throw new Error('ECONNRESET')
    yield await Promise.resolve(bytes.subarray(at, at + 7))
  }
}

async function read(store: MemoryStore, blob: Descriptor, ports = copyPorts()): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const chunk of blobContent(store, blob, ports)) parts.push(chunk)
  return Buffer.concat(parts).toString()
}

describe('blobContent', () => {
  it('goes on where a download broke off', async () => {
    const { store, blob, offsets } = breaking(14, 21, undefined)
    expect(await read(store, blob)).toBe(TEXT)
    expect(offsets).toStrictEqual([0, 14, 35])
  })

  it('gives up when no byte comes any more', async () => {
    const { store, blob, offsets } = breaking(14, 0)
    await expect(read(store, blob)).rejects.toThrow('ECONNRESET')
    expect(offsets).toStrictEqual([0, 14, 14, 14, 14])
  })

  it('spends no more retries than there are', async () => {
    const { store, blob, offsets } = breaking(7)
    await expect(read(store, blob, copyPorts(2))).rejects.toThrow('ECONNRESET')
    expect(offsets).toHaveLength(3)
  })

  it('does not ask again where the registry refuses for good', async () => {
    const { store, blob } = breaking()
    let asked = 0
    const readBlob = (): Promise<never> => {
      asked += 1
      return Promise.reject(new UserError('403 denied', undefined, { cause: { status: 403 } }))
    }
    await expect(read({ ...store, readBlob }, blob)).rejects.toThrow('403')
    expect(asked).toBe(1)
  })

  it('holds the last chunk back until all of it is verified', async () => {
    const store = memoryStore({
      onRead: (_, bytes) => Buffer.from(bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte))),
    })
    const blob = addBlob(store, TEXT)
    let size = 0
    const reading = (async () => {
      for await (const chunk of blobContent(store, blob, copyPorts())) size += chunk.byteLength
    })()
    const error: unknown = await reading.catch((reason: unknown) => reason)
    expect(isDamaged(error)).toBe(true)
    expect(size).toBeGreaterThan(0)
    expect(size).toBeLessThan(blob.size)
  })

  it('reads a blob without bytes', async () => {
    const store = memoryStore()
    expect(await read(store, addBlob(store, ''))).toBe('')
  })
})
