/** Timers that all end with the sandbox, so that no rollout outlives it. */
export interface Timers {
  readonly after: (milliseconds: number, action: () => void) => void
  readonly stop: () => void
}

export function openTimers(): Timers {
  const pending = new Set<NodeJS.Timeout>()
  return {
    after: (milliseconds, action) => {
      const timer = setTimeout(() => {
        pending.delete(timer)
        action()
      }, milliseconds)
      pending.add(timer)
    },
    stop: () => {
      for (const timer of pending) clearTimeout(timer)
      pending.clear()
    },
  }
}
