import type { Found } from '../found.ts'
import { foundAt, namesAt, tablesAt, textAt, type Document, type Key } from '../parse/document.ts'
import { shellLine } from '../parse/shell.ts'
import { isHttpPath, isPort } from '../decide/routes.ts'
import type { App } from '../view/file-view.ts'

/** What one manifest tells of an application. */
export interface Told {
  /** The line that starts the server. */
  readonly start?: Found<string> | undefined
  /** The line that builds, as it stands there. */
  readonly build?: Found<string> | undefined
  /** What runs once before each release. */
  readonly release?: Found<string> | undefined
  readonly port?: Found<number> | undefined
  readonly healthCheckPath?: Found<string> | undefined
  /** The folder of a built site, relative to the application. */
  readonly siteFolder?: Found<string> | undefined
  /** Whether unknown paths get index.html. */
  readonly fallback?: Found<boolean> | undefined
  /** Environment variables that are set for building or running. */
  readonly variables?: ReadonlyMap<string, Found<string>> | undefined
}

/** Reads one platform's manifests: what each, or each entry of them, tells of this application, the strongest first. */
export type HintReader = (app: App) => readonly Told[]

/** The port at a path, be it a number or the digits of one. */
export function portAt(document: Document, ...path: Key[]): Found<number> | undefined {
  const text = textAt(document, ...path)
  const port = Number(text?.value)
  return text !== undefined && isPort(port) ? { ...text, value: port } : undefined
}

/** The path of a health check; nothing for what is no path. */
export function pathAt(document: Document, ...path: Key[]): Found<string> | undefined {
  const text = textAt(document, ...path)
  return text !== undefined && isHttpPath(text.value) ? text : undefined
}

/** A command that is one line, or a list of words. */
export function commandAt(document: Document, ...path: Key[]): Found<string> | undefined {
  const value = document.get(...path)
  if (!Array.isArray(value)) return textAt(document, ...path)
  const words = value.filter((word: unknown) => typeof word === 'string')
  return words.length === 0 ? undefined : foundAt(document, shellLine(words), ...path)
}

/** The port that the variable PORT is set to. */
export function portVariable(variables: ReadonlyMap<string, Found<string>>): Found<number> | undefined {
  const found = variables.get('PORT')
  const port = Number(found?.value)
  return found !== undefined && isPort(port) ? { ...found, value: port } : undefined
}

/** The variables of a table from names to values. */
export function variableTable(document: Document, ...path: Key[]): ReadonlyMap<string, Found<string>> {
  return new Map(namesAt(document, ...path).flatMap((name) => entry(name, textAt(document, ...path, name))))
}

/** The variables of a list of tables such as `{ name, value }` or `{ key, value }`. */
export function variableList(
  document: Document,
  key: 'key' | 'name',
  ...path: Key[]
): ReadonlyMap<string, Found<string>> {
  return new Map(
    tablesAt(document, ...path).flatMap(({ index }) => {
      const name = textAt(document, ...path, index, key)
      return name === undefined ? [] : entry(name.value, textAt(document, ...path, index, 'value'))
    }),
  )
}

function entry(name: string, found: Found<string> | undefined): readonly [string, Found<string>][] {
  return found === undefined ? [] : [[name, found]]
}
