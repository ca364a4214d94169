import { messageOf, UserError } from '../errors.ts'
import type { Ports } from '../runner/ports.ts'
import { isLoopback, type Repository } from './reference.ts'
import { watchForStall } from './stall.ts'
import type { TokenSource } from './token.ts'

/** One request of the distribution protocol, within a repository. */
interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  /** A path below `/v2/<name>/`, or an absolute URL that the registry gave. */
  readonly target: string
  /** For the journal: `manifest`, `blob`, `upload`, `referrers`. */
  readonly kind: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  /** Bytes of the body. A stream without it would be sent in chunks, on which ECR stalls. */
  readonly length?: number
}

/** Sends requests to one repository's registry. */
export type RegistryHttp = (request: RegistryRequest) => Promise<Response>

const MOST_ATTEMPTS = 5
const MOST_REDIRECTS = 5
const FIRST_DELAY_MS = 200
const LONGEST_DELAY_MS = 8_000
const STALLED_AFTER_MS = 60_000

/**
 * The distribution protocol over HTTP: signed in by the registry's token, redirects followed without it, refused
 * tokens renewed once, and everything that may pass tried again, except a streamed body, which cannot be sent twice.
 * A request or a body of which not a byte moves any more fails.
 * Source: OCI Distribution Specification v1.1; Amazon ECR User Guide, "Private registry authentication".
 */
export function registryHttp(
  repository: Repository,
  tokens: TokenSource,
  { fetch, clock, journal, signal }: Pick<Ports, 'fetch' | 'clock' | 'journal' | 'signal'>,
  stalledAfterMs = STALLED_AFTER_MS,
): RegistryHttp {
  const origin = `${isLoopback(repository.host) ? 'http' : 'https'}://${repository.host}`

  const send = async (url: URL, request: RegistryRequest): Promise<Response> => {
    const started = clock.now()
    const own = url.origin === origin
    const record = (status: number | undefined, received: number): void => {
      journal.record({
        service: 'registry',
        action: `${request.method} ${request.kind}`,
        region: repository.region,
        status,
        bytesSent: request.length ?? 0,
        bytesReceived: received,
        milliseconds: clock.now() - started,
      })
    }
    const watch = watchForStall(signal, stalledAfterMs)
    const { body } = request
    try {
      const response = await fetch(url, {
        method: request.method,
        redirect: 'manual',
        signal: watch.signal,
        headers: {
          ...request.headers,
          ...(own ? { authorization: await authorization(repository, tokens) } : {}),
          ...(request.length === undefined ? {} : { 'content-length': String(request.length) }),
        },
        ...(body === undefined
          ? {}
          : { body: body instanceof ReadableStream ? watch.through(body) : body, duplex: 'half' as const }),
      })
      record(
        response.status,
        request.method === 'GET' ? Number(response.headers.get('content-length') ?? 0) : 0,
      )
      if (request.method === 'GET' && response.status === 200 && response.body !== null) {
        return new Response(watch.through(response.body), response)
      }
      watch.end()
      return response
    } catch (error) {
      watch.end()
      record(undefined, 0)
      throw error
    }
  }

  const follow = async (request: RegistryRequest): Promise<Response> => {
    let url = new URL(
      request.target.includes('://') ? request.target : `${origin}/v2/${repository.name}/${request.target}`,
    )
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const response = await send(url, request)
      const location = response.headers.get('location')
      if (response.status < 300 || response.status >= 400 || location === null) return response
      await response.body?.cancel()
      url = new URL(location, url)
    }
    throw new UserError(
      `The registry ${repository.host} redirected ${request.method} ${request.kind} without end.`,
    )
  }

  return async (request) => {
    const once = request.body instanceof ReadableStream
    let renewed = false
    for (let attempt = 1; ; attempt += 1) {
      const last = once || attempt >= MOST_ATTEMPTS
      let wait = backoff(attempt)
      try {
        const response = await follow(request)
        if (!renewed && !once && (await isTokenRefused(response))) {
          renewed = true
          tokens.forget(repository.region)
          continue
        }
        if (last || !mayPass(response.status)) return response
        wait = retryAfter(response.headers.get('retry-after'), clock.now()) ?? wait
        await response.body?.cancel()
      } catch (error) {
        if (signal.aborted || error instanceof UserError) throw error
        if (last) throw unreachable(repository, request, error)
      }
      await clock.sleep(wait, signal)
    }
  }
}

async function authorization(repository: Repository, tokens: TokenSource): Promise<string> {
  const { username, password } = await tokens.login(repository.region)
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

// ECR says 403 for an expired token, not 401. Source: error text of ECR, "Your authorization token has expired".
async function isTokenRefused(response: Response): Promise<boolean> {
  if (response.status === 401) return true
  if (response.status !== 403) return false
  return /token has expired|reauthenticate/i.test(await response.clone().text())
}

function mayPass(status: number): boolean {
  return status === 408 || status === 429 || status >= 500
}

/** Full jitter, so that many jobs which were throttled together do not come back together. */
function backoff(attempt: number): number {
  return Math.random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt)
}

function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(milliseconds) ? Math.min(Math.max(milliseconds, 0), 30_000) : undefined
}

function unreachable(repository: Repository, request: RegistryRequest, error: unknown): UserError {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : ''
  return new UserError(
    `The registry ${repository.host} cannot be reached (${request.method} ${request.kind}): ${messageOf(error)}${cause}.`,
    'Check the host and region in the image URL, and the network of the runner.',
    { cause: error },
  )
}
