import {
  Agent as HttpAgent,
  type AgentOptions,
  type ClientRequest,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { messageOf } from '../errors.ts'
import { download } from './download.ts'
import type { Env } from './env.ts'
import type { Http, HttpRequest, HttpResponse } from './http.ts'

// A copy holds one connection for each blob and repository it works on; see BLOBS_AT_ONCE of the copy.
const MOST_CONNECTIONS_PER_HOST = 64
// A connection of its own, which cannot be used again, is worth it from here on.
const LARGE = 4 * 1024 * 1024

/**
 * HTTP over `node:http`, with a pool of connections for each host that are used again. `fetch` is not used: undici 7
 * holds in memory what a connection has not taken yet of a streamed body, so that sending a layer of 1 GB takes 1 GB.
 * Large answers take `download`, which takes half the time of the processor, and no memory to speak of.
 */
export function nodeHttp(env: Env): Http {
  const pool = poolOf(env)
  const plain = new HttpAgent(pool)
  const secure = new HttpsAgent(pool)
  return async (request) => {
    request.signal.throwIfAborted()
    const { method, url, signal, expectedBytes = 0 } = request
    if (method === 'GET' && expectedBytes >= LARGE && !usesProxy(env)) {
      const response = await download(request)
      if (response !== undefined) return response
    }
    const headers = headersOf(request)
    const sent =
      url.protocol === 'https:'
        ? requestHttps(url, { method, headers, signal, agent: secure })
        : requestHttp(url, { method, headers, signal, agent: plain })
    return toResponse(await answerOf(sent, request))
  }
}

function poolOf(env: Env): AgentOptions {
  const pool = { keepAlive: true, maxSockets: MOST_CONNECTIONS_PER_HOST, scheduling: 'lifo' } as const
  return usesProxy(env) ? { ...pool, proxyEnv: { ...env } } : pool
}

/** Source: Node.js documentation, CLI, NODE_USE_ENV_PROXY: HTTP_PROXY, HTTPS_PROXY and NO_PROXY count only with it. */
function usesProxy(env: Env): boolean {
  return env['NODE_USE_ENV_PROXY'] === '1'
}

function headersOf({ headers, body }: HttpRequest): Readonly<Record<string, string>> {
  return body instanceof Uint8Array ? { 'content-length': String(body.byteLength), ...headers } : headers
}

function toResponse(answer: IncomingMessage): HttpResponse {
  return {
    status: answer.statusCode ?? 0,
    header: (name) => answer.headersDistinct[name]?.[0],
    body: answer,
  }
}

async function answerOf(sent: ClientRequest, { body, signal }: HttpRequest): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      const reason: unknown = signal.aborted ? signal.reason : error
      reject(reason instanceof Error ? reason : new Error(messageOf(reason)))
    }
    // It stays: what breaks after the answer is told by the answer's own stream.
    sent.on('error', fail)
    // A switch of protocols that nobody asked for ends without an answer and without an error.
    sent.once('close', () => {
      fail(new Error('the connection was closed without an answer'))
    })
    sent.once('response', (answer) => {
      // A server may refuse before it has read everything; then its answer counts, and the rest is not sent.
      answer.once('end', () => {
        if (!sent.writableFinished) sent.destroy()
      })
      resolve(answer)
    })
    if (body === undefined || body instanceof Uint8Array) {
      sent.end(body)
      return
    }
    send(body, sent).catch((error: unknown) => {
      sent.destroy()
      fail(error)
    })
  })
}

async function send(body: AsyncIterable<Uint8Array>, sent: ClientRequest): Promise<void> {
  for await (const chunk of body) {
    await new Promise<void>((resolve, reject) => {
      const closed = (): void => {
        reject(new Error('the connection was closed'))
      }
      sent.once('close', closed)
      sent.write(chunk, (error) => {
        sent.off('close', closed)
        if (error) reject(error)
        else resolve()
      })
    })
  }
  sent.end()
}
