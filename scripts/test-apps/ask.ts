import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { failure } from './failure.ts'

/** An HTTP answer. */
export interface Answer {
  readonly status: number
  readonly body: string
}

const ATTEMPTS = 10

/**
 * Asks a URL, again where nobody listens yet. By node:http, as fetch lets no one set Host; redirects are not followed.
 * @throws Error where there is no answer
 */
export async function ask(url: string, host: string | undefined, signal: AbortSignal): Promise<Answer> {
  let last: unknown
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await once(url, host, signal)
    } catch (error) {
      last = error
      await sleep(300, undefined, { signal })
    }
  }
  throw failure('it is healthy, but does not answer from outside', String(last), last)
}

async function once(url: string, host: string | undefined, signal: AbortSignal): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { signal, timeout: 15_000, headers: host === undefined ? {} : { host } }
    const request = get(url, options, resolve)
    request.once('error', reject)
    request.once('timeout', () => {
      request.destroy(new Error('no answer in 15 s'))
    })
  })
  return { status: response.statusCode ?? 0, body: await text(response) }
}
