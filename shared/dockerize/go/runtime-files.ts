import { UserError } from '../../errors.ts'
import type { App } from '../view/file-view.ts'
import type { Package } from './packages.ts'

// Calls whose argument names a file or folder: a bare word counts only in one of them.
const READERS =
  'Dir|DirFS|Static|StaticFS|StaticFile|AddConfigPath|Up|UpContext|New|NewFileSystem|NewEngine|Open|OpenFile|ReadFile|ReadDir|ServeFile|SendFile|File|LoadHTMLFiles|LoadHTMLGlob|ParseFiles|ParseGlob|Load'
const BARE = new RegExp(`\\b(?:${READERS})\\([^)\\n]*?"([\\w.-]+)"`, 'g')
const BARE_AFTER_COMMA = new RegExp(`\\b(?:${READERS})\\([^)\\n]*,\\s*"([\\w.-]+)"`, 'g')
const PATHS = /["`](?:file:\/\/)?(?:\.\/)?([\w.@-]+)(?:\/[\w.@*?[\]{}/-]*)["`]/g
const EMBED = /^\/\/go:embed\s+(.+)$/gm
const NOT_RUN =
  /^\.|\.(?:go|mod|sum|work)$|^(?:vendor|cmd|internal|pkg|node_modules|Makefile|Procfile|Dockerfile.*|README.*|LICENSE.*)$/

/**
 * Files and folders beside the source that the code reads while it runs: those that it names by a path, without what is
 * embedded into the program. Paths relative to the application.
 */
export function runtimeFiles(
  app: App,
  packages: readonly Package[],
  always: readonly string[],
): readonly string[] {
  const entries = new Map(
    app.files
      .list('')
      .filter(({ name }) => !NOT_RUN.test(name))
      .map(({ name, kind }) => [name, kind]),
  )
  const embedded = new Set(embeds(packages).map(({ path }) => path.split('/')[0]))
  const read = new Set(always.filter((name) => entries.has(name)))
  for (const { files, folder } of packages) {
    for (const file of files) {
      const text = app.repository.head(file) ?? ''
      for (const pattern of [BARE, BARE_AFTER_COMMA, PATHS]) {
        for (const [, name = ''] of text.matchAll(pattern)) {
          if (entries.has(name) && !(folder === app.folder && embedded.has(name))) read.add(name)
        }
      }
    }
  }
  return [...read].filter((name) => entries.get(name) === 'file' || hasOtherThanGo(app, name)).sort()
}

/** Throws a UserError for a file that is embedded and is not there, as what another build makes. */
export function checkEmbeds(app: App, packages: readonly Package[]): void {
  for (const { path, file, line, folder } of embeds(packages)) {
    const fixed = path.split('/').filter((_, index, parts) => !parts.slice(0, index + 1).some(isPattern))
    const place = [folder, ...fixed].filter((part) => part !== '').join('/')
    if (app.repository.isFile(place) || app.repository.isFolder(place)) continue
    throw new UserError(
      `${file}:${line} embeds "${path}", and ${place} is not there.`,
      'Build it in a step before this one, so that it is in the workspace, or commit it.',
    )
  }
}

interface Embed {
  readonly path: string
  readonly file: string
  readonly line: number
  readonly folder: string
}

function embeds(packages: readonly Package[]): readonly Embed[] {
  return packages.flatMap(({ files, folder, module }) =>
    files.flatMap((file) => {
      const text = module.app.repository.head(file) ?? ''
      return [...text.matchAll(EMBED)].flatMap((match) => {
        const line = text.slice(0, match.index).split('\n').length
        const words = (match[1] ?? '').match(/"[^"]*"|`[^`]*`|\S+/g) ?? []
        // Source: go.dev, package embed: "all:" takes hidden files, too.
        return words.map((word) => ({
          path: word.replace(/^["`]|["`]$/g, '').replace(/^all:/, ''),
          file,
          line,
          folder,
        }))
      })
    }),
  )
}

function isPattern(part: string): boolean {
  return /[*?[]/.test(part)
}

function hasOtherThanGo(app: App, folder: string): boolean {
  return app.files
    .list(folder)
    .some(({ name, kind }) =>
      kind === 'file' ? !name.endsWith('.go') : hasOtherThanGo(app, `${folder}/${name}`),
    )
}
