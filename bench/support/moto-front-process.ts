import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { serveParent } from './child.ts'

// Stands before moto: counts the calls, and lets ECR's tokens be for the registry of this machine, as the real one's
// are for its own: moto names a host that does not exist.

const [upstream = '', registry = ''] = process.argv.slice(2)
const { hostname, port: upstreamPort } = new URL(upstream)
let calls: string[] = []

async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request)
  const target = String(request.headers['x-amz-target'] ?? `${request.method ?? ''} ${request.url ?? ''}`)
  calls.push(target.replace(/^.*\./, ''))
  const outgoing = send({
    host: hostname,
    port: upstreamPort,
    method: request.method,
    path: request.url,
    headers: request.headers,
  })
  outgoing.end(body)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve)
    outgoing.once('error', reject)
  })
  const text = (await buffer(answer)).toString('utf8')
  const said = text.replace(/"proxyEndpoint": ?"[^"]*"/g, `"proxyEndpoint": "http://${registry}"`)
  const headers = { ...answer.headers }
  delete headers['content-length']
  delete headers['transfer-encoding']
  response.writeHead(answer.statusCode ?? 502, headers)
  response.end(said)
}

const server = createServer((request, response) => {
  pass(request, response).catch(() => response.destroy())
})
const port = await new Promise<number>((resolve) => {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    resolve(typeof address === 'object' && address !== null ? address.port : 0)
  })
})

const api = {
  endpoint: () => `http://127.0.0.1:${port}`,
  /** The operations since the last time this was asked, in their order. */
  take: (): readonly string[] => {
    const taken = calls
    calls = []
    return taken
  },
}

export type MotoFrontApi = typeof api
serveParent(api)
