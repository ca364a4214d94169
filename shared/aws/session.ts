import type { MiddlewareStack, Provider, AwsCredentialIdentity, MetadataBearer } from '@smithy/types'
import type { Ports } from '../runner/ports.ts'
import { explainAwsErrors } from './errors.ts'
import { endRetriesOnCancel } from './end-retries.ts'
import { journalCalls } from './journal-calls.ts'
import { credentialsFor, type Hub } from './credentials.ts'
import { type Renewable, renewExpired } from './renewable.ts'

/** What every AWS SDK client is made from here. */
interface ClientConfig {
  readonly region: string
  readonly maxAttempts: number
  readonly requestHandler: Readonly<Record<string, number | boolean>>
  readonly credentials?: Provider<AwsCredentialIdentity>
}

interface SdkClient {
  readonly middlewareStack: MiddlewareStack<object, MetadataBearer>
}

/** One identity in AWS, in every region. */
export interface AwsSession {
  /**
   * The SDK client of a class for a region: made once, its calls in the journal, its errors explained.
   * An endpoint comes from AWS_ENDPOINT_URL, as in every AWS tool.
   * @param attempts how often a call is made at most before its error counts; few for what a loop asks again anyway
   */
  readonly client: <C extends SdkClient>(
    service: new (config: ClientConfig) => C,
    region: string,
    attempts?: number,
  ) => C
  /** The role that was asked for, for messages. */
  readonly role: string | undefined
}

/** A session by which other roles may be assumed. */
export interface OpenedSession extends AwsSession {
  /** The role's credentials; undefined without a role. `region` is that of the STS which is asked for them. */
  readonly credentials: (region: string) => Renewable | undefined
}

// The SDK's own three attempts end within a second, too soon for a throttled account: PutImage has ten calls a second.
const MOST_ATTEMPTS = 7
// The SDK waits for good.
const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true }

/**
 * Opens a session with the usual AWS credential chain or, with a role, that role, assumed as `credentialsFor` says.
 * Asks nothing yet.
 * @param hub the session of the job's own role, for a role that is another one
 */
export function openAwsSession(ports: Ports, role?: string, hub?: OpenedSession): OpenedSession {
  const clients = new Map<unknown, Map<string, unknown>>()
  // One for all clients: a role is the same in every region, and is assumed once.
  let credentials: Renewable | undefined
  const credentialsIn = (region: string): Renewable | undefined => {
    if (role === undefined) return undefined
    credentials ??= credentialsFor(ports, region, role, hub && hubIn(hub, region))
    return credentials
  }
  return {
    role,
    credentials: credentialsIn,
    client: <C extends SdkClient>(
      service: new (config: ClientConfig) => C,
      region: string,
      attempts = MOST_ATTEMPTS,
    ): C => {
      const ofService = clients.get(service) ?? new Map<string, unknown>()
      clients.set(service, ofService)
      const key = `${region} ${attempts}`
      const existing = ofService.get(key)
      if (existing instanceof service) return existing
      const identity = credentialsIn(region)
      const client = new service({
        region,
        maxAttempts: attempts,
        requestHandler: TIMEOUTS,
        ...(identity === undefined ? {} : { credentials: identity }),
      })
      explainAwsErrors(client.middlewareStack, region, role)
      if (identity !== undefined) renewExpired(client.middlewareStack, identity)
      journalCalls(client.middlewareStack, ports, region)
      endRetriesOnCancel(client.middlewareStack, ports.signal)
      ofService.set(key, client)
      return client
    },
  }
}

function hubIn({ role, credentials }: OpenedSession, region: string): Hub | undefined {
  const known = credentials(region)
  return role === undefined || known === undefined ? undefined : { role, credentials: known }
}
