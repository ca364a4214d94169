/**
 * A signal that also ends a request on which nothing moves. A connection can be dead without either side being told:
 * without this a copy waits for as long as the job may run.
 */
export interface IdleWatch {
  /** Aborted when nothing moved for too long, and when the given signal is. */
  readonly signal: AbortSignal
  /** From now on the other side has so many milliseconds. */
  readonly expect: (milliseconds: number) => void
  /** Nothing is expected of the other side until the next `expect`. */
  readonly rest: () => void
}

/** Begins to watch a request, of which nothing is expected yet. */
export function watchForIdle(signal: AbortSignal): IdleWatch {
  const idle = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const rest = (): void => {
    clearTimeout(timer)
  }
  return {
    signal: AbortSignal.any([signal, idle.signal]),
    rest,
    expect: (milliseconds) => {
      rest()
      // It keeps no process alive: a request that is given up does not have to be waited for.
      timer = setTimeout(() => {
        idle.abort(idleError(milliseconds))
      }, milliseconds).unref()
    },
  }
}

/** What is said of a connection on which nothing moved for so many milliseconds. */
export function idleError(milliseconds: number): Error {
  return new Error(`not a byte moved for ${milliseconds / 1000} s`)
}

/**
 * Passes chunks on; each has so many milliseconds to come. How long the reader takes between them does not count: it
 * may wait for a slower destination.
 */
export async function* watchedChunks(
  body: AsyncIterable<Uint8Array>,
  watch: IdleWatch,
  idleMs: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    watch.expect(idleMs)
    for await (const chunk of body) {
      watch.rest()
      yield chunk
      watch.expect(idleMs)
    }
  } finally {
    watch.rest()
  }
}
