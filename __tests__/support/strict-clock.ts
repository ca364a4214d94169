import { request as requestHttp } from 'node:http'
import { listen, type Listening } from '../../sandbox/wire/http.ts'

// Source: Signature Version 4, "Troubleshooting": a signature is good for five minutes.
const TOLERATED_MS = 5 * 60_000

/**
 * Opens a proxy before the sandbox's AWS that refuses, as AWS does, what was signed at another time than now. Its answers
 * carry the time in `Date`, from which the SDK learns how far its own clock is off.
 * @param endpoint the sandbox's `http://127.0.0.1:PORT`
 */
export async function openStrictClock(
  endpoint: string,
): Promise<Listening & { readonly refused: () => number }> {
  let refused = 0
  const listening = await listen(async (request, response) => {
    const signed = timeOf(request.headers['x-amz-date'])
    if (signed !== undefined && Math.abs(signed - Date.now()) > TOLERATED_MS) {
      refused += 1
      const message = `Signature expired: ${new Date(signed).toISOString()} is now earlier than ${new Date().toISOString()}`
      const type = 'InvalidSignatureException'
      response.writeHead(403, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': type })
      response.end(JSON.stringify({ __type: type, message }))
      return
    }
    await new Promise<void>((resolve, reject) => {
      const { method, headers, url = '/' } = request
      const onward = requestHttp(`${endpoint}${url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        resolve()
      })
      onward.once('error', reject)
      request.pipe(onward)
    })
  })
  return { ...listening, refused: () => refused }
}

/** `20261125T101500Z` as milliseconds. */
function timeOf(header: string | string[] | undefined): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(String(header))
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second] = parts
  return Date.parse(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`,
  )
}

/** The NODE_OPTIONS that shift the clock of a Node process by so many milliseconds. */
export function shiftedClock(milliseconds: number): string {
  const preload = `
    const now = Date.now
    Date.now = () => now() + ${milliseconds}
    globalThis.Date = class extends Date {
      constructor(...given) {
        super(...(given.length === 0 ? [Date.now()] : given))
      }
    }`
  return `--import=data:text/javascript,${encodeURIComponent(preload)}`
}
