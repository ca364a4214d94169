import { parse, TomlError } from 'smol-toml'
import { messageOf, UserError } from '../../errors.ts'
import type { Found } from '../found.ts'
import { isTable, valueAt, type Document, type Key } from './document.ts'
import { tomlLines, type TomlLines } from './toml-lines.ts'

export { isTable }

/** A TOML document. `lineOf` takes a path, or the name of a key or package for the first line that has it. */
export interface TomlFile extends Document {
  /** The string at a path, with its line. */
  readonly string: (...path: Key[]) => Found<string> | undefined
  /** The table at a path; an empty one where there is none. */
  readonly table: (...path: Key[]) => Readonly<Record<string, unknown>>
}

// Of what no person wrote, lockfiles of thousands of packages, the lines do not matter.
const LINES_UP_TO = 1_000_000

/** Parses TOML. Throws a UserError with file, line and column. */
export function parseToml(file: string, text: string): TomlFile {
  const root = parseRoot(file, text)
  // Lines are looked up only where something is to be shown: most lockfiles are read for their values alone.
  let lines: TomlLines | undefined
  const lineOf = (...path: Key[]): number | undefined => {
    if (text.length > LINES_UP_TO) return undefined
    lines ??= tomlLines(text)
    const [name] = path
    return lines.at(path) ?? (path.length === 1 && typeof name === 'string' ? lines.naming(name) : undefined)
  }
  const get = (...path: Key[]): unknown => valueAt(root, path)
  return {
    file,
    get,
    lineOf,
    string: (...path) => {
      const value = get(...path)
      if (typeof value !== 'string') return undefined
      const line = lineOf(...path)
      return { value, file, ...(line === undefined ? {} : { line }) }
    },
    table: (...path) => {
      const value = get(...path)
      return isTable(value) ? value : {}
    },
  }
}

function parseRoot(file: string, text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${file} is nested too deeply to be read.`)
    const place = error instanceof TomlError ? ` at line ${error.line}, column ${error.column}` : ''
    const reason = messageOf(error).split('\n')[0] ?? ''
    throw new UserError(`${file} is not valid TOML${place}: ${reason}`, `Mend ${file}; nothing was written.`)
  }
}
