import type { MiddlewareStack, Provider, AwsCredentialIdentity, MetadataBearer } from '@smithy/types'
import type { Ports } from '../runner/ports.ts'
import { explainAwsErrors } from './errors.ts'
import { endRetriesOnCancel } from './end-retries.ts'
import { journalCalls } from './journal-calls.ts'
import { credentialsFor } from './credentials.ts'

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

// The SDK's own three attempts end within a second, too soon for a throttled account: PutImage has ten calls a second.
const MOST_ATTEMPTS = 7
// The SDK waits for good.
const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true }

/**
 * Opens a session with the usual AWS credential chain or, with a role, that role: assumed with the job's OIDC token
 * where the job has one (`permissions: id-token: write`), else by the credentials at hand. Asks nothing yet.
 */
export function openAwsSession(ports: Ports, role?: string): AwsSession {
  const clients = new Map<unknown, Map<string, unknown>>()
  // One for all clients: a role is the same in every region, and is assumed once.
  let credentials: Provider<AwsCredentialIdentity> | undefined
  return {
    role,
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
      credentials ??= credentialsFor(ports, region, role)
      const client = new service({
        region,
        maxAttempts: attempts,
        requestHandler: TIMEOUTS,
        ...(credentials === undefined ? {} : { credentials }),
      })
      explainAwsErrors(client.middlewareStack, region)
      journalCalls(client.middlewareStack, ports, region)
      endRetriesOnCancel(client.middlewareStack, ports.signal)
      ofService.set(key, client)
      return client
    },
  }
}
