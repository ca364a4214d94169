import { UserError } from '../../errors.ts'
import type { Ports } from '../../runner/ports.ts'
import type { UploadContent } from '../image-store.ts'
import { originOf, type Repository } from '../reference.ts'
import { type IdleWatch, watchForIdle, watchedChunks } from './idle.ts'
import type { RetryBudget } from './retry.ts'
import type { Login } from './token.ts'

/** One request of the distribution protocol, within a repository. */
export interface RegistryRequest {
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

/** What a registry client works with. */
export type RegistryPorts = Pick<Ports, 'http' | 'clock' | 'journal' | 'signal'> & {
  readonly retries: RetryBudget
}

/** What one request is sent with. */
interface Exchange extends RegistryPorts {
  readonly repository: Repository
  readonly login: Login
  /** How long the registry may be silent, in milliseconds. */
  readonly idleMs: number
}

// Source: OCI Distribution Specification v1.1, "Pushing Manifests": registries take 4 MiB at least; this is twice that.
const MOST_BYTES = 8 * 1024 * 1024
// A registry verifies the digest of what it got before it answers.
const VERIFIED_BYTES_PER_MS = 10_000

/**
 * Sends one request once, and takes its answer: signed in where it goes to the registry itself, watched for silence, and
 * in the journal.
 * @throws UserError for an answer that is too large; any other error is one of the connection
 */
export async function exchange(
  url: URL,
  request: RegistryRequest,
  { http, clock, journal, signal, repository, login, idleMs }: Exchange,
): Promise<RegistryAnswer> {
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
  const authorization = url.origin === originOf(repository) ? { authorization: basic(login) } : {}
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

const NOTHING = new Uint8Array()

/** True for a body that cannot be sent twice. */
export function isStream(body: RegistryRequest['body']): body is UploadContent {
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
