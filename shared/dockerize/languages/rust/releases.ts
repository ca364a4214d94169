/** Milliseconds of six weeks: a release of Rust is mended until the next one. Source: doc.rust-lang.org, "Release channels". */
const SIX_WEEKS = 6 * 7 * 24 * 60 * 60 * 1000
const FIRST = Date.UTC(2015, 4, 14)
const YEAR = 365 * 24 * 60 * 60 * 1000

/**
 * The sentence about a release whose successor is more than a year old: compilers are pinned for good reasons, but the
 * standard library that they link in is not mended either. `now` in milliseconds since the epoch.
 */
export function oldRustWarning(version: string, now: number): string | undefined {
  const minor = Number(/^1\.(\d+)/.exec(version)?.[1] ?? Number.NaN)
  if (Number.isNaN(minor)) return undefined
  const successor = FIRST + (minor + 1) * SIX_WEEKS
  if (now - successor < YEAR) return undefined
  return `Rust ${version} has had no fixes since ${new Date(successor).toISOString().slice(0, 10)}.`
}
