import { messageOf, UserError } from '../../errors.ts'
import type { Ports } from '../../runner/ports.ts'
import type { UploadContent } from '../image-store.ts'
import { originOf, type Repository } from '../reference.ts'
import { type IdleWatch, watchForIdle, watchedChunks } from './idle.ts'
import { checkOnward } from './redirect.ts'
import { backoff, mayPass, retryAfter, type RetryBudget } from './retry.ts'
import type { Login, TokenSource } from './token.ts'

/** One request of the distribution protocol, within a repository. */
interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  /** A path below `/v2/<name>/`, or an absolute URL that the registry gave. */
  readonly target: string
  /** For the journal: `manifest`, `blob`, `upload`, `referrers`. */
  readonly kind: string
  readonly headers?: Readonly<Record<string, string>>
  /** A stream cannot be sent twice: it is tried once. */
  readonly body?: Uint8Array | UploadContent
  /** Bytes of a streamed body. */
  readonly length?: number
  /** The answer's body is to be streamed when the status is 200 or 206; about so many bytes. */
  readonly stream?: number
}

/** An answer, and its body: in `bytes`, or in `chunks` where a stream was asked for and came. */
export interface RegistryAnswer {
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly bytes: Uint8Array
  readonly chunks?: AsyncIterable<Uint8Array>
}

/** Sends requests to one repository's registry. */
export type RegistryHttp = (request: RegistryRequest) => Promise<RegistryAnswer>

/** What a registry client works with. */
export type RegistryPorts = Pick<Ports, 'http' | 'clock' | 'journal' | 'signal'> & {
  readonly retries: RetryBudget
}

const MOST_ATTEMPTS = 5
const MOST_REDIRECTS = 5
// Source: OCI Distribution Specification v1.1, "Pushing Manifests": registries take 4 MiB at least; this is twice that.
const MOST_BYTES = 8 * 1024 * 1024
const IDLE_MS = 30_000
// A registry verifies the digest of what it got before it answers.
const VERIFIED_BYTES_PER_MS = 10_000

/**
 * The distribution protocol over HTTP: signed in by the registry's token, redirects followed without it, refused
 * tokens renewed once, and everything that may pass tried again, except a streamed body, which cannot be sent twice.
 * A request or an answer of which not a byte moves any more fails.
 * Source: OCI Distribution Specification v1.1; Amazon ECR User Guide, "Private registry authentication".
 * @param idleMs how long the registry may be silent, in milliseconds
 */
