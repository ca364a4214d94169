/** Watches over one request whose bytes may stop coming. */
export interface StallWatch {
  /** Aborted when nothing moved for too long, and when the given signal is. */
  readonly signal: AbortSignal
  /** Passes a stream on; each chunk is a sign of life, and its end is the end of the watch. */
  readonly through: (stream: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>
  readonly end: () => void
}

/**
 * Begins to watch a request. A connection can be dead without either side being told: without this a copy waits for
 * as long as the job may run.
 * @param idleMs how long nothing may move, in milliseconds
 */
export function watchForStall(signal: AbortSignal, idleMs: number): StallWatch {
  const stalled = new AbortController()
  const timer = setTimeout(() => {
    stalled.abort(new Error(`not a byte moved for ${idleMs / 1000} s`))
  }, idleMs)
  // A body that nobody reads must not keep the process.
  timer.unref()
  const end = (): void => {
    clearTimeout(timer)
  }
  return {
    signal: AbortSignal.any([signal, stalled.signal]),
    end,
    through: (stream) =>
      stream.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform: (chunk, controller) => {
            timer.refresh()
            controller.enqueue(chunk)
          },
          flush: end,
        }),
      ),
  }
}
