/** Answers for a key what was made for it before, as long as it is kept. */
export type Cache<T> = (key: string, make: () => T) => T

/** Keeps texts that were read, by path, as many as fit in a number of bytes: the oldest is forgotten first. */
export function textCache(bytes: number): Cache<string | undefined> {
  // Two bytes a character at most, and a little for the entry.
  return boundedCache(bytes, (text) => 2 * (text?.length ?? 0) + 100)
}

/** Keeps values up to a sum of costs: the oldest is forgotten first. What costs more than all is kept by itself. */
export function boundedCache<T>(limit: number, costOf: (value: T) => number): Cache<T> {
  const entries = new Map<string, { readonly value: T; readonly cost: number }>()
  let kept = 0
  return (key, make) => {
    const known = entries.get(key)
    if (known !== undefined) return known.value
    const value = make()
    const cost = costOf(value)
    kept += cost
    entries.set(key, { value, cost })
    for (const [oldest, old] of entries) {
      if (kept <= limit || entries.size === 1) break
      kept -= old.cost
      entries.delete(oldest)
    }
    return value
  }
}
