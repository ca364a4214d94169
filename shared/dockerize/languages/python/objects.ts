import { withValue } from '../../found.ts'
import { elements } from './calls.ts'
import { findName, likelyFirst, moduleOf, type Named } from './modules.ts'
import { lineAt, type Source } from './source.ts'
import type { ServedObject } from './frameworks/framework.ts'

/**
 * The application object that a server loads, or the function that makes it. `constructor` is a pattern for what makes
 * one: `(?:flask\.)?Flask`; `method` is wsgi or asgi.
 */
export function servedObject(
  source: Source,
  constructor: string,
  protocol: ServedObject['protocol'],
): ServedObject | undefined {
  const made =
    findName(source, new RegExp(`^(\\w+)\\s*(?::\\s*[\\w.\\[\\]"']+\\s*)?=\\s*${constructor}\\(`, 'm')) ??
    findName(
      source,
      new RegExp(`^(\\w*app\\w*|server)\\s*(?::\\s*[\\w.]+\\s*)?=\\s*(?:\\w+\\.)?${FACTORY}\\(`, 'm'),
    ) ??
    imported(source)
  if (made !== undefined) return objectOf(made, protocol, false)
  const factory = makingFunction(source, constructor)
  return factory === undefined ? undefined : objectOf(factory, protocol, true)
}

function objectOf(
  { module, name }: Named,
  protocol: ServedObject['protocol'],
  factory: boolean,
): ServedObject {
  const found = withValue(name, `${module.name}:${name.value}`)
  return { kind: 'object', found, protocol, factory, path: module.path }
}

const FACTORY = '(?:create|make|build|get|init|setup)_\\w*(?:app|application|server|api)\\w*'

/** `from shop import app` in a file that is there for servers. */
function imported(source: Source): Named | undefined {
  for (const file of source.files) {
    if (!/(?:^|\/)(?:wsgi|asgi)\.py$/.test(file)) continue
    const code = source.code(file)
    const match = /^from\s+[\w.]+\s+import\s+(?:.*\bas\s+)?(app|application|server)\b/m.exec(code)
    if (match?.[1] === undefined) continue
    const name = { value: match[1], file: source.app.at(file), line: lineAt(code, match.index) }
    return { module: moduleOf(source, file), name, file }
  }
  return undefined
}

/** A function that makes the application, and can be called without arguments. */
function makingFunction(source: Source, constructor: string): Named | undefined {
  const definition = new RegExp(`^def\\s+(${FACTORY}|app|application)\\s*\\(`, 'gm')
  const makes = new RegExp(`\\b${constructor}\\(`)
  for (const file of likelyFirst(source.files)) {
    const code = source.code(file)
    if (!makes.test(code)) continue
    for (const match of code.matchAll(definition)) {
      const parameters = elements(code, match.index + match[0].length)
      if (match[1] === undefined || parameters.some(isRequired)) continue
      const name = { value: match[1], file: source.app.at(file), line: lineAt(code, match.index) }
      return { module: moduleOf(source, file), name, file }
    }
  }
  return undefined
}

function isRequired(parameter: string): boolean {
  return !parameter.includes('=') && !parameter.startsWith('*') && parameter !== '/'
}

/** The object that a file of settings names for a server: `shop.web:app`. */
export function objectNamed(source: Source, file: string, pattern: RegExp): ServedObject | undefined {
  const text = source.app.files.text(file) ?? ''
  const match = pattern.exec(text)
  if (match?.[1] === undefined) return undefined
  const found = { value: match[1], file: source.app.at(file), line: lineAt(text, match.index) }
  return { kind: 'object', found, protocol: 'wsgi', factory: false, path: '' }
}
