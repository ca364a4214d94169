import { posix } from 'node:path'
import { elements } from './calls.ts'

/** Where an expression stands. */
export interface Place {
  /** The file's code. */
  readonly code: string
  /** The file, relative to the application. */
  readonly file: string
  /** The folder that the application runs in, relative to it. */
  readonly folder: string
}

const MOST = 12
// Text in, the same path out.
const WRAPPERS = /^(?:str|Path|pathlib\.Path|os\.path\.(?:abspath|realpath|normpath)|os\.fspath)\(/
const DIRNAME = /^(?:os\.path\.)?dirname\(/
const JOIN = /^(?:os\.path\.)?join\(/
const ENVIRONMENT = /^(?:os\.)?(?:environ\.get|getenv)\(/
const HERE = /^(?:os\.getcwd|Path\.cwd|pathlib\.Path\.cwd)\(\)$/

/**
 * The path that an expression makes of strings, of the file's own place and of names that the file defines, relative to
 * the application; undefined where it takes more to know. Source: Python's documentation, os.path and pathlib.
 */
export function pathOf(expression: string, place: Place, depth = 0): string | undefined {
  const text = expression.trim().replace(/^\(([^()]*)\)$/, '$1')
  if (depth > MOST || text === '' || text.length > 300) return undefined
  const next = (part: string | undefined): string | undefined =>
    part === undefined ? undefined : pathOf(part, place, depth + 1)

  const literal = /^[rR]?(['"])([^'"{}\\]*)\1$/.exec(text)?.[2]
  if (literal !== undefined) return literal.startsWith('/') ? undefined : posix.join(place.folder, literal)
  if (text === '__file__') return place.file
  if (HERE.test(text)) return place.folder
  if (/^(?:current_)?app\.root_path$/.test(text)) return posix.dirname(place.file)

  const parts = divided(text)
  if (parts.length > 1) return below(next(parts[0]), parts.slice(1))
  const parent = /^([\s\S]+)\.(?:parent|resolve\(\)|absolute\(\))$/.exec(text)?.[1]
  if (parent !== undefined) {
    const path = next(parent)
    return path === undefined || !text.endsWith('.parent') ? path : posix.dirname(path)
  }
  const called = callArguments(text)
  if (called !== undefined) {
    if (WRAPPERS.test(text))
      return called.length === 1 ? next(called[0]) : below(next(called[0]), called.slice(1))
    if (DIRNAME.test(text)) return parentOf(next(called[0]))
    if (JOIN.test(text)) return below(next(called[0]), called.slice(1))
    return ENVIRONMENT.test(text) ? next(called[1]) : undefined
  }
  if (!/^[A-Za-z_]\w*$/.test(text)) return undefined
  return next(new RegExp(`^\\s*${text}\\s*(?::\\s*\\w+\\s*)?=(?!=)\\s*(.+)$`, 'm').exec(place.code)?.[1])
}

function parentOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : posix.dirname(path)
}

function below(base: string | undefined, words: readonly string[]): string | undefined {
  const texts = words.map((word) => /^[rR]?(['"])([^'"{}\\/][^'"{}\\]*)\1$/.exec(word.trim())?.[2])
  if (base === undefined || texts.includes(undefined)) return undefined
  return posix.join(base, ...texts.filter((part) => part !== undefined))
}

/** What stands between slashes outside of brackets and strings. */
function divided(text: string): readonly string[] {
  const outside = outer(text)
  const cuts = [...outside].filter(({ character }) => character === '/').map(({ at }) => at)
  return [...cuts, text.length].map((end, index) =>
    text.slice(index === 0 ? 0 : (cuts[index - 1] ?? 0) + 1, end),
  )
}

/** The arguments where the whole text is one call. */
function callArguments(text: string): readonly string[] | undefined {
  const opening = /^[\w.]+\(/.exec(text)?.[0]
  if (opening === undefined || !text.endsWith(')')) return undefined
  const after = outer(text).some(({ at }) => at >= opening.length && at < text.length)
  return after ? undefined : elements(text, opening.length)
}

interface Outer {
  readonly character: string
  readonly at: number
}

/** The characters outside of brackets and strings. */
function outer(text: string): readonly Outer[] {
  const found: Outer[] = []
  let depth = 0
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if ('([{'.includes(character)) depth += 1
    else if (')]}'.includes(character)) depth -= 1
    else if (depth === 0) found.push({ character, at })
  }
  return found
}
