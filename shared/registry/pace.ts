import type { Clock } from '../runner/clock.ts'

/** Waits for one's turn. */
export type Pace = (signal: AbortSignal) => Promise<void>

/**
 * A token bucket: so many calls at once, and then so many a second, in the order in which they came.
 * @param burst calls that need not wait
 * @param perSecond calls a second after those
 */
export function openPace(clock: Clock, burst: number, perSecond: number): Pace {
  // The time at which the bucket is full again.
  let full = -Infinity
  const each = 1000 / perSecond
  return async (signal) => {
    const now = clock.now()
    full = Math.max(full, now) + each
    const wait = full - now - burst * each
    if (wait > 0) await clock.sleep(wait, signal)
  }
}
