import { readJson } from '../../../parse/once.ts'
import type { App } from '../../../view/file-view.ts'
import { workspacePatterns } from './patterns.ts'

// Scripts at the top of a workspace that start those of its packages.
const DELEGATES =
  /^\s*cd\s|\b(?:turbo|nx|lerna|moon|rush|concurrently|npm-run-all|run-p|run-s|docker|docker-compose|make)\b|\b(?:npm|pnpm|yarn|bun)\b.*\s(?:-r|-F|-w|-C|--recursive|--filter|--workspaces?|--prefix|--cwd|--dir|workspaces?)\b/

/** Whether a folder is the top of a JavaScript workspace that starts nothing but its packages, if anything. */
export function onlyHoldsPackages(app: App): boolean {
  const { files } = app
  const manifest = readJson(app, 'package.json')
  if (manifest === undefined) return false
  const holds = workspacePatterns(app) !== undefined || files.isFile('nx.json')
  if (!holds || files.isFile('Procfile')) return false
  const scripts = ['start:prod', 'start:production', 'start'].map((name) => manifest.string('scripts', name))
  const start = scripts.find((script) => script !== undefined)
  return start === undefined || DELEGATES.test(start.value)
}
