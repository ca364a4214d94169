import { setTimeout as timeout } from 'node:timers/promises'

/** Time as a parameter, so that waits take none in tests. All values are milliseconds. */
export interface Clock {
  readonly now: () => number
  /** Rejects with the signal's reason when it is aborted first. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await timeout(milliseconds, undefined, signal ? { signal } : {})
  },
}
