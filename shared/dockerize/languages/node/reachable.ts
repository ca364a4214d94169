import { posix } from 'node:path'
import type { App } from '../../view/file-view.ts'

const IMPORTS =
  /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*|\brequire\.resolve\(\s*|\bnew\s+URL\(\s*)['"](\.{1,2}\/[^'"\n]*|\.{1,2})['"]/g
// What is loaded is told while it runs: by the names in a folder, or by a setting.
const DYNAMIC = /\brequire\(\s*(?!['"`]|\))|\bimport\(\s*(?!['"`]|\))|\bimport\.meta\.glob\b/
const ENDINGS = ['.js', '.ts', '.mjs', '.mts', '.cjs', '.cts', '.jsx', '.tsx']

/**
 * The files of the application that a file loads, itself included. Where some of it is told only while it runs, all of
 * `files` that stand in the folder of the code that loads it or below. Source: nodejs.org, "Modules: CommonJS modules" and "Modules: ECMAScript modules".
 */
export function reachable(app: App, entry: string, files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const queue = [entry]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue
    found.add(file)
    const text = app.files.head(file) ?? ''
    if (DYNAMIC.test(text)) {
      const folder = posix.dirname(file)
      queue.push(...files.filter((other) => folder === '.' || other.startsWith(`${folder}/`)))
    }
    for (const [, path = ''] of text.matchAll(IMPORTS)) {
      const next = fileOf(app, posix.join(posix.dirname(file), path))
      if (next !== undefined) queue.push(next)
    }
  }
  return found
}

/** The source of what is started: the file itself, or what a build makes it from; undefined where it is not there. */
export function sourceOf(app: App, entry: string, output: string | undefined): string | undefined {
  const plain = entry.replace(/^\.\//, '')
  const own = fileOf(app, plain)
  if (own !== undefined || output === undefined || !plain.startsWith(`${output}/`)) return own
  const below = plain.slice(output.length + 1)
  return ['src', '.', ...(below.startsWith('src/') ? [''] : [])]
    .map((folder) => fileOf(app, posix.join(folder, below)))
    .find((file) => file !== undefined)
}

function fileOf(app: App, path: string): string | undefined {
  if (path.startsWith('..')) return undefined
  // TypeScript names the file that will be there: `./app.js` of app.ts.
  const bare = path.replace(/\.[mc]?jsx?$/, '')
  const names = [
    path,
    ...ENDINGS.map((ending) => bare + ending),
    ...ENDINGS.map((ending) => `${path}/index${ending}`),
  ]
  return names.find((name) => app.files.isFile(name))
}
