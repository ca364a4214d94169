import type { Found } from '../found.ts'

/** A name in a table, or an index in a list counted from 0. */
export type Key = string | number

/** A parsed file whose values know their line, whatever its format. */
export interface Document {
  readonly file: string
  /** The plain value at a path, or undefined. */
  readonly get: (...path: Key[]) => unknown
  /** The line that the value at a path stands on, counted from 1; undefined where it is not known. */
  readonly lineOf: (...path: Key[]) => number | undefined
}

/** Whether a parsed value is a table (TOML), mapping (YAML) or object (JSON). */
export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** The value at a path of keys below another. */
export function valueAt(root: unknown, path: readonly Key[]): unknown {
  let value = root
  for (const key of path) {
    if (Array.isArray(value) && typeof key === 'number') value = value[key] as unknown
    else if (isTable(value) && Object.hasOwn(value, key)) value = value[key]
    else return undefined
  }
  return value
}

/** A value with the place that it has in a document. */
export function foundAt<T>(document: Document, value: T, ...path: Key[]): Found<T> {
  const line = document.lineOf(...path)
  return { value, file: document.file, ...(line === undefined ? {} : { line }) }
}

/** The text at a path: a string that is not blank, or a number. */
export function textAt(document: Document, ...path: Key[]): Found<string> | undefined {
  const value = document.get(...path)
  if (typeof value === 'number') return foundAt(document, String(value), ...path)
  if (typeof value !== 'string' || value.trim() === '') return undefined
  return foundAt(document, value.trim(), ...path)
}

/** The entries of the list at a path that are tables, each with its index. */
export function tablesAt(
  document: Document,
  ...path: Key[]
): readonly { readonly index: number; readonly table: Readonly<Record<string, unknown>> }[] {
  const list = document.get(...path)
  if (!Array.isArray(list)) return []
  return list.flatMap((table: unknown, index) => (isTable(table) ? [{ index, table }] : []))
}

/** The names of the table at a path, in the file's order; none where there is no table. */
export function namesAt(document: Document, ...path: Key[]): readonly string[] {
  const value = document.get(...path)
  return isTable(value) ? Object.keys(value) : []
}
