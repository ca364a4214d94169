import { posix } from 'node:path'
import type { Found } from '../found.ts'
import { searchLines } from '../parse/lines.ts'
import type { App } from '../view/file-view.ts'

/** How a file is imported. */
export interface Module {
  readonly name: string
  /** The folder that imports start from, relative to the application. */
  readonly path: string
}

/** `src/shop/main.py` is the module `shop.main` below `src`, unless `src` is a package itself. */
function moduleOf(app: App, file: string): Module {
  const path = file.startsWith('src/') && !app.files.isFile('src/__init__.py') ? 'src' : ''
  const inside = path === '' ? file : file.slice(path.length + 1)
  const name = inside
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.')
  return { name, path }
}

// What people call the file with the application, the one made for servers first.
const NAMES = [
  'wsgi.py',
  'asgi.py',
  'main.py',
  'app.py',
  'application.py',
  'server.py',
  'api.py',
  'run.py',
  '__init__.py',
]

/** A name that a pattern finds at the start of a line of some file: its first group. */
export function findName(
  app: App,
  files: readonly string[],
  pattern: RegExp,
): { readonly module: Module; readonly name: Found<string> } | undefined {
  const rank = (file: string): number =>
    (NAMES.indexOf(posix.basename(file)) + NAMES.length + 1) % (NAMES.length + 1)
  const depth = (file: string): number => file.split('/').length
  const order = [...files].sort((one, other) => rank(one) - rank(other) || depth(one) - depth(other))
  for (const file of order) {
    const match = searchLines(app.files.head(file) ?? '', pattern)
    const value = match?.groups.find((group) => group !== undefined)
    if (match === undefined || value === undefined) continue
    return { module: moduleOf(app, file), name: { value, file: app.at(file), line: match.line } }
  }
  return undefined
}
