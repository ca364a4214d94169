import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { digestOf, OCI_MANIFEST } from '../../../../shared/registry/manifest.ts'

/** One request that arrived at a server. */
interface Arrived {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
}

/** Answers a request: `where` is the registry it stands for, `elsewhere` another server. */
export type Answer = (request: IncomingMessage, response: ServerResponse, at: Addresses) => void

/** Origins of both servers, as `http://127.0.0.1:port`. */
export interface Addresses {
  readonly registry: string
  readonly elsewhere: string
}

/** By method and kind of resource, `GET manifests` for example, how a registry answers. */
export type Answers = Readonly<Record<string, Answer>>

/** A registry that answers as it likes, and a server that has no business with our credentials. */
export interface HostilePair extends Addresses {
  readonly atRegistry: readonly Arrived[]
  readonly atElsewhere: readonly Arrived[]
  /** Bytes that both could get rid of. */
  readonly sent: () => number
  readonly close: () => Promise<void>
}

/** The layer of the image that the registry has, and its manifest. */
export const LAYER = Buffer.from('a layer of some bytes, which are enough for several chunks')
const layer = { mediaType: 'application/octet-stream', digest: digestOf(LAYER), size: LAYER.length }
/** An image of one layer. */
export const IMAGE = Buffer.from(JSON.stringify({ mediaType: OCI_MANIFEST, layers: [layer] }))

/** Begins both servers on loopback, with ports of their own. */
export async function openHostilePair(registry: Answers, elsewhere: Answer): Promise<HostilePair> {
  const atRegistry: Arrived[] = []
  const atElsewhere: Arrived[] = []
  const sockets = new Set<Socket>()
  const begin = async (arrived: Arrived[], answer: Answer, at: () => Addresses): Promise<Server> => {
    const server = createServer((request, response) => {
      arrived.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
      // A client that has had enough closes the connection, whatever is being written.
      response.on('error', () => undefined)
      answer(request, response, at())
    })
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return server
  }
  const addresses = { registry: '', elsewhere: '' }
  const servers = [
    await begin(atRegistry, answerBy({ ...GOOD, ...registry }), () => addresses),
    await begin(atElsewhere, elsewhere, () => addresses),
  ]
  const [one = '', other = ''] = servers.map(
    (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  )
  Object.assign(addresses, { registry: one, elsewhere: other })
  return {
    ...addresses,
    atRegistry,
    atElsewhere,
    sent: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    close: async () => {
      for (const server of servers) server.closeAllConnections()
      for (const socket of sockets) socket.destroy()
      await Promise.all(servers.map(async (server) => await new Promise((resolve) => server.close(resolve))))
    },
  }
}

function answerBy(answers: Answers): Answer {
  return (request, response, at) => {
    const kind = /^\/v2\/app\/(\w+)/.exec(request.url ?? '')?.[1] ?? ''
    const answer = answers[`${request.method ?? ''} ${kind}`]
    if (answer === undefined) response.writeHead(404).end()
    else answer(request, response, at)
  }
}

/** A registry that has the image, and takes everything. */
const GOOD: Answers = {
  'GET manifests': says(200, IMAGE, { 'content-type': OCI_MANIFEST }),
  'GET blobs': says(200, LAYER),
  'POST blobs': (_, response) => response.writeHead(202, { location: '/v2/app/blobs/uploads/1' }).end(),
  'PUT blobs': whenRead(201),
  'PUT manifests': whenRead(201),
}

/** An answer of this status, body and headers. */
export function says(
  status: number,
  body: string | Buffer = '',
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (_, response) => response.writeHead(status, headers).end(body)
}

/** A redirect; undefined for one that says not where to. */
export function redirects(to: (at: Addresses) => string | undefined, status = 307): Answer {
  return (request, response, at) => {
    const location = to(at)
    request.resume()
    response.writeHead(status, location === undefined ? {} : { location }).end()
  }
}

/** An answer once the request is there. */
export function whenRead(status: number): Answer {
  return (request, response) => {
    request.on('end', () => response.writeHead(status).end()).resume()
  }
}

/** Bytes that are no answer of HTTP's, or one that a server library would not write; then the connection ends. */
export function raw(text: string | Buffer): Answer {
  return (_, response) => response.socket?.end(text)
}

const FLOOD = Buffer.alloc(64 * 1024, 'x')

/** A body that is large, as fast as it is taken. */
export function floods(
  status: number,
  bytes: number,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (_, response) => {
    response.writeHead(status, headers)
    let left = bytes
    const write = (): void => {
      while (left > 0 && !response.destroyed) {
        left -= FLOOD.length
        if (!response.write(FLOOD)) return
      }
      if (left <= 0) response.end()
    }
    response.on('drain', write)
    write()
  }
}
