import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { tee } from '../../../shared/registry/copy/tee.ts'
import type { UploadContent } from '../../../shared/registry/image-store.ts'

const IDLE_MS = 60
const CHUNK = 64 * 1024

/** Chunks that count how many were asked for. */
function counted(chunks: number): {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly given: () => number
} {
  let given = 0
  async function* generate(): AsyncGenerator<Uint8Array, void, undefined> {
    while (given < chunks) {
      given += 1
      yield await Promise.resolve(new Uint8Array(CHUNK).fill(given))
    }
  }
  return { bytes: generate(), given: () => given }
}

async function takeAll(content: UploadContent, pause = 0): Promise<number> {
  let taken = 0
  for await (const chunk of content.chunks) {
    taken += chunk.byteLength
    if (pause > 0) await sleep(pause)
  }
  return taken
}

async function untilGivenUp({ signal }: UploadContent): Promise<void> {
  await new Promise<void>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error(String(signal.reason)))
    })
  })
}

const ignore = (): void => undefined

describe('tee', () => {
  it('gives everything to everyone, at the pace of the slowest', async () => {
    const taken = [0, 0, 0]
    const { bytes } = counted(20)
    const takers = [0, 0, 3].map((pause, index) => ({
      given: ignore,
      take: async (content: UploadContent, begins: () => void) => {
        begins()
        taken[index] = await takeAll(content, pause)
      },
    }))
    expect(await tee(bytes, takers, IDLE_MS)).toStrictEqual({
      failures: [undefined, undefined, undefined],
      broken: undefined,
    })
    expect(taken).toStrictEqual([20, 20, 20].map((chunks) => chunks * CHUNK))
  })

  it('does not read ahead of one that has not begun', async () => {
    const { bytes, given } = counted(100)
    const begin = Promise.withResolvers<undefined>()
    const slow = {
      given: ignore,
      take: async (content: UploadContent) => {
        await begin.promise
        await takeAll(content)
      },
    }
    const ended = tee(bytes, [slow], IDLE_MS)
    await sleep(3 * IDLE_MS)
    expect(given()).toBeLessThan(5)
    begin.resolve(undefined)
    expect((await ended).failures).toStrictEqual([undefined])
  })

  it('does not let the others wait long for one that has not begun', async () => {
    const { bytes } = counted(20)
    const begin = Promise.withResolvers<undefined>()
    let taken = 0
    const late = async (content: UploadContent): Promise<void> => {
      await begin.promise
      await takeAll(content)
    }
    const early = async (content: UploadContent, begins: () => void): Promise<void> => {
      begins()
      taken = await takeAll(content)
      begin.resolve(undefined)
    }
    const takers = [late, early].map((take) => ({ given: ignore, take }))
    const { failures } = await tee(bytes, takers, IDLE_MS)
    expect(failures).toMatchObject([{ message: 'the upload did not begin in time' }, undefined])
    expect(taken).toBe(20 * CHUNK)
  })

  it('leaves out one that fails, and one that takes nothing any more', async () => {
    const { bytes } = counted(20)
    const reasons: unknown[] = []
    const take = {
      fails: async () => {
        await Promise.reject(new Error('refused'))
      },
      stalls: async (content: UploadContent, begins: () => void) => {
        begins()
        await untilGivenUp(content)
      },
      works: async (content: UploadContent) => {
        reasons.push(await takeAll(content))
      },
    }
    const takers = Object.values(take).map((each) => ({ given: ignore, take: each }))
    const { failures, broken } = await tee(bytes, takers, IDLE_MS)
    expect(broken).toBeUndefined()
    expect(failures).toMatchObject(
      [{ message: 'refused' }, { message: /not a byte moved/ }, undefined].map(expectMessage),
    )
    expect(reasons).toStrictEqual([20 * CHUNK])
  })

  it('notices that the last bytes are not taken', async () => {
    const { bytes } = counted(1)
    const stalls = async (content: UploadContent, begins: () => void): Promise<void> => {
      begins()
      await untilGivenUp(content)
    }
    const { failures } = await tee(bytes, [{ given: ignore, take: stalls }], IDLE_MS)
    expect(failures).toMatchObject([{ message: expect.stringContaining('not a byte moved') as string }])
  })

  it('stops reading when nobody takes any more', async () => {
    const { bytes, given } = counted(1_000)
    const refuse = async (): Promise<void> => {
      await Promise.reject(new Error('refused'))
    }
    await tee(bytes, [{ given: ignore, take: refuse }], IDLE_MS)
    expect(given()).toBeLessThan(10)
  })

  it('breaks off everywhere when the content does', async () => {
    async function* broken(): AsyncGenerator<Uint8Array, void, undefined> {
      yield await Promise.resolve(new Uint8Array(10))
      throw new Error('damaged')
    }
    const take = async (content: UploadContent): Promise<void> => {
      await takeAll(content)
    }
    const end = await tee(broken(), [{ given: ignore, take }], IDLE_MS)
    expect(end).toMatchObject({ broken: { message: 'damaged' }, failures: [{ message: 'damaged' }] })
  })
})

function expectMessage(value: { message: string | RegExp } | undefined): unknown {
  return value?.message instanceof RegExp
    ? { message: expect.stringMatching(value.message) as string }
    : value
}
