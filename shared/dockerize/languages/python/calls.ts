/** A call in Python source, its arguments as they are written. */
export interface Call {
  /** Where it starts in the text. */
  readonly index: number
  readonly positional: readonly string[]
  readonly named: ReadonlyMap<string, string>
}

// No file has more of a kind that would tell something; what has more of them is made to cost time.
const MOST = 300

/** The first calls that a pattern finds; it has the flag `g`, and ends with the opening bracket. */
export function callsOf(text: string, opening: RegExp): readonly Call[] {
  return [...text.matchAll(opening)].slice(0, MOST).map(({ index, 0: match }) => {
    const positional: string[] = []
    const named = new Map<string, string>()
    for (const argument of elements(text, index + match.length)) {
      const keyword = /^(\w+)\s*=(?!=)\s*([\s\S]*)$/.exec(argument)
      if (keyword?.[1] === undefined) positional.push(argument)
      else named.set(keyword[1], keyword[2] ?? '')
    }
    return { index, positional, named }
  })
}

/** What stands between commas up to the bracket that closes the one before `start`. */
export function elements(text: string, start: number): readonly string[] {
  const found: string[] = []
  let depth = 0
  let from = start
  let quote: string | undefined
  // Source that never closes a bracket is broken; it must not cost its whole length again for each call.
  const end = Math.min(text.length, start + 10_000)
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at)
    if (quote !== undefined) {
      if (character === '\\') at += 1
      else if (character === quote) quote = undefined
    } else if (character === '"' || character === "'") quote = character
    else if ('([{'.includes(character)) depth += 1
    else if (')]}'.includes(character)) {
      depth -= 1
      if (depth < 0) return [...found, text.slice(from, at)].map((part) => part.trim()).filter(Boolean)
    } else if (character === ',' && depth === 0) {
      found.push(text.slice(from, at))
      from = at + 1
    }
  }
  return found.map((part) => part.trim()).filter(Boolean)
}

/** The text of a plain string literal, or undefined for any other expression. */
export function literal(expression: string | undefined): string | undefined {
  const match = /^[rbu]?(?:"([^"\\]*)"|'([^'\\]*)')$/i.exec(expression?.trim() ?? '')
  return match === null ? undefined : (match[1] ?? match[2] ?? '')
}
