import type { AwsCredentialIdentity } from '@smithy/types'
import { describe, expect, it } from 'vitest'
import { renewable } from '../../../shared/aws/renewable.ts'

const MINUTE = 60_000

/** Credentials that are numbered as they are fetched, on a clock that the test sets. */
function opened(lifetimes: readonly (number | undefined)[]): {
  readonly ask: () => Promise<AwsCredentialIdentity>
  readonly credentials: ReturnType<typeof renewable>
  readonly pass: (ms: number) => void
  readonly fetched: () => number
} {
  let now = 0
  let fetched = 0
  const credentials = renewable(
    () => {
      const life = lifetimes[Math.min(fetched, lifetimes.length - 1)]
      fetched += 1
      if (life === undefined) return Promise.reject(new Error('refused'))
      return Promise.resolve({
        accessKeyId: `key${fetched}`,
        secretAccessKey: '',
        expiration: new Date(now + life),
      })
    },
    { now: () => now },
  )
  return {
    credentials,
    ask: credentials,
    pass: (ms) => {
      now += ms
    },
    fetched: () => fetched,
  }
}

describe('credentials that end', () => {
  it('are fetched once for all who ask at once, and again before they end', async () => {
    const { ask, pass, fetched } = opened([60 * MINUTE])
    await Promise.all([ask(), ask(), ask()])
    pass(53 * MINUTE)
    await ask()
    expect(fetched()).toBe(1)
    pass(2 * MINUTE)
    const [one, other] = await Promise.all([ask(), ask()])
    expect([one.accessKeyId, other.accessKeyId, fetched()]).toStrictEqual(['key2', 'key2', 2])
  })

  it('are used for a minute at least, whatever the clock of the runner says', async () => {
    const { ask, pass, fetched } = opened([-60 * MINUTE])
    await ask()
    pass(MINUTE - 1)
    await ask()
    expect(fetched()).toBe(1)
    pass(1)
    await ask()
    expect(fetched()).toBe(2)
  })

  it('are forgotten when they are refused, once however many are refused at once', async () => {
    const { ask, credentials, fetched } = opened([60 * MINUTE])
    const refused = await ask()
    credentials.forget(refused)
    const next = await ask()
    credentials.forget(refused)
    expect(await ask()).toBe(next)
    expect(fetched()).toBe(2)
  })

  it('are asked for again after a failure', async () => {
    const { ask } = opened([undefined, 60 * MINUTE])
    await expect(ask()).rejects.toThrow('refused')
    expect((await ask()).accessKeyId).toBe('key2')
  })
})
