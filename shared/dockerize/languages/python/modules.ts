import { posix } from 'node:path'
import type { Found } from '../../found.ts'
import { searchLines } from '../../parse/lines.ts'
import type { App } from '../../view/file-view.ts'
import type { Source } from './source.ts'

/** How a file is imported. */
export interface Module {
  readonly name: string
  /** The folder that imports start from, relative to the application. */
  readonly path: string
}

/** `src/shop/main.py` is the module `shop.main` below `src`, unless `src` is a package itself. */
export function moduleOf(source: Source, file: string): Module {
  const path = importRoot(source, file)
  const inside = path === '' ? file : file.slice(path.length + 1)
  const name = inside
    .replace(/\.py$/, '')
    .replace(/(?:^|\/)__init__$/, '')
    .replaceAll('/', '.')
  return { name, path }
}

/**
 * The folder that a file's imports start from: the one below which what it imports is there. Where its imports do not
 * tell, the folder above its packages.
 */
function importRoot({ app, code }: Source, file: string): string {
  const parts = file.split('/').slice(0, -1)
  if (parts.length === 0) return ''
  // A relative import goes up inside a package, whose folder is then none to start from.
  const deepest = parts.length - (/^[ \t]*from\s+\./m.test(code(file)) ? 1 : 0)
  const folders = Array.from({ length: deepest + 1 }, (_, length) => parts.slice(0, length).join('/'))
  const imported = importedNames(code(file))
  const scores = folders.map((folder) => {
    const inside = folder === '' ? '' : `${folder}/`
    return imported.filter((name) => resolves(app, inside, name)).length
  })
  const best = Math.max(...scores)
  if (best > 0) return folders[scores.indexOf(best)] ?? ''
  if (parts[0] === 'src' && !app.files.isFile('src/__init__.py')) return 'src'
  const plain = folders.findLast((folder) => folder === '' || !app.files.isFile(`${folder}/__init__.py`))
  // A folder without __init__.py is a package, too, when nothing is imported from it.
  return plain === parts.join('/') && parts.length === 1 ? '' : (plain ?? '')
}

function importedNames(code: string): readonly string[] {
  const names = [
    ...code.matchAll(/^[ \t]*(?:from\s+([A-Za-z_][\w.]*)\s+import\b|import\s+([A-Za-z_][\w.]*))/gm),
  ]
  return [...new Set(names.map((match) => match[1] ?? match[2] ?? ''))].filter(Boolean)
}

function resolves(app: App, inside: string, name: string): boolean {
  const path = inside + name.replaceAll('.', '/')
  return app.files.isFile(`${path}.py`) || app.files.isFile(`${path}/__init__.py`) || app.files.isFolder(path)
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
  'web.py',
  '__main__.py',
  '__init__.py',
]

/** Files in the order in which people put the application into them. */
export function likelyFirst(files: readonly string[]): readonly string[] {
  const rank = (file: string): number =>
    (NAMES.indexOf(posix.basename(file)) + NAMES.length + 1) % (NAMES.length + 1)
  const depth = (file: string): number => file.split('/').length
  return [...files].sort((one, other) => rank(one) - rank(other) || depth(one) - depth(other))
}

/** A name, and the module that has it. */
export interface Named {
  readonly module: Module
  readonly name: Found<string>
  readonly file: string
}

/** A name that a pattern finds at the start of a line of some file: its first group. */
export function findName(source: Source, pattern: RegExp): Named | undefined {
  for (const file of likelyFirst(source.files)) {
    const match = searchLines(source.code(file), pattern)
    const value = match?.groups.find((group) => group !== undefined)
    if (match === undefined || value === undefined) continue
    return {
      module: moduleOf(source, file),
      name: { value, file: source.app.at(file), line: match.line },
      file,
    }
  }
  return undefined
}
