import { isTable, type Document } from '../../parse/document.ts'
import { readJson, readToml, readYaml } from '../../parse/once.ts'
import type { App } from '../../view/file-view.ts'

/** The first of these files that is there, parsed by its ending. Throws a UserError for one that is broken. */
export function settingsFile(app: App, names: readonly string[]): Document | undefined {
  for (const name of names) {
    if (!app.files.isFile(name)) continue
    if (name.endsWith('.toml')) return readToml(app, name)
    return name.endsWith('.json') ? readJson(app, name) : readYaml(app, name)
  }
  return undefined
}

/** How a document spells a key at its top: Hugo takes any case. */
export function spelling(document: Document, key: string): string {
  const root = document.get()
  const names = isTable(root) ? Object.keys(root) : []
  return names.find((name) => name.toLowerCase() === key.toLowerCase()) ?? key
}
