/**
 * Remembers what a function of something that never changes gave, as long as that is there: the modules of a large build
 * are asked one after another, and each needs what all the others are.
 */
export function remembered<Key extends object, T>(
  make: (key: Key, name: string) => T,
): (key: Key, name: string) => T {
  const all = new WeakMap<Key, Map<string, T>>()
  return (key, name) => {
    const known = all.get(key) ?? new Map<string, T>()
    all.set(key, known)
    const before = known.get(name)
    if (before !== undefined) return before
    const made = make(key, name)
    known.set(name, made)
    return made
  }
}
