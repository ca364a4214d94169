import { UserError } from '../errors.ts'
import type { Warning } from './found.ts'
import { parseYaml } from './parse/yaml.ts'
import { isTable } from './parse/document.ts'
import { parseJson } from './parse/json.ts'
import { hasApplication } from './providers.ts'
import { appIn, folders, type App, type FileView } from './view/file-view.ts'

/** The folders with an application, and those that could not be judged. */
export interface Applications {
  /** Relative to the repository, `''` being the top; nearest to the top first. */
  readonly folders: readonly string[]
  readonly warnings: readonly Warning[]
}

/**
 * The folders of a repository that have an application. The top of a workspace whose packages are applications is none
 * itself, unless it starts something of its own. A folder with a broken manifest is said and passed over: the others
 * are not to wait for it.
 */
export function applicationsIn(view: FileView, framework?: string): Applications {
  const warnings: Warning[] = []
  const judged = (folder: string): boolean => {
    try {
      return hasApplication(appIn(view, folder), framework)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      warnings.push({ text: `${folder === '' ? 'The top' : folder} is passed over: ${error.message}` })
      return false
    }
  }
  const below = folders(view).filter(judged)
  const top = judged('') && !(below.length > 0 && onlyHoldsPackages(appIn(view, '')))
  return { folders: top ? ['', ...below] : below, warnings }
}

// Scripts at the top of a workspace that start those of its packages.
const DELEGATES =
  /^\s*cd\s|\b(?:turbo|nx|lerna|moon|rush|concurrently|npm-run-all|run-p|run-s|docker|docker-compose|make)\b|\b(?:npm|pnpm|yarn|bun)\b.*\s(?:-r|-F|-w|-C|--recursive|--filter|--workspaces?|--prefix|--cwd|--dir|workspaces?)\b/

/** Whether a folder is the top of a JavaScript workspace that starts nothing but its packages, if anything. */
export function onlyHoldsPackages({ files, at }: App): boolean {
  const text = files.text('package.json')
  if (text === undefined) return false
  const manifest = parseJson(at('package.json'), text)
  const pnpm = files.text('pnpm-workspace.yaml')
  const settings = pnpm === undefined ? undefined : parseYaml(at('pnpm-workspace.yaml'), pnpm)
  const holds =
    manifest.has('workspaces') ||
    files.isFile('lerna.json') ||
    (isTable(settings) && Array.isArray(settings['packages']))
  if (!holds || files.isFile('Procfile')) return false
  const scripts = ['start:prod', 'start:production', 'start'].map((name) => manifest.string('scripts', name))
  const start = scripts.find((script) => script !== undefined)
  return start === undefined || DELEGATES.test(start.value)
}
