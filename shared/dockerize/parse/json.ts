import { parse, type MemberNode, type ValueNode } from '@humanwhocodes/momoa'
import { messageOf, UserError } from '../../errors.ts'
import type { Found } from '../found.ts'

/** A JSON document whose values know their line. */
export interface JsonFile {
  readonly file: string
  /** The string at a path of keys. */
  readonly string: (...path: string[]) => Found<string> | undefined
  /** The members of an object whose values are strings, in the file's order. */
  readonly strings: (...path: string[]) => ReadonlyMap<string, Found<string>>
  readonly has: (...path: string[]) => boolean
}

/** Parses JSON, or JSON with comments for the files that allow it. Throws a UserError with file, line and column. */
export function parseJson(file: string, text: string, mode: 'json' | 'jsonc' = 'json'): JsonFile {
  const root = parseRoot(file, text, mode)
  const locate = (path: readonly string[]): ValueNode | undefined => {
    let node: ValueNode | undefined = root
    for (const key of path) node = node && members(node).find((member) => keyOf(member) === key)?.value
    return node
  }
  const found = (node: ValueNode | undefined): Found<string> | undefined =>
    node?.type === 'String' ? { value: node.value, file, line: node.loc.start.line } : undefined
  return {
    file,
    string: (...path) => found(locate(path)),
    strings: (...path) => {
      const node = locate(path)
      const pairs = (node ? members(node) : []).flatMap((member): [string, Found<string>][] => {
        const value = found(member.value)
        return value === undefined ? [] : [[keyOf(member), value]]
      })
      return new Map(pairs)
    },
    has: (...path) => locate(path) !== undefined,
  }
}

function parseRoot(file: string, text: string, mode: 'json' | 'jsonc'): ValueNode {
  try {
    return parse(text, { mode, allowTrailingCommas: mode === 'jsonc' }).body
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${file} is nested too deeply to be read.`)
    throw new UserError(
      `${file} is not valid JSON${place(error)}: ${messageOf(error).replace(/ \(\d+:\d+\)$/, '')}`,
      `Mend ${file}; nothing was written.`,
    )
  }
}

function place(error: unknown): string {
  if (!(error instanceof Error) || !('line' in error) || !('column' in error)) return ''
  return ` at line ${String(error.line)}, column ${String(error.column)}`
}

function members(node: ValueNode): readonly MemberNode[] {
  return node.type === 'Object' ? node.members : []
}

function keyOf(member: MemberNode): string {
  return member.name.type === 'String' ? member.name.value : member.name.name
}
