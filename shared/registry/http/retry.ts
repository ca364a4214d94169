/** Retries that a whole action may still make. A failure that lasts must not be met by thousands of requests. */
export interface RetryBudget {
  /** Takes one; false when there is none left. */
  readonly take: () => boolean
}

const FIRST_DELAY_MS = 200
const LONGEST_DELAY_MS = 8_000
const LONGEST_RETRY_AFTER_MS = 30_000

/** A budget of so many retries, over all requests together. */
export function retryBudget(retries = 200): RetryBudget {
  let left = retries
  return {
    take: () => {
      left -= 1
      return left >= 0
    },
  }
}

/** True for an answer that another attempt may change: a timeout, a throttled or a failed request. */
export function mayPass(status: number): boolean {
  return status === 408 || status === 429 || status >= 500
}

/**
 * How long to wait before another attempt, in milliseconds: full jitter, so that many jobs which were throttled
 * together do not come back together.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 * @param attempt that failed, counted from 1
 */
export function backoff(attempt: number, random = Math.random): number {
  return random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt)
}

/**
 * What `Retry-After` says, in milliseconds and bounded; undefined for a header that says nothing.
 * Source: RFC 9110, 10.2.3: seconds or a date.
 * @param now milliseconds since the epoch
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const milliseconds = millisecondsIn(header, now)
  if (!Number.isFinite(milliseconds)) return undefined
  return Math.min(Math.max(milliseconds, 0), LONGEST_RETRY_AFTER_MS)
}

// `Date.parse` alone takes almost anything for a date, -1 for example.
function millisecondsIn(header: string, now: number): number {
  if (/^\d+$/.test(header)) return Number(header) * 1000
  return /^[A-Z][a-z]+, .* GMT$/.test(header) ? Date.parse(header) - now : NaN
}
