/** A piece of a Gradle script, in Groovy or Kotlin. */
export interface Token {
  readonly kind: 'word' | 'string' | 'symbol' | 'end'
  /** A dotted name is one word; a string is what is between its quotes. */
  readonly text: string
  readonly line: number
}

const SPACE = /[^\S\n]+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\\\n/y
const WORD = /[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*|`[^`\n]*`|\d[\w.]*/y
const STRING = /"""([\s\S]*?)(?:"""|$)|'''([\s\S]*?)(?:'''|$)|"((?:\\.|[^"\\\n])*)"?|'((?:\\.|[^'\\\n])*)'?/y

/**
 * Takes a script apart as far as both languages are the same: names, strings, symbols and where lines end. What it does
 * not know is a symbol. Linear in the text.
 */
export function gradleTokens(text: string): readonly Token[] {
  const source = text.replace(/\r\n?/g, '\n')
  const tokens: Token[] = []
  let line = 1
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at
    const match = pattern.exec(source)
    if (match === null || match[0] === '') return undefined
    at += match[0].length
    return match
  }
  while (at < source.length) {
    const space = take(SPACE)
    if (space !== undefined) {
      line += lines(space[0])
      continue
    }
    const word = take(WORD)
    if (word !== undefined) {
      tokens.push({ kind: 'word', text: word[0].replaceAll('`', ''), line })
      continue
    }
    const string = take(STRING)
    if (string !== undefined) {
      tokens.push({ kind: 'string', text: string.slice(1).find(Boolean) ?? '', line })
      line += lines(string[0])
      continue
    }
    const symbol = source[at] ?? ''
    at += 1
    tokens.push({ kind: symbol === '\n' || symbol === ';' ? 'end' : 'symbol', text: symbol, line })
    if (symbol === '\n') line += 1
  }
  return tokens
}

function lines(text: string): number {
  return text.split('\n').length - 1
}
