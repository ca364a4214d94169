import { appendFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'

/** Appends a comment to a file of source. Gives the file, or undefined where none is known to take one. */
export function changeSource(
  workspace: string,
  root: string,
  source: readonly [string, string] | undefined,
): string | undefined {
  const [file, comment] = source ?? aSource(join(workspace, root)) ?? []
  if (file === undefined || comment === undefined) return undefined
  appendFileSync(join(workspace, root, file), `\n${comment}\n`)
  return file
}

const slashes = '// changed'
const hash = '# changed'
const markup = '<!-- changed -->'
const COMMENTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['.js', '.mjs', '.cjs', '.ts', '.tsx', '.jsx', '.go', '.rs', '.java', '.kt', '.cs', '.php'].map(
      (name) => [name, slashes],
    ),
  ),
  ...Object.fromEntries(['.py', '.rb', '.ex', '.exs'].map((name) => [name, hash])),
  ...Object.fromEntries(['.vue', '.svelte', '.html', '.md'].map((name) => [name, markup])),
}

// Read by package managers or builders, or none of the application's source.
const NO_SOURCE =
  /\.config\.|\.d\.ts$|^(?:setup|conftest|manage|noxfile)\.py$|^mix\.exs$|^README|^CHANGELOG|^\./i
const NO_SOURCES = /^(?:node_modules|tests?|__tests__|docs|spec|vendor|target|dist|build|\..*)$/

/** The first file, near the top before far below, whose language has comments, in the order of the list above. */
function aSource(folder: string): readonly [string, string] | undefined {
  const files = sources(folder, '', 0)
  for (const [extension, comment] of Object.entries(COMMENTS)) {
    const file = files.find((name) => extname(name) === extension)
    if (file !== undefined) return [file, comment]
  }
  return undefined
}

function sources(folder: string, below: string, depth: number): readonly string[] {
  const entries = readdirSync(join(folder, below), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )
  const here = entries.filter((entry) => entry.isFile() && !NO_SOURCE.test(entry.name))
  const folders =
    depth > 6 ? [] : entries.filter((entry) => entry.isDirectory() && !NO_SOURCES.test(entry.name))
  return [
    ...here.map(({ name }) => join(below, name)),
    ...folders.flatMap(({ name }) => sources(folder, join(below, name), depth + 1)),
  ]
}
