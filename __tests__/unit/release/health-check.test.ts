import { describe, expect, it } from 'vitest'
import { checkHealth, steadyWhile } from '../../../shared/release/deploy/health-check.ts'
import { answered, unanswered } from '../../../shared/release/deploy/health-words.ts'
import { fakePorts } from './fakes.ts'

const URL_ = 'https://app.example.com/healthy?key=secret'

/** An answer: a status, an error's code, or a redirect. */
type Scripted = number | string | { readonly status: number; readonly to: string | undefined }

interface Watched {
  readonly outcome: Awaited<ReturnType<typeof checkHealth>>
  readonly said: readonly string[]
  readonly asked: readonly string[]
  readonly actions: readonly string[]
  readonly took: number
}

/** Plays a script of answers; the last one goes on. */
async function check(script: readonly Scripted[], milliseconds = 60_000): Promise<Watched> {
  const asked: string[] = []
  const fakes = fakePorts({
    fetch: (input) => {
      asked.push(input instanceof Request ? input.url : input.toString())
      const answer = script[Math.min(asked.length, script.length) - 1] ?? 200
      if (typeof answer === 'string') {
        const cause = Object.assign(new Error('inner'), { code: answer })
        return Promise.reject(new TypeError('fetch failed', { cause }))
      }
      const { status, to } = typeof answer === 'number' ? { status: answer, to: undefined } : answer
      return Promise.resolve(
        new Response(status === 204 ? null : 'body', {
          status,
          headers: to === undefined ? {} : { location: to },
        }),
      )
    },
  })
  const started = fakes.clock.now()
  const outcome = await checkHealth({ url: URL_, milliseconds }, fakes.ports)
  return {
    outcome,
    said: fakes.said,
    asked,
    actions: fakes.ports.journal.calls.map(({ action }) => action),
    took: fakes.clock.now() - started,
  }
}

describe('a steady while', () => {
  it.each([
    [300_000, 10_000, 2_000],
    [50_000, 10_000, 2_000],
    [3_000, 600, 120],
  ])('of %d ms', (allowed, steady, every) => {
    expect(steadyWhile(allowed)).toStrictEqual({ steady, every })
  })
})

describe('a health check', () => {
  it('passes after answers of 2xx for the while', async () => {
    const { outcome, took, asked, said } = await check([200])
    expect(outcome).toBeUndefined()
    expect(took).toBe(10_000)
    expect(asked).toHaveLength(6)
    expect(said).toStrictEqual([
      'Health check https://app.example.com/healthy: it answered 200, which has to go on for 10 s',
      'Health check https://app.example.com/healthy: passed, 6 of 6 answers were good',
    ])
  })

  it('waits while nothing is there, and begins anew after every other answer', async () => {
    const { outcome, asked, said } = await check(['ECONNREFUSED', 503, 503, 200, 200, 503, 204])
    expect(outcome).toBeUndefined()
    expect(asked).toHaveLength(12)
    expect(said).toHaveLength(6)
  })

  it('fails when the answers come and go', async () => {
    const script = Array.from({ length: 100 }, (_, index) => (index % 4 === 3 ? 500 : 200))
    const { outcome } = await check(script)
    expect(outcome?.reason).toBe(
      'The health check https://app.example.com/healthy did not pass within 1 min: at the end it answered 200, but for 4 s of the 10 s only (24 of 31 answers were good).',
    )
    expect(outcome?.hint).toMatch(/comes and goes/)
  })

  it('says what the last answer was', async () => {
    const { outcome } = await check([503], 4_000)
    expect(outcome?.reason).toMatch(
      /within 4 s: at the end it answered 503 \(0 of \d+ answers were good\)\.$/,
    )
    expect(outcome?.hint).toMatch(/nothing healthy behind it/)
  })

  it('follows redirects, and counts where they end', async () => {
    const redirect = { status: 302, to: '/elsewhere?key=other' }
    const { outcome, asked, actions } = await check([redirect, 200, redirect, 200, redirect, 200], 1_000)
    expect(outcome).toBeUndefined()
    expect(asked[1]).toBe('https://app.example.com/elsewhere?key=other')
    expect(actions.slice(0, 2)).toStrictEqual([
      'GET https://app.example.com/healthy',
      'GET https://app.example.com/elsewhere',
    ])
  })

  it.each([
    ['for ever', { status: 301, to: 'https://app.example.com/' }, '301, after 5 redirects'],
    ['to a file', { status: 302, to: 'file:///etc/passwd' }, '302, to no http or https address'],
    ['with a password', { status: 302, to: 'https://a:b@c/' }, '302, to no http or https address'],
    ['to nowhere', { status: 307, to: undefined }, '307, to no http or https address'],
  ])('does not follow redirects %s', async (_, redirect, said) => {
    const { outcome } = await check([redirect], 100)
    expect(outcome?.reason).toContain(`at the end it answered ${said}`)
  })

  it('takes fractions of a millisecond', async () => {
    expect((await check([200], 0.0333 * 60_000)).outcome).toBeUndefined()
  })

  it('never shows the query', async () => {
    const { outcome, said, actions } = await check([500], 1_000)
    expect(JSON.stringify([outcome, said, actions])).not.toContain('secret')
  })

  it('ends with the reason of a cancelled job', async () => {
    const cancel = new AbortController()
    const reason = new Error('Cancelled.')
    const fetch = (): Promise<Response> => {
      cancel.abort(reason)
      return Promise.reject(new Error('aborted'))
    }
    const { ports } = fakePorts({ fetch, signal: cancel.signal })
    await expect(checkHealth({ url: URL_, milliseconds: 1_000 }, ports)).rejects.toBe(reason)
  })
})

describe('what an answer means', () => {
  it.each([
    [401, /signing in/],
    [404, /path/],
    [429, /limits requests/],
    [502, /nothing healthy/],
    [500, /see its log/],
    [418, /200 to 299/],
    [304, /200 to 299/],
  ])('%d', (status, hint) => {
    expect(answered(status)).toMatchObject({ isGood: false, hint: expect.stringMatching(hint) as string })
  })

  it.each([
    ['ENOTFOUND', /has no address \(ENOTFOUND\)/, /Check the name/],
    ['ECONNREFUSED', /refused/, /Nothing listens/],
    ['UND_ERR_CONNECT_TIMEOUT', /not answer in time/, /security group/],
    ['CERT_HAS_EXPIRED', /certificate/, /valid for that name/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate/, /valid for that name/],
    ['UND_ERR_SOCKET', /closed/, /expects https/],
    ['HPE_INVALID_CONSTANT', /gave no valid answer \(HPE_INVALID_CONSTANT\)/, /reachable/],
  ])('%s', (code, said, hint) => {
    const cause = Object.assign(new Error('inner'), { code })
    const answer = unanswered(new TypeError('fetch failed', { cause }), 10)
    expect(answer.said).toMatch(said)
    expect(answer.hint).toMatch(hint)
  })

  it('a timeout', () => {
    expect(unanswered(new DOMException('late', 'TimeoutError'), 10).said).toBe(
      'it did not answer within 10 s',
    )
  })
})
