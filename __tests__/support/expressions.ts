/** The contexts an expression can name: `github`, `vars`, `steps`, `needs`, `inputs`, `matrix`, ... */
export type Contexts = Readonly<Record<string, unknown>>

/**
 * A text with every `${{ expression }}` replaced by its value, as a workflow's `with:`, `env:` and `run:` have them.
 * Source: docs.github.com, "Evaluate expressions in workflows and actions".
 */
export function interpolate(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => textOf(evaluate(expression, contexts)))
}

/** Whether a job or step with this `if:` runs, given that all before it succeeded. */
export function condition(text: string | undefined, contexts: Contexts): boolean {
  if (text === undefined) return true
  return truthy(evaluate(text.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1'), contexts))
}

/**
 * The value of an expression of literals, paths, `fromJSON`, parentheses, `!`, `==`, `!=`, `&&` and `||`: the part of
 * the language that this project's documents use. Throws for any other, and for a context that does not exist.
 */
export function evaluate(expression: string, contexts: Contexts): unknown {
  const tokens = expression.match(TOKEN)?.map((token) => token.trim()) ?? []
  const parser: Parser = { expression, tokens, contexts }
  const value = either(parser)
  if (tokens.length > 0) throw unexpected(parser)
  return value
}

const TOKEN = /\s*('(?:[^']|'')*'|\d+(?:\.\d+)?|[A-Za-z_][\w-]*|==|!=|&&|\|\||[!().[\]]|\S)/g

interface Parser {
  readonly expression: string
  readonly tokens: string[]
  readonly contexts: Contexts
}

function either(parser: Parser): unknown {
  let value = both(parser)
  while (take(parser, '||')) {
    const right = both(parser)
    value = truthy(value) ? value : right
  }
  return value
}

function both(parser: Parser): unknown {
  let value = comparison(parser)
  while (take(parser, '&&')) {
    const right = comparison(parser)
    value = truthy(value) ? right : value
  }
  return value
}

function comparison(parser: Parser): unknown {
  const left = operand(parser)
  if (take(parser, '==')) return same(left, operand(parser))
  if (take(parser, '!=')) return !same(left, operand(parser))
  return left
}

function operand(parser: Parser): unknown {
  if (take(parser, '!')) return !truthy(operand(parser))
  if (take(parser, '(')) {
    const value = either(parser)
    expectToken(parser, ')')
    return value
  }
  const token = parser.tokens.shift() ?? ''
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'")
  if (/^\d/.test(token)) return Number(token)
  if (token === 'true' || token === 'false') return token === 'true'
  if (token === 'null') return null
  if (token === 'fromJSON') {
    expectToken(parser, '(')
    const value: unknown = JSON.parse(textOf(either(parser)))
    expectToken(parser, ')')
    return path(parser, value)
  }
  if (!(token in parser.contexts)) {
    throw new Error(`\${{${parser.expression}}}: there is no "${token}" here.`)
  }
  return path(parser, parser.contexts[token])
}

function path(parser: Parser, start: unknown): unknown {
  let value = start
  for (;;) {
    if (take(parser, '.')) {
      value = property(value, parser.tokens.shift() ?? '')
    } else if (take(parser, '[')) {
      value = property(value, textOf(either(parser)))
      expectToken(parser, ']')
    } else return value
  }
}

// What is not there is null, at any depth, as on GitHub.
function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return null
  return new Map(Object.entries(value)).get(name) ?? null
}

function take(parser: Parser, token: string): boolean {
  if (parser.tokens[0] !== token) return false
  parser.tokens.shift()
  return true
}

function expectToken(parser: Parser, token: string): void {
  if (!take(parser, token)) throw unexpected(parser)
}

function unexpected(parser: Parser): Error {
  return new Error(`\${{${parser.expression}}}: cannot read it from "${parser.tokens.join(' ')}" on.`)
}

function same(left: unknown, right: unknown): boolean {
  return textOf(left).toLowerCase() === textOf(right).toLowerCase()
}

function truthy(value: unknown): boolean {
  return value !== '' && value !== 0 && value !== false && value !== null && value !== undefined
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return JSON.stringify(value)
}
