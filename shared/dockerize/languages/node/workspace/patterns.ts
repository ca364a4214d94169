import type { Found } from '../../../found.ts'
import { foundAt, isTable, type Document } from '../../../parse/document.ts'
import { parseJson } from '../../../parse/json.ts'
import { parseYamlFile } from '../../../parse/yaml.ts'
import type { App } from '../../../view/file-view.ts'

/**
 * The patterns of a workspace's members as the folder at its top gives them, and where; undefined where the folder is no
 * workspace's top. Sources: pnpm's documentation, "pnpm-workspace.yaml" (which may hold settings alone); npm's, Yarn's
 * and Bun's, `workspaces` in package.json; Lerna's, lerna.json `packages`.
 */
export function workspacePatterns(top: App): Found<readonly string[]> | undefined {
  return pnpmPatterns(top) ?? manifestPatterns(top) ?? lernaPatterns(top)
}

function pnpmPatterns(top: App): Found<readonly string[]> | undefined {
  const text = top.files.text('pnpm-workspace.yaml')
  return text === undefined
    ? undefined
    : listAt(parseYamlFile(top.at('pnpm-workspace.yaml'), text), 'packages')
}

function manifestPatterns(top: App): Found<readonly string[]> | undefined {
  const text = top.files.text('package.json')
  // Parsed only where the word is there: every folder above the application is asked.
  if (text?.includes('"workspaces"') !== true) return undefined
  const json = parseJson(top.at('package.json'), text)
  return isTable(json.get('workspaces')) ? listAt(json, 'workspaces', 'packages') : listAt(json, 'workspaces')
}

function lernaPatterns(top: App): Found<readonly string[]> | undefined {
  const text = top.files.text('lerna.json')
  if (text === undefined || !top.files.isFile('package.json')) return undefined
  return listAt(parseJson(top.at('lerna.json'), text, 'jsonc'), 'packages')
}

function listAt(document: Document, ...path: readonly string[]): Found<readonly string[]> | undefined {
  const list = document.get(...path)
  const value = Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []
  return value.length === 0 ? undefined : foundAt(document, value, ...path)
}
