/** A value and where it came from: what the summary, the `plan` output and the Dockerfile's comments are made of. */
export interface Found<T> extends Origin {
  readonly value: T
  /** What else was there to be taken and was not, the strongest first. */
  readonly considered?: readonly Considered[]
}

/** Where a value came from. */
interface Origin {
  /** Relative to the workspace; absent where no file says so (an input, a default). */
  readonly file?: string
  /** Counted from 1. */
  readonly line?: number
  /** Why this value, where no file speaks for itself: `default`, `the input "port"`. */
  readonly why?: string
}

/** A value that lost against another. */
export interface Considered extends Origin {
  readonly value: string
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

/** The first candidate that is there, the strongest first; it remembers the others, so that a plan can tell them. */
export function choose<T>(candidates: readonly (Found<T> | undefined)[]): Found<T> | undefined {
  const [first, ...others] = candidates.filter((candidate) => candidate !== undefined)
  if (first === undefined) return undefined
  const considered = [...(first.considered ?? []), ...others.flatMap(lost)]
  return considered.length === 0 ? first : { ...first, considered }
}

/** A candidate as one that lost, and what it had won over before. */
function lost({ value, considered = [], ...origin }: Found<unknown>): readonly Considered[] {
  const text = Array.isArray(value) ? value.join(' ') : String(value)
  return [{ ...origin, value: text }, ...considered]
}

/** A warning about the place where a value was found. */
export function warningAt({ file, line }: Found<unknown>, text: string): Warning {
  return { text, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) }
}

/** For people: `package.json:12`, or the reason, or both. */
export function originOf(found: Origin): string {
  if (found.file === undefined) return found.why ?? 'default'
  const place = found.line === undefined ? found.file : `${found.file}:${found.line}`
  return found.why === undefined ? place : `${place}, ${found.why}`
}
