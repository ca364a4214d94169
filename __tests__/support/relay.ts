import { request as requestHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { listen, type Listening } from '../../sandbox/wire/http.ts'

/** What happens to a body. The sandbox reads a request as a whole before a rule strikes, so that it cannot do this itself. */
type Harm =
  /** The connection is reset while the body is sent. */
  | 'cut-upload'
  /** The rest of the body is never read, and nothing is answered. */
  | 'stall-upload'
  /** The rest of the body never comes. */
  | 'stall-download'
  /** The body comes in pieces, one a second. */
  | 'slow-download'
  /** Not half-way: the upload is taken whole and stored, and then answered with a 500. */
  | 'stored-500'

/** What to harm, and how often. */
export interface RelayOptions {
  readonly harm: Harm
  /** 1 unless told. */
  readonly times?: number
  /** For a slow download: in how many seconds it comes. */
  readonly seconds?: number
}

/** A proxy before a registry of the sandbox, which harms bodies. */
export interface Relay {
  /** `127.0.0.1:PORT`, to use in place of the registry's host. */
  readonly host: string
  /** How often it did harm. */
  readonly harmed: () => number
  readonly close: () => Promise<void>
}

// Less than a layer, and more than any other body.
const HARMED_FROM = 64 * 1024

/**
 * Opens a proxy before a registry, and another one before the store that it redirects downloads to, for credentials must
 * not go along. It harms the first large bodies and passes everything else on.
 */
export async function openRelay(upstream: string, options: RelayOptions): Promise<Relay> {
  let storeOrigin = ''
  let harmed = 0
  const strikes = (): boolean => {
    if (harmed >= (options.times ?? 1)) return false
    harmed += 1
    return true
  }
  const store: Listening = await listen(async (request, response) => {
    const answer = await forward(request, `${storeOrigin}${request.url ?? ''}`)
    await passOn(answer, response, options, strikes)
  })
  const front = await listen(async (request, response) => {
    const upload = isUpload(request) ? await beginningOf(request) : undefined
    if (upload?.more === true && options.harm.endsWith('-upload') && strikes()) {
      await harmUpload(request, options.harm)
      return
    }
    const answer = await forward(request, `http://${upstream}${request.url ?? ''}`, upload?.body)
    if (options.harm === 'stored-500' && upload !== undefined && request.method === 'PUT' && strikes()) {
      answer.resume()
      response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ errors: [{ code: 'UNKNOWN', message: 'stored, but not said' }] }))
      return
    }
    const { location } = answer.headers
    if (answer.statusCode === 307 && location !== undefined) {
      const real = new URL(location)
      storeOrigin = real.origin
      answer.headers.location = `${store.url}${real.pathname}${real.search}`
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  return {
    host: front.host,
    harmed: () => harmed,
    close: async () => {
      await Promise.all([front.close(), store.close()])
    },
  }
}

function isUpload({ method, url }: IncomingMessage): boolean {
  return (method === 'PUT' || method === 'PATCH') && (url ?? '').includes('/blobs/uploads/')
}

interface Upload {
  /** All of the body, whatever of it was read already. */
  readonly body: Readable
  /** There is more than the beginning. */
  readonly more: boolean
}

/** Reads until it is known whether a body is large; its length may not be told. */
async function beginningOf(request: IncomingMessage): Promise<Upload> {
  const chunks: Buffer[] = []
  const rest: AsyncIterator<unknown> = request.iterator({ destroyOnReturn: false })
  let read = 0
  let more = true
  while (more && read < HARMED_FROM) {
    const next = await rest.next()
    more = next.done !== true
    if (!Buffer.isBuffer(next.value)) continue
    chunks.push(next.value)
    read += next.value.length
  }
  const body = async function* (): AsyncGenerator {
    yield* chunks
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  }
  return { body: Readable.from(body()), more }
}

async function forward(
  request: IncomingMessage,
  url: string,
  body: Readable = request,
): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    const { method, headers } = request
    const onward = requestHttp(url, { method, headers }, resolve)
    // A tool that is killed breaks its request off.
    pipeline(body, onward).catch(reject)
  })
}

async function harmUpload({ socket }: IncomingMessage, harm: Harm): Promise<void> {
  if (harm === 'cut-upload') socket.resetAndDestroy()
  // Nobody reads on, and the connection stays.
  else await new Promise((resolve) => socket.once('close', resolve))
}

async function passOn(
  answer: IncomingMessage,
  response: ServerResponse,
  { harm, seconds = 0 }: RelayOptions,
  strikes: () => boolean,
): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, answer.headers)
  const length = Number(answer.headers['content-length'] ?? 0)
  if (!harm.endsWith('-download') || length < HARMED_FROM || !strikes()) {
    answer.pipe(response)
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of answer) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  if (harm === 'stall-download') {
    response.write(body.subarray(0, length / 2))
    return
  }
  const piece = Math.ceil(length / seconds)
  for (let at = 0; at < length && !response.destroyed; at += piece) {
    response.write(body.subarray(at, at + piece))
    await sleep(1000)
  }
  response.end()
}
