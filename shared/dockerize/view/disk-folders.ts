import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { join as joinPath, relative, sep } from 'node:path'
import { decode } from './decode.ts'
import { join, type Entry } from './file-view.ts'
import { forgetful, isIgnored, withRules, type IgnoreRules } from './git-ignore.ts'

/** What a name in a folder is: a linked folder can be gone into, but is not listed. */
export type DiskKind = Entry['kind'] | 'linked-file' | 'linked-folder'

/** A folder as it was found on the disk, once. */
export interface DiskFolder {
  /** Its absolute path, without links. */
  readonly real: string
  /** What can be seen in it, sorted by name. */
  readonly entries: readonly Entry[]
  /** The links among them, and links to folders, which are not listed. */
  readonly links: ReadonlyMap<string, DiskKind>
  readonly rules: IgnoreRules
}

// The rules of a repository are some hundred lines; what is longer is no such file.
const RULES_BYTES = 1024 * 1024
const NO_LINKS: ReadonlyMap<string, DiskKind> = new Map()

/** Finds the folders below a top, each once: without what git ignores, what leads out, and what nobody may read. */
export function diskFolders(top: string): (path: string) => DiskFolder | undefined {
  const folders = new Map<string, DiskFolder | undefined>()
  const first = readFolder(top, top, '', withRules([], 0, readRules(joinPath(top, '.git/info/exclude'))))
  folders.set('', first)
  return (path) => {
    const before = folders.get(path)
    if (before !== undefined) return before
    // From the nearest folder above that is known, so that a name that is nowhere costs a look or two.
    let known = path
    while (!folders.has(known)) known = parentOf(known)
    let folder = folders.get(known)
    const deeper = path.slice(known === '' ? 0 : known.length + 1)
    // From there down, so that paths of any depth need no recursion.
    for (const part of deeper === '' ? [] : deeper.split('/')) {
      const kind = folder && kindIn(folder, part)
      if (folder === undefined || (kind !== 'folder' && kind !== 'linked-folder')) return undefined
      known = join(known, part)
      const real = joinPath(folder.real, part)
      const inside = kind === 'folder' ? real : realInside(top, real)
      folder = inside === undefined ? undefined : readFolder(top, inside, known, folder.rules)
      folders.set(known, folder)
    }
    return folder
  }
}

/** The folder that a path is in; `''` for what is at the top. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** What a name in a folder is. Its list is searched: a map of each folder beside it would double what is kept. */
export function kindIn({ entries, links }: DiskFolder, name: string): DiskKind | undefined {
  let from = 0
  let to = entries.length
  while (from < to) {
    const middle = (from + to) >> 1
    const entry = entries[middle]
    if (entry === undefined) break
    if (entry.name === name) return links.get(name) ?? entry.kind
    if (entry.name < name) from = middle + 1
    else to = middle
  }
  return links.get(name)
}

function readFolder(top: string, real: string, path: string, above: IgnoreRules): DiskFolder {
  const found = namesIn(real)
  const depth = path === '' ? 0 : path.split('/').length
  const own = found.some((entry) => entry.name === '.gitignore' && entry.isFile())
  const rules = withRules(above, depth, own ? readRules(joinPath(real, '.gitignore')) : undefined)
  const asked = forgetful(rules)
  const entries: Entry[] = []
  let links: Map<string, DiskKind> | undefined
  for (const entry of found) {
    const kind = kindOf(top, real, entry)
    if (kind === undefined || !isPlainName(entry.name)) continue
    const visible = kind === 'folder' ? kind : 'file'
    if (isIgnored(asked, join(path, entry.name), visible)) continue
    if (kind !== 'linked-folder') entries.push({ name: entry.name, kind: visible })
    if (kind !== visible) links = (links ?? new Map<string, DiskKind>()).set(entry.name, kind)
  }
  entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  return { real, entries, links: links ?? NO_LINKS, rules }
}

/** A folder that may not be read is one in which nothing can be seen. */
function namesIn(real: string): readonly Dirent[] {
  try {
    return readdirSync(real, { withFileTypes: true })
  } catch {
    return []
  }
}

// Neither pipes, sockets and devices, which a read could wait for, nor links to them.
function kindOf(top: string, folder: string, entry: Dirent): DiskKind | undefined {
  if (entry.name === '.git') return undefined
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  if (!entry.isSymbolicLink()) return undefined
  const real = realInside(top, joinPath(folder, entry.name))
  const stat = real === undefined ? undefined : statSync(real, { throwIfNoEntry: false })
  // A linked folder is another name of one that is listed anyway, or a cycle.
  return stat?.isFile() === true ? 'linked-file' : stat?.isDirectory() === true ? 'linked-folder' : undefined
}

/** What a path leads to, where that is in the repository, and not in .git, which holds the token of the checkout. */
export function realInside(top: string, path: string): string | undefined {
  try {
    const real = realpathSync(path)
    const parts = relative(top, real).split(sep)
    return parts[0] === '..' || parts.includes('.git') ? undefined : real
  } catch {
    return undefined
  }
}

// Names that no line of a Dockerfile or log can hold as they are: with control characters, or in another encoding.
function isPlainName(name: string): boolean {
  return !/[\p{Cc}\u2028\u2029\ufffd]/u.test(name)
}

function readRules(path: string): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat?.isFile() !== true || stat.size > RULES_BYTES) return undefined
    return decode(readFileSync(path))
  } catch {
    return undefined
  }
}
