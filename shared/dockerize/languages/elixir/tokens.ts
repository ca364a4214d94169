/** A word of Elixir's source, as far as mix.exs needs it. `key` is `name:` or `"name":`. */
export interface Token {
  readonly kind: 'key' | 'atom' | 'string' | 'name' | 'mark'
  readonly text: string
  /** Counted from 1. */
  readonly line: number
}

const RULES: readonly (readonly [Token['kind'] | 'skip', RegExp])[] = [
  ['skip', /\s+|#[^\n]*/y],
  ['string', /"""[\s\S]*?"""/y],
  ['key', /"((?:[^"\\]|\\.)*)":(?=\s)/y],
  ['string', /"((?:[^"\\]|\\.)*)"/y],
  ['key', /([A-Za-z_]\w*[?!]?):(?=\s)/y],
  ['atom', /:"((?:[^"\\]|\\.)*)"/y],
  ['atom', /:([A-Za-z_]\w*[?!]?)/y],
  ['name', /([A-Za-z_][\w.]*[?!]?)/y],
  ['mark', /([\s\S])/y],
]

/** Splits source into words; comments and blanks are left out. Source: Elixir's documentation, "Syntax reference". */
export function tokens(source: string): readonly Token[] {
  const found: Token[] = []
  let line = 1
  for (let at = 0; at < source.length;) {
    for (const [kind, rule] of RULES) {
      rule.lastIndex = at
      const match = rule.exec(source)
      if (match === null) continue
      if (kind !== 'skip') found.push({ kind, text: match[1] ?? match[0], line })
      line += match[0].split('\n').length - 1
      at += match[0].length
      break
    }
  }
  return found
}
