import type { Key } from './document.ts'

/** Where the parts of a TOML document stand, as lines counted from 1. */
export interface TomlLines {
  /** The line of the key, header or list entry at a path. */
  readonly at: (path: readonly Key[]) => number | undefined
  /** The first line with a key or string that begins with this name (`-`, `_` and `.` are the same, as are cases). */
  readonly naming: (name: string) => number | undefined
}

/**
 * Finds the lines of a document that the library has parsed already: it keeps no positions. So nothing is judged here,
 * and what is not understood only has no line. Source: toml.io, "TOML v1.0.0".
 */
export function tomlLines(text: string): TomlLines {
  const lines = new Map<string, number>()
  const words: { readonly word: string; readonly line: number }[] = []
  scan(text, (path, line, word) => {
    const name = JSON.stringify(path)
    if (!lines.has(name)) lines.set(name, line)
    if (word !== undefined) words.push({ word: plain(word), line })
  })
  return {
    at: (path) => lines.get(JSON.stringify(path)),
    naming: (name) => {
      const wanted = plain(name)
      return words.find(({ word }) => word.startsWith(wanted) && !/^[\w-]/.test(word.slice(wanted.length)))
        ?.line
    },
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}

type Note = (path: readonly Key[], line: number, word?: string) => void

function scan(text: string, note: Note): void {
  let position = 0
  let line = 1
  const peek = (): string => text[position] ?? ''
  const advance = (to: number): string => {
    const passed = text.slice(position, to)
    for (const character of passed) if (character === '\n') line += 1
    position = to
    return passed
  }
  // White space, line breaks and comments.
  const skip = (): void => {
    for (;;) {
      const blank = /[^\s]/g
      blank.lastIndex = position
      advance(blank.exec(text)?.index ?? text.length)
      if (peek() !== '#') return
      advance(endOf('\n'))
    }
  }
  const endOf = (mark: string, from = position): number => {
    const found = text.indexOf(mark, from)
    return found === -1 ? text.length : found
  }
  const quoted = (): string => {
    const mark = peek()
    const fence = text.startsWith(mark.repeat(3), position) ? mark.repeat(3) : mark
    let end = endOf(fence, position + fence.length)
    while (mark === '"' && escaped(text, end)) end = endOf(fence, end + 1)
    // A fence of three may follow one or two quotes that belong to the text.
    while (fence.length === 3 && text[end + 3] === mark) end += 1
    const raw = advance(end + fence.length)
    return raw.slice(fence.length, -fence.length)
  }
  const key = (): readonly string[] => {
    const parts: string[] = []
    for (;;) {
      skip()
      if (peek() === '"' || peek() === "'") parts.push(quoted())
      else {
        const word = /[^\w-]/g
        word.lastIndex = position
        parts.push(advance(word.exec(text)?.index ?? text.length))
      }
      skip()
      if (peek() !== '.') return parts
      advance(position + 1)
    }
  }
  const value = (path: readonly Key[]): void => {
    skip()
    const start = line
    if (peek() === '"' || peek() === "'") {
      note(path, start, quoted())
    } else if (peek() === '[' || peek() === '{') {
      note(path, start)
      const list = peek() === '['
      advance(position + 1)
      for (let index = 0; position < text.length; index += 1) {
        skip()
        if (peek() === ']' || peek() === '}') break
        if (list) {
          value([...path, index])
        } else {
          pair(path)
        }
        skip()
        if (peek() === ',') advance(position + 1)
      }
      advance(position + 1)
    } else {
      note(path, start)
      const end = /[,\]}#\n]/g
      end.lastIndex = position
      advance(end.exec(text)?.index ?? text.length)
    }
  }
  const pair = (path: readonly Key[]): void => {
    const start = line
    const names = key()
    for (const [index, name] of names.entries()) note([...path, ...names.slice(0, index + 1)], start, name)
    advance(endOf('=') + 1)
    value([...path, ...names])
  }
  const lists = new Map<string, number>()
  let table: readonly Key[] = []
  for (;;) {
    skip()
    if (position >= text.length) return
    if (peek() !== '[') {
      pair(table)
      continue
    }
    const start = line
    const many = text.startsWith('[[', position)
    advance(position + (many ? 2 : 1))
    table = header(key(), many, lists)
    for (const [index, name] of table.entries()) note(table.slice(0, index + 1), start, String(name))
    advance(endOf(']') + (many ? 2 : 1))
  }
}

/** The full path of a header: a name that is a list of tables means its newest one. */
function header(names: readonly string[], many: boolean, lists: Map<string, number>): readonly Key[] {
  const path: Key[] = []
  for (const [index, name] of names.entries()) {
    path.push(name)
    const id = JSON.stringify(path)
    const newest = lists.get(id)
    if (many && index === names.length - 1) {
      lists.set(id, (newest ?? -1) + 1)
      path.push((newest ?? -1) + 1)
    } else if (newest !== undefined) path.push(newest)
  }
  return path
}

/** Whether an odd number of backslashes stands before a place. */
function escaped(text: string, place: number): boolean {
  let count = 0
  while (text[place - 1 - count] === '\\') count += 1
  return count % 2 === 1
}
