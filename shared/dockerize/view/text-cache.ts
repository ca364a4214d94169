/** Keeps texts that were read, by path, as many as fit in a number of bytes: the oldest is forgotten first. */
export function textCache(
  bytes: number,
): (path: string, read: () => string | undefined) => string | undefined {
  const texts = new Map<string, string | undefined>()
  let kept = 0
  return (path, read) => {
    if (texts.has(path)) return texts.get(path)
    const text = read()
    // Two bytes a character at most, and a little for the entry.
    kept += 2 * (text?.length ?? 0) + 100
    texts.set(path, text)
    for (const [oldest, old] of texts) {
      if (kept <= bytes) break
      kept -= 2 * (old?.length ?? 0) + 100
      texts.delete(oldest)
    }
    return text
  }
}
