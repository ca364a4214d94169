import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs'
import { join as joinPath, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { UserError } from '../../errors.ts'
import { join, type Entry, type FileView } from './file-view.ts'

const HEAD_BYTES = 256 * 1024
// The largest lockfiles of public repositories are under 10 MB; beyond this a file is an accident or an attack.
const TEXT_BYTES = 32 * 1024 * 1024

/** The files below a folder of this machine. Every path is resolved first, so that no link leads out. */
export function diskView(root: string): FileView {
  const top = realpathSync(root)
  const ignored = gitIgnores((path) => readText(top, path))

  const kindOf = (path: string): Entry['kind'] | undefined => {
    const real = resolveInside(top, path)
    if (real === undefined) return undefined
    const stat = statSync(real)
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : undefined
  }
  return {
    isFile: (path) => kindOf(path) === 'file',
    isFolder: (path) => kindOf(path) === 'folder',
    text: (path) => (kindOf(path) === 'file' ? readText(top, path) : undefined),
    head: (path) => (kindOf(path) === 'file' ? readHead(top, path) : undefined),
    list: (folder) => {
      const real = resolveInside(top, folder)
      if (real === undefined || kindOf(folder) !== 'folder') return []
      return readdirSync(real, { withFileTypes: true })
        .flatMap((entry): readonly Entry[] => {
          const path = join(folder, entry.name)
          const kind = entry.isSymbolicLink()
            ? linkKind(kindOf(path))
            : entry.isFile()
              ? 'file'
              : entry.isDirectory()
                ? 'folder'
                : undefined
          if (kind === undefined || entry.name === '.git' || ignored(path, kind)) return []
          return [{ name: entry.name, kind }]
        })
        .sort((one, other) => (one.name < other.name ? -1 : 1))
    },
  }
}

// A linked folder is another name of one that is listed anyway, or a cycle.
function linkKind(kind: Entry['kind'] | undefined): Entry['kind'] | undefined {
  return kind === 'file' ? kind : undefined
}

function resolveInside(top: string, path: string): string | undefined {
  if (path.includes('\0')) return undefined
  try {
    const real = realpathSync(joinPath(top, path))
    return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep) ? real : undefined
  } catch {
    return undefined
  }
}

function readText(top: string, path: string): string | undefined {
  const real = resolveInside(top, path)
  if (real === undefined) return undefined
  const { size } = statSync(real)
  if (size > TEXT_BYTES) {
    throw new UserError(
      `${path} has ${Math.round(size / 1024 / 1024)} MiB: too large to be read as a manifest.`,
      `At most ${TEXT_BYTES / 1024 / 1024} MiB are read.`,
    )
  }
  return decode(readFileSync(real))
}

function readHead(top: string, path: string): string | undefined {
  const real = resolveInside(top, path)
  if (real === undefined) return undefined
  const file = openSync(real, 'r')
  try {
    const bytes = Buffer.alloc(Math.min(HEAD_BYTES, statSync(real).size))
    return decode(bytes.subarray(0, readSync(file, bytes)))
  } finally {
    closeSync(file)
  }
}

// Invalid UTF-8 becomes replacement characters: a file in another encoding must not end the run.
function decode(bytes: Buffer): string {
  return new TextDecoder('utf-8').decode(bytes)
}

/** The rules of every .gitignore from the top down to a path, each read once. */
function gitIgnores(
  read: (path: string) => string | undefined,
): (path: string, kind: Entry['kind']) => boolean {
  const rules = new Map<string, Ignore | undefined>()
  const rulesOf = (folder: string): Ignore | undefined => {
    if (!rules.has(folder)) {
      const text = read(join(folder, '.gitignore'))
      rules.set(folder, text === undefined ? undefined : ignore().add(text))
    }
    return rules.get(folder)
  }
  return (path, kind) => {
    const parts = path.split('/')
    let verdict = false
    for (let depth = 0; depth < parts.length; depth += 1) {
      const inside = parts.slice(depth).join('/') + (kind === 'folder' ? '/' : '')
      const result = rulesOf(parts.slice(0, depth).join('/'))?.test(inside)
      if (result?.ignored) verdict = true
      if (result?.unignored) verdict = false
    }
    return verdict
  }
}
