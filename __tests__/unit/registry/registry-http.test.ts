import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { registryHttp, type RegistryHttp } from '../../../shared/registry/http/registry-http.ts'
import { retryBudget } from '../../../shared/registry/http/retry.ts'
import { parseRepository } from '../../../shared/registry/reference.ts'
import { openJournal } from '../../../shared/runner/journal.ts'
import type { Http, HttpResponse } from '../../../shared/runner/http.ts'

const HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com'
const repository = parseRepository(`${HOST}/app`, { input: 'x', env: {} })

interface Asked {
  readonly url: string
  readonly authorization: string | undefined
}

interface Scripted {
  readonly http: RegistryHttp
  readonly asked: Asked[]
  readonly slept: number[]
  readonly forgotten: string[]
  readonly journal: ReturnType<typeof openJournal>
}

type Answer = () => HttpResponse | Promise<HttpResponse>

/** A registry whose answers are scripted; the last one is repeated. */
function scripted(answers: readonly Answer[], { retries = 100, idleMs = 30_000 } = {}): Scripted {
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
  const http: Http = async ({ url, headers, signal, body }) => {
    const next = answers[Math.min(asked.length, answers.length - 1)]
    asked.push({ url: url.href, authorization: headers['authorization'] })
    if (next === undefined) throw new Error('nothing scripted')
    if (body !== undefined && !(body instanceof Uint8Array)) await Array.fromAsync(body)
    const response = await next()
    signal.addEventListener('abort', () => {
      if (response.body instanceof Readable) response.body.destroy(new Error(String(signal.reason)))
    })
    return response
  }
  const { signal } = new AbortController()
  const journal = openJournal(clock)
  const ports = { http, clock, journal, signal, retries: retryBudget(retries) }
  return { http: registryHttp(repository, tokens, ports, idleMs), asked, slept, forgotten, journal }
}

const answer =
  (status: number, headers: Record<string, string> = {}, body: Readable | string = ''): Answer =>
  () => ({
    status,
    header: (name) => headers[name],
    body: typeof body === 'string' ? Readable.from(body === '' ? [] : [Buffer.from(body)]) : body,
  })
const get = { method: 'GET', target: 'manifests/dev', kind: 'manifest' } as const
const blob = { method: 'GET', target: 'blobs/sha256:0', kind: 'blob', stream: 4 } as const
const basic = (token: string): string => `Basic ${Buffer.from(`AWS:${token}`).toString('base64')}`

