/** A value and where it came from: what the summary, the `plan` output and the Dockerfile's comments are made of. */
export interface Found<T> {
  readonly value: T
  /** Relative to the workspace; absent where no file says so (an input, a default). */
  readonly file?: string
  /** Counted from 1. */
  readonly line?: number
  /** Why this value, where no file speaks for itself: `default`, `the input "port"`. */
  readonly why?: string
}

/** Something the user ought to know; never a reason to stop. */
export interface Warning {
  readonly text: string
  readonly file?: string
  readonly line?: number
}

/** A value that an input of the action gave: it wins over everything found. */
export function fromInput<T>(value: T, input: string): Found<T> {
  return { value, why: `the input "${input}"` }
}

/** The same origin with another value. */
export function withValue<T>(origin: Found<unknown>, value: T): Found<T> {
  return { ...origin, value }
}

/** For people: `package.json:12`, or the reason, or both. */
export function originOf(found: Found<unknown>): string {
  if (found.file === undefined) return found.why ?? 'default'
  const place = found.line === undefined ? found.file : `${found.file}:${found.line}`
  return found.why === undefined ? place : `${place}, ${found.why}`
}
