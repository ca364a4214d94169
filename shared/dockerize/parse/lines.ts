import type { App } from '../view/file-view.ts'
import type { Found } from '../found.ts'

/** The first line of a file that is neither blank nor a comment: what version files like .nvmrc hold. */
export function firstLine(app: App, path: string): Found<string> | undefined {
  const lines = app.files.text(path)?.split(/\r?\n/) ?? []
  const index = lines.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('#'))
  const value = lines[index]?.replace(/#.*$/, '').trim()
  return value === undefined || value === '' ? undefined : { value, file: app.at(path), line: index + 1 }
}

/** The version of one tool in asdf's .tool-versions (`nodejs 24.1.0`); the first of several. */
export function toolVersion(app: App, names: readonly string[]): Found<string> | undefined {
  const lines = app.files.text('.tool-versions')?.split(/\r?\n/) ?? []
  for (const [index, line] of lines.entries()) {
    const [name, version] = line.replace(/#.*$/, '').trim().split(/\s+/)
    if (name !== undefined && version !== undefined && names.includes(name)) {
      return { value: version, file: app.at('.tool-versions'), line: index + 1 }
    }
  }
  return undefined
}

/** The first line of a text that a pattern matches, with its groups. */
export function searchLines(
  text: string,
  pattern: RegExp,
): { readonly line: number; readonly groups: readonly (string | undefined)[] } | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  return { line: text.slice(0, match.index).split('\n').length, groups: match.slice(1) }
}
