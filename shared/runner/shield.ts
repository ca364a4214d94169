/** A signal that follows another one, until what is under way has to be finished all the same. */
export interface Shielded {
  readonly signal: AbortSignal
  /** From now on the other signal changes nothing. */
  readonly shield: () => void
}

/** @param signal aborted when the job is cancelled */
export function followUntilShielded(signal: AbortSignal): Shielded {
  const own = new AbortController()
  const follow = (): void => {
    own.abort(signal.reason)
  }
  if (signal.aborted) follow()
  else signal.addEventListener('abort', follow, { once: true })
  return {
    signal: own.signal,
    shield: () => {
      signal.removeEventListener('abort', follow)
    },
  }
}
