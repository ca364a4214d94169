import { isTable, type Document } from '../../parse/document.ts'
import { parseJson } from '../../parse/json.ts'
import { parseToml } from '../../parse/toml.ts'
import { parseYamlFile } from '../../parse/yaml.ts'
import type { App } from '../../view/file-view.ts'

/** The first of these files that is there, parsed by its ending. Throws a UserError for one that is broken. */
export function settingsFile(app: App, names: readonly string[]): Document | undefined {
  for (const name of names) {
    const text = app.files.text(name)
    if (text === undefined) continue
    const file = app.at(name)
    if (name.endsWith('.toml')) return parseToml(file, text)
    return name.endsWith('.json') ? parseJson(file, text) : parseYamlFile(file, text)
  }
  return undefined
}

/** How a document spells a key at its top: Hugo takes any case. */
export function spelling(document: Document, key: string): string {
  const root = document.get()
  const names = isTable(root) ? Object.keys(root) : []
  return names.find((name) => name.toLowerCase() === key.toLowerCase()) ?? key
}
