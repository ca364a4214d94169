import { describe, expect, it } from 'vitest'
import type { AwsSession } from '../../../shared/aws/session.ts'
import { type TokenSource, tokenSource } from '../../../shared/registry/http/token.ts'

const HOURS = 3600_000

/** A token source whose tokens are numbered; a function that moves the clock. */
function open(lifeMs = 12 * HOURS): {
  readonly tokens: TokenSource
  readonly asked: () => number
  readonly later: (ms: number) => void
} {
  let now = Date.parse('2026-01-01T00:00:00Z')
  let asked = 0
  const send = async (): Promise<object> => {
    asked += 1
    const authorizationToken = Buffer.from(`AWS:token-${asked}`).toString('base64')
    const expiresAt = new Date(now + lifeMs)
    await new Promise((resolve) => setImmediate(resolve))
    return { authorizationData: [{ authorizationToken, expiresAt }] }
  }
  const session = { client: () => ({ send }), role: undefined } as unknown as AwsSession
  const clock = { now: () => now, sleep: () => Promise.resolve() }
  return {
    tokens: tokenSource(session, clock),
    asked: () => asked,
    later: (ms) => {
      now += ms
    },
  }
}

describe('tokenSource', () => {
  it('has one token for all who ask, one for each region', async () => {
    const { tokens, asked } = open()
    const logins = await Promise.all([tokens.login('a'), tokens.login('a'), tokens.login('b')])
    expect(logins.map(({ password }) => password)).toStrictEqual(['token-1', 'token-1', 'token-2'])
    await tokens.login('a')
    expect(asked()).toBe(2)
  })

  it('renews it before it ends', async () => {
    const { tokens, later } = open()
    await tokens.login('a')
    later(11.8 * HOURS)
    expect((await tokens.login('a')).password).toBe('token-1')
    later(0.1 * HOURS)
    expect((await tokens.login('a')).password).toBe('token-2')
  })

  it('uses a token for a while also where every one looks expired, as to a clock that is wrong', async () => {
    const { tokens, asked, later } = open(-100 * HOURS)
    await tokens.login('a')
    later(30_000)
    await tokens.login('a')
    expect(asked()).toBe(1)
  })

  it('fetches one other token however many requests were refused with the same', async () => {
    const { tokens, asked } = open()
    const refused = await tokens.login('a')
    tokens.forget('a', refused)
    const next = tokens.login('a')
    tokens.forget('a', refused)
    const renewed = await next
    tokens.forget('a', refused)
    expect(await tokens.login('a')).toBe(renewed)
    expect([renewed.password, asked()]).toStrictEqual(['token-2', 2])
  })
})