export function registryHttp(
  repository: Repository,
  tokens: TokenSource,
  { http, clock, journal, signal, retries }: RegistryPorts,
  idleMs = IDLE_MS,
): RegistryHttp {
  const origin = originOf(repository)

  const send = async (url: URL, request: RegistryRequest, login: Login): Promise<RegistryAnswer> => {
    const started = clock.now()
    const record = (status: number | undefined, bytesSent: number, bytesReceived: number): void => {
      journal.record({
        service: 'registry',
        action: `${request.method} ${request.kind}`,
        region: repository.region,
        status,
        bytesSent,
        bytesReceived,
        milliseconds: clock.now() - started,
      })
    }
    const authorization = url.origin === origin ? { authorization: basic(login) } : {}
    const { body, length = body instanceof Uint8Array ? body.byteLength : 0, stream } = request
    const watch = watchForIdle(isStream(body) ? AbortSignal.any([signal, body.signal]) : signal)
    const answerMs = idleMs + length / VERIFIED_BYTES_PER_MS
    if (!isStream(body)) watch.expect(idleMs)
    try {
      const response = await http({
        method: request.method,
        url,
        headers: {
          ...request.headers,
          ...authorization,
          ...(request.method === 'GET' || request.method === 'HEAD'
            ? {}
            : { 'content-length': String(length) }),
        },
        ...(body === undefined
          ? {}
          : // Until everything is sent, who gives the bytes sees whether they are taken.
            { body: isStream(body) ? thenExpect(body.chunks, watch, answerMs) : body }),
        ...(stream === undefined ? {} : { expectedBytes: stream }),
        signal: watch.signal,
      })
      const { status, header } = response
      const chunks = watchedChunks(response.body, watch, idleMs)
      if (stream !== undefined && (status === 200 || status === 206)) {
        const counted = counting(chunks, (received) => {
          record(status, length, received)
        })
        return { status, header, bytes: NOTHING, chunks: counted }
      }
      const bytes = await collect(chunks, status, repository, request)
      record(status, length, bytes.byteLength)
      return { status, header, bytes }
    } catch (error) {
      watch.rest()
      record(undefined, 0, 0)
      throw watch.signal.aborted ? watch.signal.reason : error
    }
  }

  const follow = async (request: RegistryRequest, login: Login): Promise<RegistryAnswer> => {
    const absolute = URL.canParse(request.target)
    let url = new URL(absolute ? request.target : `${origin}/v2/${repository.name}/${request.target}`)
    if (absolute) checkOnward(new URL(origin), url)
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const answer = await send(url, request, login)
      const location = answer.header('location')
      if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer
      if (isStream(request.body)) return answer
      const next = onward(location, url, repository)
      checkOnward(url, next)
      url = next
    }
    throw new UserError(
      `The registry ${repository.host} redirected ${request.method} ${request.kind} without end.`,
    )
  }

  return async (request) => {
    const once = isStream(request.body)
    let renewed = false
    for (let attempt = 1; ; attempt += 1) {
      const last = (): boolean => once || attempt >= MOST_ATTEMPTS || !retries.take()
      let wait = backoff(attempt)
      try {
        const login = await tokens.login(repository.region)
        const answer = await follow(request, login)
        if (!renewed && isTokenRefused(answer, request)) {
          renewed = true
          tokens.forget(repository.region, login)
          // Whoever sends a stream begins anew, with the next token.
          if (!once) continue
        }
        if (!mayPass(answer.status) || last()) return answer
        wait = retryAfter(answer.header('retry-after'), clock.now()) ?? wait
      } catch (error) {
        if (signal.aborted) throw signal.reason
        if (error instanceof UserError) throw error
        if (last()) throw unreachable(repository, request, error)
      }
      await clock.sleep(wait, signal)
    }
  }
}

const NOTHING = new Uint8Array()

function isStream(body: RegistryRequest['body']): body is UploadContent {
  return body !== undefined && 'chunks' in body
}

async function* thenExpect(
  chunks: AsyncIterable<Uint8Array>,
  watch: IdleWatch,
  milliseconds: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* chunks
  watch.expect(milliseconds)
}

function basic({ username, password }: Login): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/** The whole of a small body; of one that is not, nothing is kept. */
async function collect(
  chunks: AsyncIterable<Uint8Array>,
  status: number,
  { host }: Repository,
  { method, kind }: RegistryRequest,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > MOST_BYTES) {
      throw new UserError(
        `The registry ${host} answered ${method} ${kind} (${status}) with more than ${MOST_BYTES / 1024 / 1024} MiB.`,
        'No manifest is that large. Check that the host in the image URL is a registry.',
      )
    }
    parts.push(chunk)
  }
  return new Uint8Array(Buffer.concat(parts))
}

async function* counting(
  chunks: AsyncIterable<Uint8Array>,
  done: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength
      yield chunk
    }
  } finally {
    done(bytes)
  }
}

function onward(location: string, from: URL, { host }: Repository): URL {
  if (URL.canParse(location, from.href)) return new URL(location, from)
  throw new UserError(`The registry ${host} redirects to "${location.slice(0, 200)}", which is no address.`)
}

// ECR says 403 for an expired token, not 401. Source: error text of ECR, "Your authorization token has expired".
// The answer to HEAD has no words, so there it may be that.
function isTokenRefused({ status, bytes }: RegistryAnswer, { method }: RegistryRequest): boolean {
  if (status === 401 || (status === 403 && method === 'HEAD')) return true
  if (status !== 403) return false
  return /token has expired|reauthenticate/i.test(Buffer.from(bytes).toString('utf8'))
}

function unreachable(repository: Repository, request: RegistryRequest, error: unknown): UserError {
  return new UserError(
    `The registry ${repository.host} cannot be reached (${request.method} ${request.kind}): ${messageOf(error)}.`,
    'Check the host and region in the image URL, and the network of the runner.',
    { cause: error },
  )
}
