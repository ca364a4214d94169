import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** What an operation answers. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | string
}

/** A listening server on a free port of 127.0.0.1. */
export interface Listening {
  readonly port: number
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** `127.0.0.1:PORT` */
  readonly host: string
  /** Ends open connections too: a stalled answer must not keep a test alive. */
  readonly close: () => Promise<void>
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Listens on 127.0.0.1; `port` 0 is any free one. An error of the handler becomes a 500 that says so. */
export async function listen(handler: Handler, port = 0): Promise<Listening> {
  const server: Server = createServer((request, response) => {
    handler(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(`the sandbox has a bug: ${message}`)
    })
  })
  // Large uploads on a busy machine take longer than Node's defaults allow.
  server.requestTimeout = 0
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address')
  const host = `127.0.0.1:${address.port}`
  return {
    port: address.port,
    host,
    url: `http://${host}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

/** The whole body of a request, as it came. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** One header's value; of a repeated one the first. */
export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** Writes an answer; a HEAD request gets the headers alone. */
export function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const length = String(Buffer.byteLength(reply.body))
  response.writeHead(reply.status, { 'content-length': length, ...reply.headers })
  response.end(request.method === 'HEAD' ? undefined : reply.body)
}