describe('registryHttp', () => {
  it('signs in to the registry and to nobody else', async () => {
    const { http, asked } = scripted([
      answer(307, { location: 'https://bucket.s3.amazonaws.com/x?sig=1' }),
      answer(200),
    ])
    await http(blob)
    expect(asked).toStrictEqual([
      { url: `https://${HOST}/v2/app/blobs/sha256:0`, authorization: basic('token-0') },
      { url: 'https://bucket.s3.amazonaws.com/x?sig=1', authorization: undefined },
    ])
  })

  it('ends endless redirects', async () => {
    const { http, asked } = scripted([answer(307, { location: '/v2/app/again' })])
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
    const renewed = scripted([refusal, answer(200)])
    expect((await renewed.http(get)).status).toBe(200)
    expect(renewed.asked[1]?.authorization).toBe(basic('token-1'))
    const refused = scripted([refusal])
    expect((await refused.http(get)).status).toBeGreaterThanOrEqual(401)
    expect(refused.asked).toHaveLength(2)
  })

  it('does not take any 403 for an expired token', async () => {
    const { http, forgotten } = scripted([answer(403, {}, 'denied: not yours')])
    expect((await http(get)).status).toBe(403)
    expect(forgotten).toStrictEqual([])
  })

  it.each([408, 429, 500, 502, 503])('tries again after %d', async (status) => {
    const { http, slept } = scripted([answer(status), answer(status), answer(200)])
    expect((await http(get)).status).toBe(200)
    expect(slept).toHaveLength(2)
  })

  it('waits as long as the registry says', async () => {
    const { http, slept } = scripted([answer(429, { 'retry-after': '7' }), answer(200)])
    await http(get)
    expect(slept).toStrictEqual([7000])
  })

  it('gives up after five attempts with the last answer', async () => {
    const { http, asked } = scripted([answer(503)])
    expect((await http(get)).status).toBe(503)
    expect(asked).toHaveLength(5)
  })

  it('spends no more retries than all requests together have', async () => {
    const { http, asked } = scripted([answer(503)], { retries: 6 })
    await http(get)
    await http(get)
    await http(get)
    expect(asked).toHaveLength(6 + 3)
  })

  it.each([
    ['a failure', answer(503), []],
    ['an expired token, which it forgets', answer(403, {}, 'token has expired'), ['us-east-1']],
  ])('never sends a streamed body twice: after %s', async (_, refusal, forgets) => {
    const { http, asked, forgotten } = scripted([refusal])
    const body = { chunks: Readable.from([Buffer.from('x')]), signal: new AbortController().signal }
    await http({ method: 'PUT', target: 'blobs/uploads/1', kind: 'upload', body, length: 1 })
    expect(asked).toHaveLength(1)
    expect(forgotten).toStrictEqual(forgets)
  })

  it('says which registry cannot be reached', async () => {
    const { http } = scripted([
      () => {
        throw new TypeError('connect ECONNREFUSED')
      },
    ])
    await expect(http(get)).rejects.toThrow(`The registry ${HOST} cannot be reached (GET manifest)`)
  })

  it('tries again when an answer breaks off', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('aborted'))
      },
    })
    const { http } = scripted([answer(200, {}, broken), answer(200, {}, 'whole')])
    expect(Buffer.from((await http(get)).bytes).toString()).toBe('whole')
  })

  it('keeps nothing of an answer that is too large', async () => {
    const huge = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(1024 * 1024)
      })(),
    )
    await expect(scripted([answer(200, {}, huge)]).http(get)).rejects.toThrow(/more than 8 MiB/)
    expect(huge.destroyed).toBe(true)
  })

  it('counts what was really received', async () => {
    const { http, journal } = scripted([answer(200, { 'content-length': '99' }, 'four')])
    const { chunks } = await http(blob)
    for await (const chunk of chunks ?? []) expect(chunk.byteLength).toBe(4)
    expect(journal.calls).toMatchObject([{ action: 'GET blob', status: 200, bytesReceived: 4 }])
  })
})

describe('a connection on which nothing moves', () => {
  const silence = (): Promise<HttpResponse> => new Promise(() => undefined)
  const pauses = (...milliseconds: readonly number[]): Answer =>
    answer(
      200,
      {},
      Readable.from(
        (async function* () {
          for (const pause of milliseconds) {
            await new Promise((resolve) => setTimeout(resolve, pause))
            yield Buffer.from('x')
          }
        })(),
      ),
    )

  it('fails when no answer comes', async () => {
    const { http } = scripted(
      [
        async () =>
          await Promise.race([
            silence(),
            new Promise<HttpResponse>((_, reject) => setTimeout(reject, 60, new Error('aborted'))),
          ]),
      ],
      { idleMs: 20 },
    )
    await expect(http(get)).rejects.toThrow(/cannot be reached.*not a byte moved for 0.02 s/)
  })

  it('fails in the middle of a body, and not while one goes on or its reader waits', async () => {
    const whole = scripted([pauses(15, 15, 15)], { idleMs: 60 })
    expect((await whole.http(get)).bytes).toHaveLength(3)
    const stalled = await scripted([pauses(1, 400)], { idleMs: 30 }).http(blob)
    const all = async (): Promise<void> => {
      for await (const chunk of stalled.chunks ?? []) expect(chunk).toHaveLength(1)
    }
    await expect(all()).rejects.toThrow(/not a byte moved/)
    const { chunks } = await scripted([pauses(1, 1, 1)], { idleMs: 30 }).http(blob)
    let read = 0
    for await (const chunk of chunks ?? []) {
      read += chunk.byteLength
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(read).toBe(3)
  })
})
