import type { Found } from '../found.ts'
import type { App } from '../view/file-view.ts'

/**
 * A Java .properties file by key; a key that comes twice has its last value. Source: java.util.Properties, load(Reader):
 * `=`, `:` or blanks end a key, a backslash at the end continues the line, `#` and `!` begin comments.
 */
export function readProperties(app: App, path: string): ReadonlyMap<string, Found<string>> {
  const found = new Map<string, Found<string>>()
  const lines = app.files.text(path)?.split(/\r\n|\r|\n/) ?? []
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1
    let text = (lines[index] ?? '').trimStart()
    if (text === '' || text.startsWith('#') || text.startsWith('!')) continue
    while (continues(text) && index + 1 < lines.length) {
      index += 1
      text = text.slice(0, -1) + (lines[index] ?? '').trimStart()
    }
    const { key, value } = split(text)
    if (key !== '') found.set(key, { value, file: app.at(path), line })
  }
  return found
}

/** An odd number of backslashes: each pair of them is one that stands for itself. */
function continues(text: string): boolean {
  const slashes = /\\+$/.exec(text)?.[0].length ?? 0
  return slashes % 2 === 1
}

function split(text: string): { readonly key: string; readonly value: string } {
  const end = /(?<!\\)[=:\s]/.exec(text)?.index ?? text.length
  const rest = text.slice(end).trimStart()
  const value = rest.startsWith('=') || rest.startsWith(':') ? rest.slice(1).trimStart() : rest
  return { key: unescape(text.slice(0, end)), value: unescape(value).trimEnd() }
}

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, letter: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
    return { n: '\n', t: '\t', r: '\r', f: '\f' }[letter] ?? letter
  })
}
