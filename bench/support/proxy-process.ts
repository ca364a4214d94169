import { Agent, createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { serveParent } from './child.ts'
import { kindOf, openBucket, type Bucket } from './link.ts'

// The way to one registry: a reverse proxy in a process of its own that delays, limits and counts.

/** How the way is. */
export interface Shape {
  /** Added to every request before it is passed on. */
  readonly delayMs: number
  /** In each direction; undefined is no limit. */
  readonly bytesPerSecond?: number
}

/** What went over it, by kind of request. Bytes are those of bodies. */
export interface Traffic {
  readonly requests: Readonly<Record<string, number>>
  /** From the registry. */
  readonly down: Readonly<Record<string, number>>
  /** To the registry. */
  readonly up: Readonly<Record<string, number>>
  /** When the first request arrived, and when the last manifest was taken: milliseconds since the epoch; 0 for never. */
  readonly at: Readonly<Record<'first' | 'tagged', number>>
}

const [, , upstreamHost = '', upstreamPort = ''] = process.argv
const agent = new Agent({ keepAlive: true })
let shape: Shape = { delayMs: 0 }
let down: Bucket | undefined
let up: Bucket | undefined
let traffic = emptyTraffic()

function emptyTraffic(): Record<Exclude<keyof Traffic, 'at'>, Record<string, number>> & {
  at: Record<'first' | 'tagged', number>
} {
  return { requests: {}, down: {}, up: {}, at: { first: 0, tagged: 0 } }
}

function add(counts: Record<string, number>, kind: string, amount: number): void {
  counts[kind] = (counts[kind] ?? 0) + amount
}

/** Passes a body on, counts it, and holds it back where the link is limited. */
async function flow(
  from: IncomingMessage,
  to: NodeJS.WritableStream,
  bucket: Bucket | undefined,
  count: (bytes: number) => void,
): Promise<void> {
  if (bucket === undefined) {
    // Nothing but a pipe, so that the link costs as little as it can.
    from.on('data', (chunk: Buffer) => {
      count(chunk.length)
    })
    await pipeline(from, to)
    return
  }
  await pipeline(from, (body: AsyncIterable<Buffer>) => paced(body, bucket, count), to)
}

async function* paced(
  body: AsyncIterable<Buffer>,
  bucket: Bucket,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    count(chunk.length)
    const wait = bucket(chunk.length)
    if (wait > 0) await sleep(wait)
    yield chunk
  }
}

async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const kind = kindOf(request.method ?? '', new URL(request.url ?? '/', 'http://link').pathname)
  add(traffic.requests, kind, 1)
  traffic.at.first ||= Date.now()
  if (shape.delayMs > 0) await sleep(shape.delayMs)
  const outgoing = send({
    host: upstreamHost,
    port: upstreamPort,
    method: request.method,
    path: request.url,
    headers: { ...request.headers, connection: 'keep-alive' },
    agent,
  })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve)
    outgoing.once('error', reject)
  })
  const [, answer] = await Promise.all([
    flow(request, outgoing, up, (bytes) => {
      add(traffic.up, kind, bytes)
    }),
    answered,
  ])
  const headers = { ...answer.headers }
  delete headers.connection
  response.writeHead(answer.statusCode ?? 502, headers)
  await flow(answer, response, down, (bytes) => {
    add(traffic.down, kind, bytes)
  })
  if (kind === 'PUT manifest') traffic.at.tagged = Date.now()
}

const server = createServer((request, response) => {
  // A client that went away, or a registry that did, is for the other side to notice.
  pass(request, response).catch(() => response.destroy())
})
server.requestTimeout = 0
const port = await new Promise<number>((resolve) => {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    resolve(typeof address === 'object' && address !== null ? address.port : 0)
  })
})

const api = {
  host: () => `127.0.0.1:${port}`,
  shape: (next: Shape): void => {
    shape = next
    const open = (): Bucket | undefined =>
      next.bytesPerSecond === undefined ? undefined : openBucket(next.bytesPerSecond, () => performance.now())
    down = open()
    up = open()
  },
  /** Begins to count anew. */
  reset: (): void => {
    traffic = emptyTraffic()
  },
  traffic: (): Traffic => traffic,
}

export type ProxyApi = typeof api
serveParent(api)
