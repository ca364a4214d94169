import type { Found } from '../../../found.ts'
import { gradleTokens, type Token } from './tokens.ts'

/** A line of a script, or several where brackets go on, with the block that follows it. */
export interface Statement {
  readonly tokens: readonly Token[]
  readonly block: readonly Statement[] | undefined
  readonly line: number
}

/** A script as the blocks it is made of. */
export interface Script {
  /** The repository's path. */
  readonly file: string
  readonly statements: readonly Statement[]
}

const DEEPEST = 100

/** Reads a script. What is not a block is a statement, whatever it does. */
export function parseScript(file: string, text: string): Script {
  const tokens = gradleTokens(text)
  return { file, statements: parseBlock(tokens, 0, 0).statements }
}

function parseBlock(
  tokens: readonly Token[],
  start: number,
  depth: number,
): { readonly statements: readonly Statement[]; readonly next: number } {
  const statements: Statement[] = []
  let current: Token[] = []
  let block: readonly Statement[] | undefined
  let brackets = 0
  let at = start
  const finish = (): void => {
    const [first] = current
    if (first !== undefined) statements.push({ tokens: current, block, line: first.line })
    current = []
    block = undefined
    brackets = 0
  }
  for (; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) break
    if (token.kind === 'symbol' && token.text === '}') {
      if (depth > 0) break
      continue
    }
    if (token.kind === 'symbol' && token.text === '{' && depth < DEEPEST) {
      const inner = parseBlock(tokens, at + 1, depth + 1)
      block = [...(block ?? []), ...inner.statements]
      at = inner.next
      continue
    }
    if (token.kind === 'end') {
      if (brackets <= 0 || token.text === ';') finish()
      continue
    }
    if (token.kind === 'symbol')
      brackets += '(['.includes(token.text) ? 1 : ')]'.includes(token.text) ? -1 : 0
    current.push(token)
  }
  finish()
  return { statements, next: at }
}

/** The name that a statement begins with: of a block, a call or a value. `x.set(...)` is about x. */
export function nameOf({ tokens }: Statement): string {
  const [first] = tokens
  return first?.kind === 'word' ? first.text.replace(/\.set$/, '') : ''
}

/** The content of all blocks of a name. */
export function blocks(statements: readonly Statement[], name: string): readonly Statement[] {
  return statements.flatMap((statement) => (nameOf(statement) === name ? (statement.block ?? []) : []))
}

/** Every statement, those in blocks included. */
export function everything(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement) => [statement, ...everything(statement.block ?? [])])
}

/** What follows the name in the statement that sets a value, by its path: `java.toolchain.languageVersion`. */
export function settings(statements: readonly Statement[], path: readonly string[]): readonly Statement[] {
  return statements.flatMap((statement) => {
    const parts = nameOf(statement).split('.')
    if (parts.some((part, index) => part !== path[index])) return []
    const rest = path.slice(parts.length)
    if (rest.length === 0) return [statement]
    return settings(statement.block ?? [], rest)
  })
}

/** The strings of a statement, in order. */
export function strings({ tokens }: Statement): readonly string[] {
  return tokens.flatMap(({ kind, text }) => (kind === 'string' ? [text] : []))
}

/** A statement's value with its place: its first string, number or name after the one it begins with. */
export function valueOf(script: Script, statement: Statement): Found<string> | undefined {
  const token = statement.tokens.slice(1).find(({ kind }) => kind === 'string' || kind === 'word')
  return token === undefined ? undefined : { value: token.text, file: script.file, line: token.line }
}
