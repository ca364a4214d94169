import { evaluate, parse, type MemberNode, type ValueNode } from '@humanwhocodes/momoa'
import { messageOf, UserError } from '../../errors.ts'
import type { Found } from '../found.ts'
import { foundAt, isTable, valueAt, type Document, type Key } from './document.ts'

/** A JSON document whose values know their line. */
export interface JsonFile extends Document {
  /** The string at a path of keys. */
  readonly string: (...path: Key[]) => Found<string> | undefined
  /** The members of an object whose values are strings, in the file's order. */
  readonly strings: (...path: Key[]) => ReadonlyMap<string, Found<string>>
  readonly has: (...path: Key[]) => boolean
}

type Mode = 'json' | 'jsonc'

// A syntax tree takes many times the memory of its text: of what no person wrote, the lines do not matter.
const LINES_UP_TO = 1_000_000

/** Parses JSON, or JSON with comments for the files that allow it. Throws a UserError with file, line and column. */
export function parseJson(file: string, text: string, mode: Mode = 'json'): JsonFile {
  const root = parseRoot(file, text, mode)
  let tree: ValueNode | undefined
  const child = childFinder()
  const lineOf = (...path: Key[]): number | undefined => {
    if (text.length > LINES_UP_TO) return undefined
    tree ??= parseTree(file, text, mode)
    return path.reduce<ValueNode | undefined>(child, tree)?.loc.start.line
  }
  const get = (...path: Key[]): unknown => valueAt(root, path)
  const document: Document = { file, get, lineOf }
  return {
    ...document,
    string: (...path) => {
      const value = get(...path)
      return typeof value === 'string' ? foundAt(document, value, ...path) : undefined
    },
    strings: (...path) => {
      const table = get(...path)
      const pairs = Object.entries(isTable(table) ? table : {}).flatMap(
        ([name, value]): [string, Found<string>][] =>
          typeof value === 'string' ? [[name, foundAt(document, value, ...path, name)]] : [],
      )
      return new Map(pairs)
    },
    has: (...path) => get(...path) !== undefined,
  }
}

function parseRoot(file: string, text: string, mode: Mode): unknown {
  if (mode === 'jsonc') return evaluate(parseTree(file, text, mode))
  try {
    return JSON.parse(text)
  } catch (error) {
    // The engine's own parser is the fast one, the other knows where the mistake is.
    parseTree(file, text, mode)
    throw new UserError(
      `${file} is not valid JSON: ${messageOf(error)}`,
      `Mend ${file}; nothing was written.`,
    )
  }
}

function parseTree(file: string, text: string, mode: Mode): ValueNode {
  try {
    return parse(text, { mode, allowTrailingCommas: mode === 'jsonc' }).body
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${file} is nested too deeply to be read.`)
    throw new UserError(
      `${file} is not valid JSON${place(error, text)}: ${messageOf(error).replace(/ \(\d+:\d+\)$/, '')}`,
      `Mend ${file}; nothing was written.`,
    )
  }
}

function place(error: unknown, text: string): string {
  // The parser says where a token is wrong, but not where the text ends too soon.
  if (messageOf(error).startsWith('Unexpected end of input')) {
    const lines = text.split('\n')
    return ` at line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`
  }
  if (!(error instanceof Error) || !('line' in error) || !('column' in error)) return ''
  return ` at line ${String(error.line)}, column ${String(error.column)}`
}

/** Finds the child of a node; the members of an object are gone through once. */
function childFinder(): (node: ValueNode | undefined, key: Key) => ValueNode | undefined {
  const indices = new Map<ValueNode, ReadonlyMap<string, ValueNode>>()
  return (node, key) => {
    if (node?.type === 'Array') return typeof key === 'number' ? node.elements[key]?.value : undefined
    if (node?.type !== 'Object') return undefined
    let index = indices.get(node)
    if (index === undefined) {
      // Of members with the same name the last one counts, as for JSON.parse.
      index = new Map(node.members.map((member) => [keyOf(member), member.value]))
      indices.set(node, index)
    }
    return index.get(String(key))
  }
}

function keyOf(member: MemberNode): string {
  return member.name.type === 'String' ? member.name.value : member.name.name
}
