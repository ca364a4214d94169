interface Syntax {
  /** What begins a comment that ends with the line. */
  readonly line: readonly string[]
  /** What stands around a comment of several lines. */
  readonly block?: readonly [string, string]
  readonly quotes: readonly string[]
}

const C: Syntax = { line: ['//'], block: ['/*', '*/'], quotes: ['"', "'", '`'] }
const HASH: Syntax = { line: ['#'], quotes: ['"""', "'''", '"', "'"] }
const SYNTAXES: readonly (readonly [RegExp, Syntax])[] = [
  [/\.(?:[cm]?[jt]sx?|java|kts?|groovy|scala|cs|go)$/, C],
  // Its single quotes are letters and lifetimes.
  [/\.rs$/, { ...C, quotes: ['"'] }],
  [/\.php$/, { ...C, line: ['//', '#'] }],
  [/\.(?:py|rb|ru|exs?|ya?ml|toml)$/, HASH],
]

/**
 * The text of a source file with blanks in place of its comments, so that places stay where they are.
 * PHP's `#[` begins an attribute.
 */
export function withoutComments(path: string, text: string): string {
  const syntax = SYNTAXES.find(([ending]) => ending.test(path))?.[1]
  if (syntax === undefined) return text
  const { line, block, quotes } = syntax
  const kept: string[] = []
  let start = 0
  let index = 0
  const blank = (end: number): void => {
    kept.push(text.slice(start, index), text.slice(index, end).replace(/[^\n]/g, ' '))
    start = index = end
  }
  const find = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from)
    return found === -1 ? text.length : found
  }
  while (index < text.length) {
    const quote = quotes.find((mark) => text.startsWith(mark, index))
    if (quote !== undefined) index = endOfString(text, index, quote)
    else if (block !== undefined && text.startsWith(block[0], index)) {
      blank(Math.min(find(block[1], index + 2) + 2, text.length))
    } else if (line.some((mark) => text.startsWith(mark, index)) && !text.startsWith('#[', index))
      blank(find('\n', index))
    else index += 1
  }
  return kept.join('') + text.slice(start)
}

// One that no quote ends is a letter of a regular expression or text, and ends with its line.
function endOfString(text: string, start: number, quote: string): number {
  const manyLines = quote.length === 3 || quote === '`'
  for (let index = start + quote.length; index < text.length; index += 1) {
    if (text.startsWith(quote, index)) return index + quote.length
    if (text[index] === '\n' && !manyLines) return index
    if (text[index] === '\\') index += 1
  }
  return text.length
}
