import { posix } from 'node:path'
import { UserError } from '../../../errors.ts'
import { originOf, type Found } from '../../found.ts'
import { join, type App } from '../../view/file-view.ts'

/** A package that a line of a requirements file takes from the repository. */
export interface LocalPackage {
  /** The application itself, or what needs all of its source; a folder; a wheel or a source archive. */
  readonly kind: 'self' | 'folder' | 'archive'
  /** The repository's path. */
  readonly path: string
  readonly editable: boolean
}

const EDITABLE = /^(?:-e\s*|--editable[\s=]+)/
const ARCHIVE = /\.(?:whl|zip|tar\.(?:gz|bz2|xz))$/

/**
 * Reads a line, or is undefined where it names no path. A path starts from the folder that pip is called in, whichever
 * file it stands in. Source: pip's documentation, "pip install", "Requirement Specifiers" and "Requirements File Format".
 * @throws UserError for a path outside the repository
 */
export function localPackage(app: App, line: Found<string>): LocalPackage | undefined {
  const editable = EDITABLE.test(line.value)
  const [word = ''] = line.value.replace(EDITABLE, '').split(/\s/)
  const path = word
    .replace(/^["']|["']$/g, '')
    .replace(/^file:(?!\/)/, '')
    .replace(/\[[^\]]*\]$/, '')
  const full = posix.normalize(join(app.folder, path)).replace(/^\.$|\/$/, '')
  const explicit = /^\.{1,2}(?:\/|$)/.test(path)
  const there = app.repository.isFolder(full) || app.repository.isFile(full)
  // Without dots it is a path where it has a slash or an archive's ending, and where something is there.
  if (!explicit && !(there && /^[\w.-]+(?:\/|$)/.test(path) && (path.includes('/') || ARCHIVE.test(path)))) {
    return undefined
  }
  if (full === '..' || full.startsWith('../')) {
    throw new UserError(
      `"${line.value}" (${originOf(line)}) is outside the repository, where no build can read it.`,
      'Move the package inside, or name it by its repository: git+https://...',
    )
  }
  if (ARCHIVE.test(full) && app.repository.isFile(full)) return { kind: 'archive', path: full, editable }
  const isFolder = full !== app.folder && full !== '' && app.repository.isFolder(full)
  // What has the application inside of it, or is not there yet, needs more than a folder.
  return isFolder && !`${app.folder}/`.startsWith(`${full}/`)
    ? { kind: 'folder', path: full, editable }
    : { kind: 'self', path: app.folder, editable }
}
