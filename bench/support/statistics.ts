/**
 * The middle value; the mean of the two middle ones of an even number. Undefined of nothing, so that what was not
 * measured never looks like 0.
 */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined || sorted.length % 2 === 1) return upper
  const lower = sorted[middle - 1]
  return lower === undefined ? upper : (lower + upper) / 2
}

/** The smallest value: of work that only this machine bounds, as what else it does can only add. Undefined of nothing. */
export function fastest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values)
}

/** The difference of two medians; undefined where one of them is. */
export function added(without: readonly number[], withIt: readonly number[]): number | undefined {
  const [from, to] = [median(without), median(withIt)]
  return from === undefined || to === undefined ? undefined : to - from
}

/**
 * The order of one round: the list turned by the round's number, so that in so many rounds as there are entries each
 * comes first once, and none always runs in the warmth that another one left.
 */
export function turned<T>(entries: readonly T[], round: number): readonly T[] {
  if (entries.length === 0) return []
  const by = round % entries.length
  return [...entries.slice(by), ...entries.slice(0, by)]
}
