import { parse, TomlError } from 'smol-toml'
import { messageOf, UserError } from '../../errors.ts'
import type { Found } from '../found.ts'

/** A TOML document. */
export interface TomlFile {
  readonly file: string
  /** The value at a path of keys. */
  readonly get: (...path: string[]) => unknown
  /** The string at a path, with the line its last key stands on. */
  readonly string: (...path: string[]) => Found<string> | undefined
  /** The first line that names a key or package, for showing where it stands. */
  readonly lineOf: (name: string) => number | undefined
  /** The table at a path; an empty one where there is none. */
  readonly table: (...path: string[]) => Readonly<Record<string, unknown>>
}

/** Parses TOML. Throws a UserError with file, line and column. */
export function parseToml(file: string, text: string): TomlFile {
  const root = parseRoot(file, text)
  const get = (...path: string[]): unknown =>
    path.reduce<unknown>((value, key) => (isTable(value) ? value[key] : undefined), root)
  return {
    file,
    get,
    string: (...path) => {
      const value = get(...path)
      if (typeof value !== 'string') return undefined
      const line = lineOf(text, path.at(-1) ?? '', value)
      return { value, file, ...(line === undefined ? {} : { line }) }
    },
    lineOf: (name) => lineOf(text, name, ''),
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

/** Whether a parsed value is a table (TOML), mapping (YAML) or object (JSON). */
export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

// The parser keeps no positions. The value itself comes from the parser; this only finds the line to show for it.
function lineOf(text: string, key: string, value: string): number | undefined {
  const lines = text.split('\n')
  const both = lines.findIndex((line) => line.includes(key) && line.includes(value))
  return both === -1 ? undefined : both + 1
}
