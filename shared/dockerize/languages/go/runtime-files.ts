import { UserError } from '../../../errors.ts'
import type { App } from '../../view/file-view.ts'
import { namedPaths } from '../../decide/named-paths.ts'
import type { Package } from './packages.ts'

// Calls whose argument names a file or folder: a bare word counts only in one of them.
const READERS =
  'Dir|DirFS|Static|StaticFS|StaticFile|AddConfigPath|Up|UpContext|New|NewFileSystem|NewEngine|Open|OpenFile|ReadFile|ReadDir|ServeFile|SendFile|File|LoadHTMLFiles|LoadHTMLGlob|ParseFiles|ParseGlob|Load'
const PATTERNS = {
  calls: [
    new RegExp(`\\b(?:${READERS})\\([^)\\n]*?"([\\w.-]+)"`, 'g'),
    new RegExp(`\\b(?:${READERS})\\([^)\\n]*,\\s*"([\\w.-]+)"`, 'g'),
  ],
  // Files of an embedded tree are named in the same way as others; those trees are told apart below.
  embedded: /\b(?:ParseFS|fs\.Sub)\([^)]*\)/g,
}
const EMBED = /^\/\/go:embed\s+(.+)$/gm

/**
 * Files and folders beside the source that the code reads while it runs: those that it names by a path, without what is
 * embedded into the program. Paths relative to the application.
 */
export function runtimeFiles(
  app: App,
  packages: readonly Package[],
  always: readonly string[],
): readonly string[] {
  const texts = packages.flatMap(({ files }) => files.map((file) => app.repository.head(file) ?? ''))
  const named = namedPaths(app, texts, PATTERNS, (name) => name.endsWith('.go'))
  const embedded = new Set(
    embeds(packages).flatMap(({ path, folder }) => (folder === app.folder ? [path.split('/')[0]] : [])),
  )
  const there = always.filter((name) => app.files.isFile(name) || app.files.isFolder(name))
  return [...new Set([...there, ...named.filter((name) => !embedded.has(name))])].sort()
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
