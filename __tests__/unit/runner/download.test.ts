import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { download } from '../../../shared/runner/download.ts'
import { nodeHttp } from '../../../shared/runner/node-http.ts'
import type { HttpResponse } from '../../../shared/runner/http.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listen(server: Server, scheme = 'http'): Promise<URL> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return new URL(`${scheme}://localhost:${(server.address() as AddressInfo).port}/v2/app?x=1`)
}

/** A server that answers with bytes as they are given, once it has the request. */
async function answering(answer: (socket: Socket, request: string) => void): Promise<URL> {
  return await listen(
    createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', (request) => {
        answer(socket, request.toString())
      })
    }),
  )
}

const never = new AbortController().signal
const get = async (url: URL, signal = never): Promise<HttpResponse | undefined> =>
  await download({ method: 'GET', url, headers: { authorization: 'Basic x' }, expectedBytes: 1e9, signal })

/** Copied, because a chunk is overwritten once the next one is asked for. */
async function bytesOf(response: HttpResponse | undefined): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of response?.body ?? []) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts)
}

const pattern = (size: number): Buffer =>
  Buffer.from(Array.from({ length: size }, (_, at) => (at * 7 + (at >> 8)) % 251))

describe('download', () => {
  it('asks as HTTP does, and gives status, headers and body', async () => {
    let asked = ''
    const url = await answering((socket, request) => {
      asked = request
      socket.end(
        'HTTP/1.1 206 Partial Content\r\nContent-Length: 4\r\nContent-Range:  bytes 3-6/7 \r\n\r\nfour',
      )
    })
    const response = await get(url)
    expect(asked).toBe(
      `GET /v2/app?x=1 HTTP/1.1\r\nauthorization: Basic x\r\nhost: ${url.host}\r\nconnection: close\r\n\r\n`,
    )
    expect([response?.status, response?.header('content-range')]).toStrictEqual([206, 'bytes 3-6/7'])
    expect((await bytesOf(response)).toString()).toBe('four')
  })

  it('gives every byte to a slow reader, in pieces of any size', async () => {
    const body = pattern(3_000_000)
    const url = await answering((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-le')
      setTimeout(() => socket.end(Buffer.concat([Buffer.from(`ngth: ${body.length}\r\n\r\n`), body])), 20)
    })
    const parts: Buffer[] = []
    let count = 0
    for await (const chunk of (await get(url))?.body ?? []) {
      count += 1
      if (count % 5 === 0) await sleep(2)
      parts.push(Buffer.from(chunk))
    }
    expect(Buffer.concat(parts).equals(body)).toBe(true)
  })

  it('reads no more than the reader takes', async () => {
    let sent = 0
    const url = await answering((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000000\r\n\r\n')
      const more = (): void => {
        while (socket.write(Buffer.alloc(65_536))) sent += 65_536
      }
      socket.on('drain', more)
      more()
    })
    const response = await get(url)
    for await (const chunk of response?.body ?? []) {
      expect(chunk.byteLength).toBeGreaterThan(0)
      await sleep(200)
      // What the kernel takes for both ends of a connection on loopback.
      expect(sent).toBeLessThan(64 * 1024 * 1024)
      const soon = sent
      await sleep(100)
      expect(sent).toBe(soon)
      break
    }
  })

  it('takes an answer after 100 Continue, and no more of it than its length', async () => {
    const url = await answering((socket) => {
      socket.end('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabcdef')
    })
    expect((await bytesOf(await get(url))).toString()).toBe('abc')
  })

  it.each([
    ['in chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n'],
    ['without a length', 'HTTP/1.1 200 OK\r\n\r\nabc'],
  ])('leaves an answer %s to others', async (_, answer) => {
    const url = await answering((socket) => socket.end(answer))
    expect(await get(url)).toBeUndefined()
    const response = await nodeHttp({})({
      method: 'GET',
      url,
      headers: {},
      expectedBytes: 1e9,
      signal: never,
    })
    expect((await bytesOf(response)).toString()).toBe('abc')
  })

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n', /no HTTP/],
    ['a header that is none', 'HTTP/1.1 200 OK\r\n: x\r\n\r\n', /no HTTP/],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', /two lengths/],
    ['nothing', '', /without an answer/],
    ['a header without end', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(200_000)}`, /too long/],
  ])('fails for %s', async (_, answer, why) => {
    const url = await answering((socket) => socket.end(answer))
    await expect(get(url)).rejects.toThrow(why)
  })

  it.each([
    ['ends', (socket: Socket) => socket.end()],
    ['is reset', (socket: Socket) => socket.resetAndDestroy()],
  ])('fails when the connection %s before the end', async (_, breakOff) => {
    const url = await answering((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', () =>
        setTimeout(breakOff, 20, socket),
      )
    })
    await expect(bytesOf(await get(url))).rejects.toThrow(/before the end|ECONNRESET|closed/)
  })

  it('fails when nobody listens', async () => {
    const url = await answering(() => undefined)
    servers.pop()?.close()
    await expect(get(url)).rejects.toThrow('ECONNREFUSED')
  })

  it('ends with the reason of the signal, before and while the answer comes', async () => {
    const url = await answering((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'))
    const silent = await answering(() => undefined)
    const before = new AbortController()
    const waiting = get(silent, before.signal)
    setTimeout(() => {
      before.abort(new Error('cancelled'))
    }, 30)
    await expect(waiting).rejects.toThrow('cancelled')
    const during = new AbortController()
    const response = await get(url, during.signal)
    setTimeout(() => {
      during.abort(new Error('cancelled'))
    }, 30)
    await expect(bytesOf(response)).rejects.toThrow('cancelled')
  })

  it('verifies the certificate of the other side', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'download-'))
    const [key, certificate] = [join(folder, 'key'), join(folder, 'certificate')]
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1']
    const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    execFileSync('openssl', ['req', '-x509', ...kind, ...name, '-keyout', key, '-out', certificate], {
      stdio: 'ignore',
    })
    const body = pattern(1_000_000)
    const options = { key: readFileSync(key), cert: readFileSync(certificate) }
    const url = await listen(
      createHttps(options, (_, response) => response.end(body)),
      'https',
    )
    await expect(get(url)).rejects.toThrow(/self-signed/)
    // What is trusted is read when a process starts.
    const module = join(import.meta.dirname, '../../../shared/runner/download.ts')
    const script = `
      const { download } = await import(${JSON.stringify(module)})
      const url = new URL(process.argv[1])
      const response = await download({ method: 'GET', url, headers: {}, signal: new AbortController().signal })
      const hash = (await import('node:crypto')).createHash('sha256')
      for await (const chunk of response.body) { hash.update(chunk); await new Promise((next) => setTimeout(next, 1)) }
      console.log(hash.digest('hex'))`
    const { spawn } = await import('node:child_process')
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, url.href], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const printed = Buffer.concat(await Array.fromAsync(child.stdout as AsyncIterable<Buffer>))
      .toString()
      .trim()
    const { createHash } = await import('node:crypto')
    expect(printed).toBe(createHash('sha256').update(body).digest('hex'))
    rmSync(folder, { recursive: true })
  })
})
