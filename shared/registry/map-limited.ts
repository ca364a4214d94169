/** Maps values with a bound on how many are worked on at once; results keep the order. The first error stops it. */
export async function mapLimited<T, R>(
  values: readonly T[],
  limit: number,
  work: (value: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  let failed = false
  const worker = async (): Promise<void> => {
    while (next < values.length && !failed) {
      const index = next
      next += 1
      const value = values[index]
      if (value === undefined) continue
      try {
        results[index] = await work(value)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, values.length) }, worker))
  return results
}
