import type { MemoryStore } from './memory-store.ts'

/** A point at which a store can fail. */
export type Operation =
  | 'ask'
  | 'read'
  | 'chunk'
  | 'start upload'
  | 'send'
  /** The blob is stored, and the answer has yet to arrive. */
  | 'stored'
  | 'write'
  /** The manifest is stored, and the answer has yet to arrive. */
  | 'written'

/** Called at each of them; what it throws is what goes wrong. */
export type Disturb = (operation: Operation) => void

/** A store that something happens to. */
export function disturbed(store: MemoryStore, disturb: Disturb): MemoryStore {
  const at = async (operation: Operation): Promise<void> => {
    await Promise.resolve()
    disturb(operation)
  }
  return {
    ...store,
    signIn: async () => {
      await at('ask')
    },
    read: async (references) => {
      await at('ask')
      return await store.read(references)
    },
    has: async (digests) => {
      await at('ask')
      return await store.has(digests)
    },
    missing: async (blobs) => {
      await at('ask')
      return await store.missing(blobs)
    },
    referrers: async (digest) => {
      await at('ask')
      return await store.referrers(digest)
    },
    readBlob: async (blob, offset) => {
      await at('read')
      return broken(await store.readBlob(blob, offset), disturb)
    },
    startUpload: async (blob, mountFrom) => {
      await at('start upload')
      const upload = await store.startUpload(blob, mountFrom)
      return async (content) => {
        await at('send')
        await upload?.(content)
        await at('stored')
      }
    },
    write: async (manifest, tag) => {
      await at('write')
      await store.write(manifest, tag)
      await at('written')
    },
  }
}

async function* broken(
  chunks: AsyncIterable<Uint8Array>,
  disturb: Disturb,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    disturb('chunk')
    yield chunk
  }
}

/** Nothing goes wrong. */
export const calm: Disturb = () => undefined

/** Throws whenever it comes to an operation. */
export function always(failed: Operation): Disturb {
  return (operation) => {
    if (operation === failed) throw new Error(`no ${failed} here`)
  }
}

/** What either of them does. */
export function both(one: Disturb, other: Disturb): Disturb {
  return (operation) => {
    one(operation)
    other(operation)
  }
}

/** Throws at each of some operations that is the n-th of its kind, counted from 0. */
export function failing(at: Readonly<Partial<Record<Operation, readonly number[]>>>, say: string): Disturb {
  const counts = new Map<Operation, number>()
  return (operation) => {
    const count = counts.get(operation) ?? 0
    counts.set(operation, count + 1)
    if (at[operation]?.includes(count) === true) throw new Error(`${say} at ${operation} ${count}`)
  }
}

/** Throws at every operation after the first `steps`, of whatever store: as all of them do once a process has ended. */
export function killedAfter(steps: number): Disturb {
  let left = steps
  return () => {
    left -= 1
    if (left < 0) throw new Error('killed')
  }
}
