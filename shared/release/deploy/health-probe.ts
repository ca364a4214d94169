import type { Ports } from '../../runner/ports.ts'
import { answered, type HealthAnswer, redirectedTo, unanswered } from './health-words.ts'

const REDIRECTS = [301, 302, 303, 307, 308]
const MOST_REDIRECTS = 5
// Each question is one of a new visitor: no cache answers it, and no connection leads to the same server again.
const HEADERS = { 'cache-control': 'no-cache', connection: 'close', 'user-agent': 'tinystacks-actions' }

/** An address without its query, which may hold a key. */
export function shownAddress(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

/**
 * Asks an address once, and follows redirects.
 * @param timeout for the answer, redirects included, in milliseconds
 * @throws the signal's reason when the job is cancelled
 */
export async function probe(
  url: string,
  timeout: number,
  { fetch, clock, journal, signal }: Pick<Ports, 'fetch' | 'clock' | 'journal' | 'signal'>,
): Promise<HealthAnswer> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(timeout)])
  let next = url
  for (let redirects = 0; ; redirects += 1) {
    const started = clock.now()
    const record = (status: number | undefined): void => {
      journal.record({
        service: 'health-check',
        action: `GET ${shownAddress(next)}`,
        region: undefined,
        status,
        bytesSent: 0,
        bytesReceived: 0,
        milliseconds: clock.now() - started,
      })
    }
    let response: Response
    try {
      response = await fetch(next, { redirect: 'manual', headers: HEADERS, signal: until })
    } catch (error) {
      record(undefined)
      signal.throwIfAborted()
      return unanswered(error, timeout / 1000)
    }
    record(response.status)
    // What it says is of no use here, and may be of any size.
    await response.body?.cancel().catch(() => undefined)
    if (!REDIRECTS.includes(response.status)) return answered(response.status)
    if (redirects === MOST_REDIRECTS) {
      return redirectedTo(response.status, `after ${MOST_REDIRECTS} redirects`)
    }
    const onward = targetOf(response.headers.get('location'), next)
    if (onward === undefined) return redirectedTo(response.status, 'to no http or https address')
    next = onward
  }
}

function targetOf(location: string | null, from: string): string | undefined {
  if (location === null || !URL.canParse(location, from)) return undefined
  const to = new URL(location, from)
  const isHttp = to.protocol === 'http:' || to.protocol === 'https:'
  return isHttp && to.username === '' && to.password === '' ? to.href : undefined
}
