import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createRawServer, type Server } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { HttpResponse } from '../../../shared/runner/http.ts'
import { nodeHttp } from '../../../shared/runner/node-http.ts'

const CHUNK = 65_536
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listen(server: Server): Promise<URL> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<URL> {
  return await listen(createServer(answer))
}

/** Counts what is taken from it. */
function stream(chunks: number): { readonly body: Readable; readonly given: () => number } {
  let given = 0
  const body = new Readable({
    highWaterMark: CHUNK,
    read() {
      given += 1
      this.push(given > chunks ? null : Buffer.alloc(CHUNK))
    },
  })
  return { body, given: () => given }
}

const never = new AbortController().signal
const text = async ({ body }: HttpResponse): Promise<string> =>
  Buffer.concat(await Array.fromAsync(body)).toString()

describe('nodeHttp', () => {
  it('sends a stream whole, with its length and not in chunks', async () => {
    const url = await serve((request, response) => {
      let size = 0
      request.on('data', (chunk: Buffer) => (size += chunk.byteLength))
      request.on('end', () => response.end(`${size} ${request.headers['transfer-encoding'] ?? 'whole'}`))
    })
    const headers = { 'content-length': String(20 * CHUNK) }
    const { body } = stream(20)
    expect(await text(await nodeHttp({})({ method: 'PUT', url, headers, body, signal: never }))).toBe(
      `${20 * CHUNK} whole`,
    )
  })

  it('takes no more of a stream than the other side does', async () => {
    // Below HTTP, whose parser reads on by itself.
    const url = await listen(createRawServer((socket) => socket.on('error', () => undefined).pause()))
    const { body, given } = stream(10_000)
    const cancel = new AbortController()
    const headers = { 'content-length': String(10_000 * CHUNK) }
    const sending = nodeHttp({})({ method: 'PUT', url, headers, body, signal: cancel.signal })
    await sleep(300)
    // What the kernel takes for both ends of a connection on loopback.
    expect(given() * CHUNK).toBeLessThan(64 * 1024 * 1024)
    const soon = given()
    await sleep(200)
    expect(given()).toBe(soon)
    cancel.abort(new Error('enough'))
    await expect(sending).rejects.toThrow('enough')
  })

  it('gives an early refusal, and sends no more', async () => {
    const url = await serve((_, response) =>
      response.writeHead(413, { connection: 'close' }).end('too large'),
    )
    const { body, given } = stream(100_000)
    const headers = { 'content-length': String(100_000 * CHUNK) }
    const answer = await nodeHttp({})({ method: 'PUT', url, headers, body, signal: never })
    expect([answer.status, await text(answer)]).toStrictEqual([413, 'too large'])
    await sleep(50)
    expect(body.destroyed).toBe(true)
    expect(given()).toBeLessThan(10_000)
  })

  it('uses a connection again', async () => {
    const ports = new Set<number | undefined>()
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('x')
    })
    const http = nodeHttp({})
    for (let count = 0; count < 3; count += 1)
      await text(await http({ method: 'GET', url, headers: {}, signal: never }))
    expect(ports.size).toBe(1)
  })

  it('follows no redirect', async () => {
    const url = await serve((_, response) => response.writeHead(307, { location: '/elsewhere' }).end())
    const answer = await nodeHttp({})({ method: 'GET', url, headers: {}, signal: never })
    expect([answer.status, answer.header('location')]).toStrictEqual([307, '/elsewhere'])
    expect(await text(answer)).toBe('')
  })

  it.each([
    ['is reset', (response: ServerResponse) => response.socket?.resetAndDestroy()],
    ['ends too early', (response: ServerResponse) => response.socket?.end()],
  ])('fails when the answer %s', async (_, breakOff) => {
    const url = await serve((__, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half')
      setTimeout(() => breakOff(response), 20)
    })
    const answer = await nodeHttp({})({ method: 'GET', url, headers: {}, signal: never })
    await expect(text(answer)).rejects.toThrow(/aborted|ECONNRESET|terminated/)
  })

  it('fails when nobody listens', async () => {
    const url = await serve(() => undefined)
    servers.pop()?.close()
    await expect(nodeHttp({})({ method: 'GET', url, headers: {}, signal: never })).rejects.toThrow(
      'ECONNREFUSED',
    )
  })

  it('ends with the reason of the signal, before and while the answer comes', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/slow') response.writeHead(200, { 'content-length': '10' }).write('x')
    })
    const http = nodeHttp({})
    const before = new AbortController()
    const waiting = http({ method: 'GET', url, headers: {}, signal: before.signal })
    before.abort(new Error('cancelled'))
    await expect(waiting).rejects.toThrow('cancelled')
    const during = new AbortController()
    const answer = await http({
      method: 'GET',
      url: new URL('/slow', url),
      headers: {},
      signal: during.signal,
    })
    during.abort(new Error('cancelled'))
    await expect(text(answer)).rejects.toThrow()
  })
})
