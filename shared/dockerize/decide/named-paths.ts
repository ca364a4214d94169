import type { App, Entry } from '../view/file-view.ts'

/** How a language names what it reads while it runs. */
export interface PathPatterns {
  /** Calls with a word for a file or folder, each pattern's first group being the word. */
  readonly calls: readonly RegExp[]
  /** What is taken into the program while it is compiled: cut out of the text before anything is looked for. */
  readonly embedded: RegExp
}

// A word with a slash is a path wherever it stands; its first part is what has to be in the image.
const PATHS = /["`](?:file:\/\/)?(?:\.\/)?([\w.@-]+)\/[\w.@*?[\]{}/-]*["`]/g
const DOT_PATHS = /["`](?:file:\/\/)?\.\/([\w.@-]+)["`]/g
const NOT_RUN =
  /^\.|^(?:src|vendor|cmd|internal|pkg|node_modules|target|tests?|benches|examples|go\.\w+|Cargo\.\w+|Makefile|Procfile|Dockerfile.*|README.*|LICEN[CS]E.*)$/

/**
 * Files and folders of the application that a compiled program names by their path, so that they have to be beside it
 * in the image. `source` tells files that are compiled: a folder of nothing else is not read.
 */
export function namedPaths(
  app: App,
  texts: readonly string[],
  { calls, embedded }: PathPatterns,
  source: (name: string) => boolean,
): readonly string[] {
  const entries = new Map<string, Entry['kind']>(
    app.files
      .list('')
      .filter(({ name }) => !NOT_RUN.test(name) && !source(name))
      .map(({ name, kind }) => [name, kind]),
  )
  const named = new Set<string>()
  for (const text of texts) {
    const rest = text.replace(embedded, '')
    for (const pattern of [...calls, PATHS, DOT_PATHS]) {
      for (const [, name = ''] of rest.matchAll(pattern)) if (entries.has(name)) named.add(name)
    }
  }
  return [...named].filter((name) => entries.get(name) === 'file' || hasOther(app, name, source)).sort()
}

function hasOther(app: App, folder: string, source: (name: string) => boolean): boolean {
  return app.files
    .list(folder)
    .some(({ name, kind }) => (kind === 'file' ? !source(name) : hasOther(app, `${folder}/${name}`, source)))
}
