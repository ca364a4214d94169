/** The candidate that `word` was probably meant to be: the same but for hyphens and case, or a slip or two away. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  // Longer than any key can be mistyped: the distance costs the product of both lengths.
  if (word.length > LONGEST) return undefined
  const measured = candidates
    .map((candidate) => ({ candidate, distance: distance(plain(word), plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance)
  const best = measured[0]
  if (best === undefined) return undefined
  return best.distance <= Math.min(2, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined
}

/**
 * The candidates, the likeliest first: those that `word` begins or that begin it ("spring" and "nextjs" mean
 * spring-boot and next), then the rest by how few letters differ. Equally likely ones keep their order.
 */
export function nearestFirst(word: string, candidates: readonly string[]): readonly string[] {
  const meant = plain(word.slice(0, LONGEST))
  const measured = candidates.map((candidate) => {
    const name = plain(candidate)
    const begins = meant.length > 2 && (name.startsWith(meant) || meant.startsWith(name))
    return { candidate, far: begins ? 0 : 1, letters: distance(meant, name) }
  })
  return measured.sort((a, b) => a.far - b.far || a.letters - b.letters).map(({ candidate }) => candidate)
}

const LONGEST = 40

function plain(text: string): string {
  return text.toLowerCase().replace(/[-_. ]/g, '')
}

/** Levenshtein's distance, a swap of neighbours counted as one. */
function distance(from: string, to: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current: number[] = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      const swapped = from[row - 2] === to[column - 1] && from[row - 1] === to[column - 2]
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped && row > 1 && column > 1 ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
        ),
      )
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? 0
}
