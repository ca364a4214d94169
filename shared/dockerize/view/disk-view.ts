import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { join as joinPath, posix } from 'node:path'
import { UserError } from '../../errors.ts'
import { decode } from './decode.ts'
import { diskFolders, realInside } from './disk-folders.ts'
import type { Entry, FileView } from './file-view.ts'
import { textCache } from './text-cache.ts'

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

  const kindAt = (given: string): Entry['kind'] | 'linked-folder' | undefined => {
    const path = plainPath(given)
    return path === '' ? 'folder' : folderAt(parentOf(path))?.kinds.get(posix.basename(path))
  }
  const realAt = (given: string): string | undefined => {
    const path = plainPath(given)
    const folder = kindAt(path) === 'file' ? folderAt(parentOf(path)) : undefined
    // The file itself may be a link.
    return folder && realInside(top, joinPath(folder.real, posix.basename(path)))
  }
  return {
    isFile: (path) => kindAt(path) === 'file',
    isFolder: (path) => kindAt(path) === 'folder' || kindAt(path) === 'linked-folder',
    text: (path) => texts(path, () => readText(realAt(path), path)),
    head: (path) => heads(path, () => readHead(realAt(path))),
    list: (path) => folderAt(plainPath(path))?.entries ?? [],
  }
}

// Files name each other in every way: `./a`, `a//b`, `a/../b`. What leads out stays so, and is not found.
function plainPath(path: string): string {
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path
  const plain = posix.normalize(path).replace(/^\/+|\/+$/g, '')
  return plain === '.' ? '' : plain
}

function parentOf(path: string): string {
  const parent = posix.dirname(path)
  return parent === '.' ? '' : parent
}

function readText(real: string | undefined, path: string): string | undefined {
  if (real === undefined) return undefined
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
function readHead(real: string | undefined): string | undefined {
  if (real === undefined) return undefined
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
