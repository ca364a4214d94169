/** One name in a folder. Links are given as what they lead to; a link out of the repository is not given at all. */
export interface Entry {
  readonly name: string
  readonly kind: 'file' | 'folder'
}

/**
 * A read-only view of a tree of files, read when asked. Paths are relative, with slashes, `''` being the top.
 * Nothing outside the tree can be seen, whatever a path or link says.
 */
export interface FileView {
  readonly isFile: (path: string) => boolean
  readonly isFolder: (path: string) => boolean
  /** The whole text without a byte order mark, or undefined where there is no such file. Throws a UserError for one too large to be a manifest. */
  readonly text: (path: string) => string | undefined
  /** At most the first 256 KiB: for source, where one huge generated file must not cost more than the rest. */
  readonly head: (path: string) => string | undefined
  /** Sorted by name, without what git ignores. Empty where there is no such folder. */
  readonly list: (folder: string) => readonly Entry[]
}

/** The application inside its repository. */
export interface App {
  /** The application's own folder. */
  readonly files: FileView
  /** The whole repository: the build context. */
  readonly repository: FileView
  /** The application's folder in the repository; `''` when it is the repository. */
  readonly folder: string
  /** The repository's path of an application's file: for COPY and for telling where a value was found. */
  readonly at: (path: string) => string
}

/** Joins two relative paths; either may be `''`. */
export function join(folder: string, path: string): string {
  return folder === '' ? path : path === '' ? folder : `${folder}/${path}`
}

/** The application in a folder of a repository. */
export function appIn(repository: FileView, folder: string): App {
  const at = (path: string): string => join(folder, path)
  const files: FileView = {
    isFile: (path) => repository.isFile(at(path)),
    isFolder: (path) => repository.isFolder(at(path)),
    text: (path) => repository.text(at(path)),
    head: (path) => repository.head(at(path)),
    list: (path) => repository.list(at(path)),
  }
  return { files, repository, folder, at }
}

/** The application seen from its own folder, then from each folder above it, up to the top of the repository. */
export function upward(app: App): readonly App[] {
  const parts = app.folder === '' ? [] : app.folder.split('/')
  const above = parts.map((_, index) => appIn(app.repository, parts.slice(0, index).join('/')))
  return [app, ...above.reverse()]
}

const GENERATED =
  `.git node_modules bower_components vendor .venv venv env __pycache__ site-packages dist build out
  coverage`.split(/\s+/)
// Often far more files than the source; tests start servers of their own, and migrations are endless.
const NOT_SOURCE = 'test tests __tests__ spec e2e fixtures examples docs migrations'.split(' ')
const PASSED_OVER = new Set([...GENERATED, ...NOT_SOURCE])
// Tests have applications of their own, which nobody deploys; examples and documentation may well be served.
const NO_APPLICATIONS = new Set([
  ...GENERATED,
  ...'test tests __tests__ spec e2e cypress fixtures __fixtures__ testdata fuzz benchmarks'.split(' '),
])

/** Files with one of these endings, nearest to the top first, at most `limit` of them. */
export function sources(view: FileView, endings: readonly string[], limit = 500): readonly string[] {
  const found: string[] = []
  let folders = ['']
  for (let depth = 0; depth < 12 && folders.length > 0; depth += 1) {
    const deeper: string[] = []
    for (const folder of folders) {
      for (const { name, kind } of view.list(folder)) {
        const path = join(folder, name)
        if (kind === 'folder') {
          if (!PASSED_OVER.has(name) && !name.startsWith('.')) deeper.push(path)
        } else if (
          endings.some((ending) => name.endsWith(ending)) &&
          !/\.(test|spec|config|d)\.\w+$/.test(name)
        ) {
          found.push(path)
          if (found.length >= limit) return found
        }
      }
    }
    folders = deeper
  }
  return found
}

/** Folders that may have an application of their own, nearest to the top first, at most `limit` of them. */
export function folders(view: FileView, limit = 5000): readonly string[] {
  const found: string[] = []
  let level = ['']
  for (let depth = 0; depth < 6 && level.length > 0 && found.length < limit; depth += 1) {
    level = level.flatMap((folder) =>
      view
        .list(folder)
        .filter(({ name, kind }) => kind === 'folder' && !NO_APPLICATIONS.has(name) && !name.startsWith('.'))
        .map(({ name }) => join(folder, name)),
    )
    found.push(...level)
  }
  return found.slice(0, limit)
}
