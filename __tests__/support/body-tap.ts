import { request as requestHttp, type IncomingMessage } from 'node:http'
import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { listen } from '../../sandbox/wire/http.ts'

/** A point in the middle of a body: the nth that passes from now on, after this share (0 to 1) of its bytes. */
interface MiddleOfBody {
  readonly nth: number
  readonly share: number
  /** What happens there. Nothing more of the body passes. */
  readonly then: () => void
}

/** Proxies before registries, which stop in the middle of a blob on its way up or down. */
export interface BodyTaps {
  /** By region, to use in place of the registries' own hosts. */
  readonly hosts: Readonly<Record<string, string>>
  /** undefined: everything passes. */
  readonly stopIn: (point: MiddleOfBody | undefined) => void
  readonly close: () => Promise<void>
}

// For the half that came down to be on its way up.
const FLOW_MS = 5

/**
 * Opens a proxy before each registry, and one before the store that they redirect downloads to.
 * @param registries hosts by region
 */
export async function openBodyTaps(registries: Readonly<Record<string, string>>): Promise<BodyTaps> {
  let point: MiddleOfBody | undefined
  let seen = 0
  let storeOrigin = ''
  const pour = async (from: IncomingMessage, to: Writable, isBlob: boolean): Promise<void> => {
    if (isBlob) seen += 1
    const here = isBlob && seen === point?.nth ? point : undefined
    let left =
      here === undefined ? Infinity : Math.floor(Number(from.headers['content-length'] ?? 0) * here.share)
    for await (const chunk of from) {
      if (!Buffer.isBuffer(chunk)) continue
      to.write(chunk.subarray(0, left))
      left -= chunk.length
      if (left > 0) continue
      await sleep(FLOW_MS)
      here?.then()
      to.destroy()
      return
    }
    to.end()
  }
  const forward = async (from: IncomingMessage, url: string, isUpload: boolean): Promise<IncomingMessage> => {
    const onward = requestHttp(url, { method: from.method, headers: from.headers })
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      onward.once('response', resolve).on('error', reject)
    })
    await Promise.all([answer, pour(from, onward, isUpload)])
    return await answer
  }
  const store = await listen(async (request, response) => {
    try {
      const answer = await forward(request, `${storeOrigin}${request.url ?? ''}`, false)
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      await pour(answer, response, answer.statusCode === 200)
    } catch {
      // One of the two ends has gone.
      response.destroy()
    }
  })
  const taps = Object.entries(registries).map(async ([region, host]) => {
    const tap = await listen(async (request, response) => {
      try {
        const isUpload = request.method === 'PUT' && (request.url ?? '').includes('/blobs/uploads/')
        const answer = await forward(request, `http://${host}${request.url ?? ''}`, isUpload)
        const { location } = answer.headers
        if (answer.statusCode === 307 && location !== undefined) {
          const real = new URL(location)
          storeOrigin = real.origin
          answer.headers.location = `${store.url}${real.pathname}${real.search}`
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        await pour(answer, response, false)
      } catch {
        response.destroy()
      }
    })
    return [region, tap] as const
  })
  const opened = await Promise.all(taps)
  return {
    hosts: Object.fromEntries(opened.map(([region, { host }]) => [region, host])),
    stopIn: (at) => {
      point = at
      seen = 0
    },
    close: async () => {
      await Promise.all([
        store.close(),
        ...opened.map(async ([, { close }]) => {
          await close()
        }),
      ])
    },
  }
}
