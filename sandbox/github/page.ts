/** A page of a list, as `per_page` and `page` ask for it. Source: GitHub REST API, "Using pagination": 30, at most 100. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams): T[] {
  const size = Math.min(100, wholeNumber(query.get('per_page'), 30))
  const start = (wholeNumber(query.get('page'), 1) - 1) * size
  return items.slice(start, start + size)
}

function wholeNumber(text: string | null, fallback: number): number {
  return text !== null && /^[1-9]\d*$/.test(text) ? Number(text) : fallback
}
