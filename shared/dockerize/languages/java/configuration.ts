import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document } from 'yaml'
import { UserError } from '../../../errors.ts'
import { warningAt, type Found, type Warning } from '../../found.ts'
import { readProperties } from '../../parse/properties.ts'
import type { App } from '../../view/file-view.ts'

/** A framework's settings by key, in whatever way the key is written. */
export interface Configuration {
  readonly get: (key: string) => Found<string> | undefined
  readonly values: readonly Found<string>[]
}

/** A value with its placeholder taken apart: `${PORT:8080}` reads PORT, and is 8080 without it. */
export interface Placeholder {
  readonly reads: readonly string[]
  readonly value: string | undefined
}

const RESOURCES = 'src/main/resources'

/**
 * Reads `application.properties`, `.yml` and `.yaml` of a module, the strongest first; profiles are for others to
 * choose. Source: Spring Boot's reference, "Externalized Configuration"; Quarkus and Micronaut have the same names.
 */
export function readConfiguration(app: App): Configuration {
  const found = new Map<string, Found<string>>()
  const add = (key: string, value: Found<string>): void => {
    const name = relaxed(key)
    if (!found.has(name)) found.set(name, value)
  }
  for (const folder of [`${RESOURCES}/config`, RESOURCES]) {
    for (const [key, value] of readProperties(app, `${folder}/application.properties`)) add(key, value)
    for (const name of ['application.yml', 'application.yaml']) {
      for (const [key, value] of yamlValues(app, `${folder}/${name}`)) add(key, value)
    }
  }
  return { get: (key) => found.get(relaxed(key)), values: [...found.values()] }
}

/** `server.servlet.contextPath`, `server.servlet.context-path` and `...context_path` are one key. */
function relaxed(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '')
}

function yamlValues(app: App, path: string): readonly (readonly [string, Found<string>])[] {
  const text = app.files.text(path)
  if (text === undefined) return []
  const lines = new LineCounter()
  // Maven replaces `@...@` before anything reads the file, and YAML allows no value to begin so.
  const documents = allDocuments(app.at(path), text.replace(/@([\w.-]+)@/g, '_$1_'), lines)
  const values: (readonly [string, Found<string>])[] = []
  for (const document of documents) {
    refuseBroken(app.at(path), document)
    const own: (readonly [string, Found<string>])[] = []
    flatten(document.contents, '', (key, value, offset) =>
      own.push([key, { value, file: app.at(path), line: lines.linePos(offset).line }]),
    )
    // A document for one profile is not for all.
    if (!own.some(([key]) => /^spring\.(?:config\.activate\.on-profile|profiles)$/.test(key)))
      values.push(...own)
  }
  return values
}

function allDocuments(file: string, text: string, lineCounter: LineCounter): readonly Document[] {
  try {
    const documents = parseAllDocuments(text, { lineCounter })
    return Array.isArray(documents) ? documents : []
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${file} is nested too deeply to be read.`)
    throw error
  }
}

function refuseBroken(file: string, document: Document): void {
  const [error] = document.errors
  if (error === undefined) return
  const at = error.linePos?.[0]
  const place = at === undefined ? '' : ` at line ${at.line}, column ${at.col}`
  const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? ''
  throw new UserError(`${file} is not valid YAML${place}: ${reason}`, `Mend ${file}; nothing was written.`)
}

/** A scalar as it would stand in a .properties file. */
function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function flatten(
  node: unknown,
  prefix: string,
  add: (key: string, value: string, offset: number) => void,
  depth = 0,
): void {
  if (depth > 20) return
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : ''
      flatten(value, prefix === '' ? name : `${prefix}.${name}`, add, depth + 1)
    }
  } else if (isSeq(node)) {
    const all = node.items.flatMap((item) => (isScalar(item) ? [plainText(item.value)] : []))
    add(prefix, all.join(','), node.range?.[0] ?? 0)
  } else if (isScalar(node) && node.value !== null) {
    add(prefix, plainText(node.value), node.range?.[0] ?? 0)
  }
}

/** A warning about variables that settings name without a default: without them the application does not start. */
export function neededVariables({ values }: Configuration): readonly Warning[] {
  const named = values.flatMap((found) =>
    [...found.value.matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)].map(([, name = '']) => ({ name, found })),
  )
  const [first] = named
  const names = [...new Set(named.map(({ name }) => name))].filter((name) => name !== 'PORT')
  if (first === undefined || names.length === 0) return []
  return [
    warningAt(
      first.found,
      `The application needs ${names.join(', ')}: set what is not optional where the image runs.`,
    ),
  ]
}

/** Takes a value's placeholder apart, one in another included. Ktor writes `$PORT:8080`. */
export function placeholder(value: string): Placeholder {
  const text = value.trim()
  const match = /^\$\{([^:}]+)(?::(.*))?\}$/s.exec(text) ?? /^\$([A-Z]\w*)(?::(.*))?$/s.exec(text)
  const [, name, fallback] = match ?? []
  if (name === undefined) return { reads: [], value: value.includes('${') ? undefined : value }
  const inner = fallback === undefined ? { reads: [], value: undefined } : placeholder(fallback)
  return { reads: [name, ...inner.reads], value: inner.value }
}
