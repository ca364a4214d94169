import { describe, expect, it } from 'vitest'
import { registryHttp, type RegistryHttp } from '../../../shared/registry/http.ts'
import { parseRepository } from '../../../shared/registry/reference.ts'
import { openJournal } from '../../../shared/runner/journal.ts'

const HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com'
const repository = parseRepository(`${HOST}/app`, { input: 'x', env: {} })

interface Asked {
  readonly url: string
  readonly authorization: string | null
}

/** A registry whose answers are scripted; the last one is repeated. */
function scripted(...answers: readonly (() => Response)[]): {
  http: RegistryHttp
  asked: Asked[]
  slept: number[]
  forgotten: string[]
} {
  const asked: Asked[] = []
  const slept: number[] = []
  const forgotten: string[] = []
  const clock = {
    now: () => 0,
    sleep: (milliseconds: number) => {
      slept.push(milliseconds)
      return Promise.resolve()
    },
  }
  const tokens = {
    login: () => Promise.resolve({ username: 'AWS', password: `token-${forgotten.length}` }),
    forget: (region: string) => {
      forgotten.push(region)
    },
  }
  const fetch: typeof globalThis.fetch = (url, init) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)]
    asked.push({ url: new Request(url).url, authorization: new Headers(init?.headers).get('authorization') })
    if (answer === undefined) throw new Error('nothing scripted')
    return Promise.resolve(answer())
  }
  const signal = new AbortController().signal
  return {
    http: registryHttp(repository, tokens, { fetch, clock, journal: openJournal(clock), signal }),
    asked,
    slept,
    forgotten,
  }
}

const answer =
  (status: number, headers: Record<string, string> = {}, body: string | null = null) =>
  (): Response =>
    new Response(body, { status, headers })
const get = { method: 'GET', target: 'manifests/dev', kind: 'manifest' } as const
const basic = (token: string): string => `Basic ${Buffer.from(`AWS:${token}`).toString('base64')}`

describe('registryHttp', () => {
  it('signs in to the registry and to nobody else', async () => {
    const { http, asked } = scripted(
      answer(307, { location: 'https://bucket.s3.amazonaws.com/x?sig=1' }),
      answer(200),
    )
    await http({ method: 'GET', target: 'blobs/sha256:0', kind: 'blob' })
    expect(asked).toStrictEqual([
      { url: `https://${HOST}/v2/app/blobs/sha256:0`, authorization: basic('token-0') },
      { url: 'https://bucket.s3.amazonaws.com/x?sig=1', authorization: null },
    ])
  })

  it('ends endless redirects', async () => {
    const { http, asked } = scripted(answer(307, { location: '/v2/app/again' }))
    await expect(http(get)).rejects.toThrow(/without end/)
    expect(asked.length).toBeLessThan(10)
  })

  it.each([
    ['401', answer(401)],
    [
      "403 with ECR's words",
      answer(403, {}, 'Your authorization token has expired. Reauthenticate and try again.'),
    ],
  ])('renews a token that is refused by %s, once', async (_, refusal) => {
    const renewed = scripted(refusal, answer(200))
    expect((await renewed.http(get)).status).toBe(200)
    expect(renewed.asked[1]?.authorization).toBe(basic('token-1'))
    const refused = scripted(refusal)
    expect((await refused.http(get)).status).toBeGreaterThanOrEqual(401)
    expect(refused.asked).toHaveLength(2)
  })

  it('does not take any 403 for an expired token', async () => {
    const { http, forgotten } = scripted(answer(403, {}, 'denied: not yours'))
    expect((await http(get)).status).toBe(403)
    expect(forgotten).toStrictEqual([])
  })

  it.each([429, 500, 502, 503])('tries again after %d, with growing waits', async (status) => {
    const { http, slept } = scripted(answer(status), answer(status), answer(200))
    expect((await http(get)).status).toBe(200)
    expect(slept).toHaveLength(2)
  })

  it('waits as long as the registry says', async () => {
    const { http, slept } = scripted(answer(429, { 'retry-after': '7' }), answer(200))
    await http(get)
    expect(slept).toStrictEqual([7000])
  })

  it('gives up after five attempts with the last answer', async () => {
    const { http, asked } = scripted(answer(503))
    expect((await http(get)).status).toBe(503)
    expect(asked).toHaveLength(5)
  })

  it('never sends a streamed body twice', async () => {
    const { http, asked } = scripted(answer(503))
    const body = new Blob(['x']).stream()
    await http({ method: 'PUT', target: 'blobs/uploads/1', kind: 'upload', body, length: 1 })
    expect(asked).toHaveLength(1)
  })

  it('says which registry cannot be reached', async () => {
    const { http } = scripted(() => {
      throw new TypeError('fetch failed')
    })
    await expect(http(get)).rejects.toThrow(`The registry ${HOST} cannot be reached (GET manifest)`)
  })
})

describe('a connection on which nothing moves', () => {
  const ports = (answer: typeof globalThis.fetch): RegistryHttp => {
    const clock = { now: () => 0, sleep: () => Promise.resolve() }
    const tokens = {
      login: () => Promise.resolve({ username: 'AWS', password: 'x' }),
      forget: () => undefined,
    }
    const { signal } = new AbortController()
    return registryHttp(repository, tokens, { fetch: answer, clock, journal: openJournal(clock), signal }, 30)
  }
  const chunk = new Uint8Array([1])

  it('fails when no answer comes, however often it is asked', async () => {
    let asked = 0
    const http = ports(async (_, init) => {
      asked += 1
      return await new Promise<Response>((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new Error(String(init.signal?.reason)))
        })
      })
    })
    await expect(http(get)).rejects.toThrow(/cannot be reached.*not a byte moved for 0.03 s/)
    expect(asked).toBe(5)
  })

  it('fails in the middle of a body, and not while one goes on', async () => {
    const slow = (pauses: readonly number[]): typeof globalThis.fetch => {
      return (_, init) => {
        const left = [...pauses]
        const body = new ReadableStream<Uint8Array>({
          start: (controller) => {
            init?.signal?.addEventListener('abort', () => {
              controller.error(init.signal?.reason)
            })
          },
          pull: async (controller) => {
            const pause = left.shift()
            if (pause === undefined) {
              controller.close()
              return
            }
            await new Promise((resolve) => setTimeout(resolve, pause))
            if (init?.signal?.aborted !== true) controller.enqueue(chunk)
          },
        })
        return Promise.resolve(new Response(body))
      }
    }
    const whole = await ports(slow([15, 15, 15, 15]))(get)
    expect((await whole.arrayBuffer()).byteLength).toBe(4)
    const stalled = await ports(slow([1, 200]))(get)
    await expect(stalled.arrayBuffer()).rejects.toThrow(/not a byte moved/)
  })
})
