import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { Readable, pipeline } from 'node:stream'
import type { Http, HttpRequest } from './http.ts'

// A copy holds one connection for each blob and repository it works on; see BLOBS_AT_ONCE of the copy.
const MOST_CONNECTIONS_PER_HOST = 64
const POOL = { keepAlive: true, maxSockets: MOST_CONNECTIONS_PER_HOST, scheduling: 'lifo' } as const

/**
 * HTTP over `node:http`, with a pool of connections for each host that are used again. `fetch` is not used: undici 7
 * holds in memory what a connection has not taken yet of a streamed body, so that sending a layer of 1 GB takes 1 GB.
 */
export function nodeHttp(): Http {
  const plain = new HttpAgent(POOL)
  const secure = new HttpsAgent(POOL)
  return async (request) => {
    request.signal.throwIfAborted()
    const { method, url, signal } = request
    const headers = headersOf(request)
    const sent =
      url.protocol === 'https:'
        ? requestHttps(url, { method, headers, signal, agent: secure })
        : requestHttp(url, { method, headers, signal, agent: plain })
    const answer = await answerOf(sent, request)
    return {
      status: answer.statusCode ?? 0,
      header: (name) => answer.headersDistinct[name]?.[0],
      body: answer,
    }
  }
}

function headersOf({ headers, body }: HttpRequest): Readonly<Record<string, string>> {
  return body instanceof Uint8Array ? { 'content-length': String(body.byteLength), ...headers } : headers
}

async function answerOf(sent: ClientRequest, { body, signal }: HttpRequest): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    // It stays: what breaks after the answer is told by the answer's own stream.
    sent.on('error', (error) => {
      reject(signal.aborted && signal.reason instanceof Error ? signal.reason : error)
    })
    // A switch of protocols that nobody asked for ends without an answer and without an error.
    sent.once('close', () => {
      reject(new Error('the connection was closed without an answer'))
    })
    sent.once('response', (answer) => {
      // A server may refuse before it has read everything; then its answer counts, and the rest is not sent.
      answer.once('end', () => {
        if (!sent.writableFinished) sent.destroy()
      })
      resolve(answer)
    })
    if (body instanceof Readable) {
      pipeline(body, sent, (error) => {
        if (error) reject(error)
      })
      return
    }
    sent.end(body)
  })
}
