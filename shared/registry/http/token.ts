import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import type { AwsSession } from '../../aws/session.ts'
import { UserError } from '../../errors.ts'
import type { Clock } from '../../runner/clock.ts'

/** What a registry's login is. */
export interface Login {
  readonly username: string
  readonly password: string
}

/** The registry logins of one session: one per region, renewed before it ends. */
export interface TokenSource {
  readonly login: (region: string) => Promise<Login>
  /**
   * Forgets a login that the registry refused, so that the next one fetches another. Where that has happened already,
   * as many requests are refused at once, the new one stays.
   */
  readonly forget: (region: string, refused: Login) => void
}

interface Token {
  readonly login: Login
  /** Milliseconds since the epoch. */
  readonly renewAt: number
}

// A token lives for 12 hours; a long copy that starts with one about to expire would end in the middle.
const RENEW_BEFORE_MS = 10 * 60_000
// On a runner whose clock is wrong every token looks expired.
const USE_FOR_AT_LEAST_MS = 60_000

/**
 * Registry logins from ECR's API.
 * Source: Amazon ECR API Reference, GetAuthorizationToken (base64 of user:password, valid for 12 hours for every
 * registry that the identity may access).
 */
export function tokenSource(session: AwsSession, clock: Clock): TokenSource {
  const tokens = new Map<string, Promise<Token>>()
  // None while a token is fetched: what is refused meanwhile is an older one.
  const inUse = new Map<string, Login>()
  const fetchToken = async (region: string): Promise<Token> => {
    const client = session.client(ECRClient, region)
    const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}))
    const data = authorizationData?.[0]
    const [username, password] = Buffer.from(data?.authorizationToken ?? '', 'base64')
      .toString('utf8')
      .split(/:(.*)/s)
    if (!username || !password) {
      throw new UserError(
        `ECR in ${region} gave no registry token.`,
        'Allow "ecr:GetAuthorizationToken" on "*".',
      )
    }
    const expires = data?.expiresAt?.getTime() ?? clock.now() + 12 * 3600_000
    return {
      login: { username, password },
      renewAt: Math.max(expires - RENEW_BEFORE_MS, clock.now() + USE_FOR_AT_LEAST_MS),
    }
  }
  const remember = (region: string): Promise<Token> => {
    const token = fetchToken(region)
    tokens.set(region, token)
    inUse.delete(region)
    token.then(
      ({ login }) => inUse.set(region, login),
      () => tokens.delete(region),
    )
    return token
  }
  return {
    login: async (region) => {
      const known = tokens.get(region)
      // Set before anything is awaited: many blobs ask at once, and one token serves them all.
      if (known === undefined) return (await remember(region)).login
      const { login, renewAt } = await known
      if (clock.now() < renewAt) return login
      return (await (tokens.get(region) === known ? remember(region) : (tokens.get(region) ?? known))).login
    },
    forget: (region, refused) => {
      if (inUse.get(region) === refused) tokens.delete(region)
    },
  }
}
