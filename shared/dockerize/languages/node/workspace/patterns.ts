import type { Found } from '../../../found.ts'
import { foundAt, isTable, type Document } from '../../../parse/document.ts'
import { readJson, readJsonc, readYaml } from '../../../parse/once.ts'
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
  const yaml = readYaml(top, 'pnpm-workspace.yaml')
  return yaml === undefined ? undefined : listAt(yaml, 'packages')
}

function manifestPatterns(top: App): Found<readonly string[]> | undefined {
  // Parsed only where the word is there: every folder above the application is asked.
  if (top.files.text('package.json')?.includes('"workspaces"') !== true) return undefined
  const json = readJson(top, 'package.json')
  if (json === undefined) return undefined
  return isTable(json.get('workspaces')) ? listAt(json, 'workspaces', 'packages') : listAt(json, 'workspaces')
}

function lernaPatterns(top: App): Found<readonly string[]> | undefined {
  const json = top.files.isFile('package.json') ? readJsonc(top, 'lerna.json') : undefined
  return json === undefined ? undefined : listAt(json, 'packages')
}

function listAt(document: Document, ...path: readonly string[]): Found<readonly string[]> | undefined {
  const list = document.get(...path)
  const value = Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []
  return value.length === 0 ? undefined : foundAt(document, value, ...path)
}
