import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { posix, sep } from 'node:path'
import { UserError } from '../../errors.ts'
import { decode } from './decode.ts'
import { diskFolders, kindIn, parentOf, realInside, type DiskKind } from './disk-folders.ts'
import type { FileView } from './file-view.ts'
import { textCache, type Cache } from './text-cache.ts'

const HEAD_BYTES = 256 * 1024
// The largest lockfiles of public repositories are under 10 MB; beyond this a file is an accident or an attack.
const TEXT_BYTES = 32 * 1024 * 1024
// Every source is looked at by several questions; together they are kept only as far as memory allows.
const KEPT_BYTES = 24 * 1024 * 1024

/** The files below a folder of this machine, each folder listed and each text read once. No link leads out. */
export function diskView(root: string): FileView {
  const top = realpathSync(root)
  const folderAt = diskFolders(top)
  const texts = textCache(KEPT_BYTES)
  const heads = textCache(KEPT_BYTES)

  const kindAt = (path: string): DiskKind | undefined => {
    const folder = path === '' ? undefined : folderAt(parentOf(path))
    return path === '' ? 'folder' : folder && kindIn(folder, nameOf(path))
  }
  /** Where a file is; undefined where there is none, which is what most questions find: it must cost nothing. */
  const fileAt = (path: string): string | undefined => {
    const folder = path === '' ? undefined : folderAt(parentOf(path))
    const name = nameOf(path)
    const kind = folder && kindIn(folder, name)
    if (folder === undefined || (kind !== 'file' && kind !== 'linked-file')) return undefined
    const real = `${folder.real}${sep}${name}`
    return kind === 'file' ? real : realInside(top, real)
  }
  const cached = (
    cache: Cache<string | undefined>,
    given: string,
    read: (real: string, path: string) => string | undefined,
  ): string | undefined => {
    const path = plainPath(given)
    const real = fileAt(path)
    return real === undefined ? undefined : cache(path, () => read(real, path))
  }
  return {
    isFile: (given) => {
      const kind = kindAt(plainPath(given))
      return kind === 'file' || kind === 'linked-file'
    },
    isFolder: (given) => {
      const kind = kindAt(plainPath(given))
      return kind === 'folder' || kind === 'linked-folder'
    },
    text: (path) => cached(texts, path, readText),
    head: (path) => cached(heads, path, readHead),
    list: (path) => folderAt(plainPath(path))?.entries ?? [],
  }
}

// Files name each other in every way: `./a`, `a//b`, `a/../b`. What leads out stays so, and is not found.
function plainPath(path: string): string {
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path
  const plain = posix.normalize(path).replace(/^\/+|\/+$/g, '')
  return plain === '.' ? '' : plain
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function readText(real: string, path: string): string {
  let bytes: Buffer
  try {
    bytes = readBytes(real, TEXT_BYTES + 1)
  } catch {
    throw new UserError(`${path} cannot be read.`, 'Look at its permissions.')
  }
  if (bytes.length <= TEXT_BYTES) return decode(bytes)
  throw new UserError(
    `${path} is too large to be read as a manifest.`,
    `At most ${TEXT_BYTES / 1024 / 1024} MiB are read.`,
  )
}

// Of source that cannot be read nothing is known, which is no reason to stop.
function readHead(real: string): string | undefined {
  try {
    return decode(readBytes(real, HEAD_BYTES))
  } catch {
    return undefined
  }
}

function readBytes(real: string, limit: number): Buffer {
  const file = openSync(real, 'r')
  try {
    const bytes = Buffer.allocUnsafe(Math.min(limit, fstatSync(file).size))
    let length = 0
    while (length < bytes.length) {
      const count = readSync(file, bytes, length, bytes.length - length, null)
      if (count === 0) break
      length += count
    }
    return bytes.subarray(0, length)
  } finally {
    closeSync(file)
  }
}
