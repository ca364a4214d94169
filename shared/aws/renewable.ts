import type { AwsCredentialIdentity, MetadataBearer, MiddlewareStack } from '@smithy/types'
import type { Clock } from '../runner/clock.ts'
import { isExpired } from './errors.ts'

/** Credentials that are fetched once for many clients, and again when they end. */
export interface Renewable {
  (): Promise<AwsCredentialIdentity>
  /** Keeps the SDK's clients from keeping a copy each, which would stay when these are renewed. */
  readonly memoized: true
  /** Forgets credentials that AWS calls expired; where others are known by now, those stay. */
  readonly forget: (refused: AwsCredentialIdentity) => void
}

const RENEW_BEFORE_MS = 6 * 60_000
// On a runner whose clock is wrong every session looks as if it had ended.
const USE_FOR_AT_LEAST_MS = 60_000

interface Known {
  readonly identity: AwsCredentialIdentity
  /** Milliseconds since the epoch. */
  readonly renewAt: number
}

/** One identity for many clients that ask at once. A failure is not kept. */
export function renewable(fetch: () => Promise<AwsCredentialIdentity>, clock: Pick<Clock, 'now'>): Renewable {
  let known: Promise<Known> | undefined
  let inUse: AwsCredentialIdentity | undefined
  const renew = (): Promise<Known> => {
    const asked = fetch().then((identity) => {
      const ends = identity.expiration?.getTime() ?? Infinity
      inUse = identity
      return { identity, renewAt: Math.max(ends - RENEW_BEFORE_MS, clock.now() + USE_FOR_AT_LEAST_MS) }
    })
    known = asked
    asked.catch(() => {
      if (known === asked) known = undefined
    })
    return asked
  }
  const provide = async (): Promise<AwsCredentialIdentity> => {
    const asked = known ?? renew()
    const { identity, renewAt } = await asked
    if (clock.now() < renewAt) return identity
    return (await (known === asked ? renew() : (known ?? renew()))).identity
  }
  return Object.assign(provide, {
    memoized: true as const,
    forget: (refused: AwsCredentialIdentity) => {
      if (inUse === refused) known = undefined
    },
  })
}

/**
 * Makes a call once more, with new credentials, when AWS calls those it was signed with expired: a session can end
 * before its time, and a wait can be longer than one.
 */
export function renewExpired(stack: MiddlewareStack<object, MetadataBearer>, credentials: Renewable): void {
  stack.add(
    (next) => async (args) => {
      const used = await credentials()
      try {
        return await next(args)
      } catch (error) {
        if (!isExpired(error)) throw error
        credentials.forget(used)
        return await next(args)
      }
    },
    { step: 'initialize', priority: 'low', name: 'renewMiddleware' },
  )
}
