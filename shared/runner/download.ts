import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { HttpRequest, HttpResponse } from './http.ts'

// One is read into while the reader has the other. TLS gives 16 kB at a time, and goes on for a few when it is paused.
const BUFFER_BYTES = { 'http:': 256 * 1024, 'https:': 32 * 1024 }
const MOST_HEADER_BYTES = 64 * 1024

/**
 * Gets a large answer over a connection of its own, into a few buffers that are used again and again. `node:http` makes
 * and drops a buffer for each 64 kB, and copies them: for what passes through it takes twice the time of the processor,
 * and 100 MB of memory that wait to be collected.
 * Undefined for an answer whose end is not known in advance: then it is to be asked for by `node:http`.
 * Source: RFC 9112, HTTP/1.1, 4 (status line), 5 (fields), 6.3 (length of the body).
 */
export async function download(request: HttpRequest): Promise<HttpResponse | undefined> {
  const { url, signal } = request
  const chunks = openChunks(url, signal)
  const { socket } = chunks
  socket.write(headOf(request))
  const head = await readHead(chunks).catch((error: unknown) => {
    socket.destroy()
    throw signal.aborted ? signal.reason : error
  })
  const { status, headers, rest } = head
  const length = headers.get('content-length')
  if (length === undefined || !/^\d+$/.test(length) || headers.has('transfer-encoding')) {
    socket.destroy()
    return undefined
  }
  return { status, header: (name) => headers.get(name), body: bodyOf(chunks, rest, Number(length), signal) }
}

function headOf({ method, url, headers }: HttpRequest): string {
  const fields = Object.entries({ ...headers, host: url.host, connection: 'close' })
  const lines = fields.map(([name, value]) => `${name}: ${value.replace(/[\r\n]/g, '')}`)
  return [`${method} ${url.pathname}${url.search} HTTP/1.1`, ...lines, '', ''].join('\r\n')
}

interface Chunks {
  readonly socket: Socket
  /** The next bytes; undefined at the end. What it gave before may be overwritten from now on. */
  readonly next: () => Promise<Uint8Array | undefined>
}

function openChunks(url: URL, signal: AbortSignal): Chunks {
  const secure = url.protocol === 'https:'
  const free: Uint8Array[] = []
  // What came while the reader was busy.
  const queue: { readonly buffer: Uint8Array; readonly bytes: Uint8Array }[] = []
  let held: Uint8Array | undefined
  let waiting: PromiseWithResolvers<Uint8Array | undefined> | undefined
  let ended = false
  let failure: Error | undefined
  const settle = (): void => {
    if (failure === undefined) waiting?.resolve(undefined)
    else waiting?.reject(failure)
    waiting = undefined
  }
  const onread = {
    buffer: () => free.pop() ?? Buffer.allocUnsafe(BUFFER_BYTES[secure ? 'https:' : 'http:']),
    callback: (size: number, buffer: Uint8Array) => {
      const bytes = buffer.subarray(0, size)
      if (waiting === undefined) {
        queue.push({ buffer, bytes })
        return false
      }
      held = buffer
      waiting.resolve(bytes)
      waiting = undefined
      return true
    },
  }
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const to = { host, port, onread }
  const socket = secure ? connectTls({ ...to, servername: host, ALPNProtocols: ['http/1.1'] }) : connect(to)
  const abort = (): void => {
    socket.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
  }
  signal.addEventListener('abort', abort, { once: true })
  socket.once('end', () => {
    ended = true
    settle()
  })
  socket.once('error', (error: Error) => {
    failure = error
    settle()
  })
  socket.once('close', () => {
    signal.removeEventListener('abort', abort)
    if (!ended) failure ??= new Error('the connection was closed')
    settle()
  })
  return {
    socket,
    next: async () => {
      if (held !== undefined) free.push(held)
      const first = queue.shift()
      held = first?.buffer
      if (first !== undefined) {
        if (queue.length === 0) socket.resume()
        return first.bytes
      }
      if (failure !== undefined) throw failure
      if (ended) return undefined
      waiting = Promise.withResolvers()
      return await waiting.promise
    },
  }
}

interface Head {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  /** What came of the body with it. */
  readonly rest: Uint8Array
}

async function readHead(chunks: Chunks): Promise<Head> {
  let bytes = Buffer.alloc(0)
  for (;;) {
    const end = bytes.indexOf('\r\n\r\n')
    if (end >= 0) {
      const head = parseHead(bytes.toString('latin1', 0, end))
      const rest = bytes.subarray(end + 4)
      // 1xx comes before the answer itself.
      if (head.status >= 200) return { ...head, rest }
      bytes = rest
      continue
    }
    if (bytes.byteLength > MOST_HEADER_BYTES) throw new Error('the header of the answer is too long')
    const more = await chunks.next()
    if (more === undefined) throw new Error('the connection was closed without an answer')
    bytes = Buffer.concat([bytes, more])
  }
}

function parseHead(text: string): Omit<Head, 'rest'> {
  const [first = '', ...lines] = text.split('\r\n')
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(first)?.[1]
  if (status === undefined) throw new Error('the answer is no HTTP')
  const headers = new Map<string, string>()
  for (const line of lines) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
    if (name === undefined || value === undefined) throw new Error('the header of the answer is no HTTP')
    const key = name.toLowerCase()
    const before = headers.get(key)
    if (before !== undefined && before !== value && key === 'content-length') {
      throw new Error('the answer has two lengths')
    }
    if (before === undefined) headers.set(key, value)
  }
  return { status: Number(status), headers }
}

async function* bodyOf(
  { socket, next }: Chunks,
  first: Uint8Array,
  length: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  let left = length
  try {
    for (let chunk: Uint8Array | undefined = first; ; chunk = await next()) {
      if (chunk === undefined) throw new Error(`the connection was closed ${left} bytes before the end`)
      const bytes = chunk.subarray(0, left)
      left -= bytes.byteLength
      if (bytes.byteLength > 0) yield bytes
      if (left === 0) return
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    socket.destroy()
  }
}
