import { createHash, hash } from 'node:crypto'
import { createReadStream, lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import type { ContextFilter } from './context-filter.ts'

/** How files are named and which of them count. */
export interface Described {
  /** The folder that names are relative to. */
  readonly root: string
  readonly context: string
  readonly filter: ContextFilter
}

const LARGE_BYTES = 1024 * 1024
const BETWEEN_PAUSES = 500

/**
 * One line for every file below the paths: where it is, what it is, and its content. Files of the context that the
 * build leaves out have none, nor has what git keeps in `.git`.
 */
export async function describeFiles(scope: Described, paths: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = []
  const waiting = [...paths]
  for (let count = 1; waiting.length > 0; count += 1) {
    const path = waiting.pop() ?? ''
    // Many small files are read fastest one after another, without a promise for each; signals get their turn.
    if (count % BETWEEN_PAUSES === 0) await setImmediate()
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (found?.isDirectory()) waiting.push(...entriesOf(scope, path))
    else if (counts(scope, path)) lines.push(...(await describeFile(scope.root, path, found)))
  }
  return lines
}

/** Whether a path is a folder or below it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return !isAbsolute(way) && way !== '..' && !way.startsWith('../')
}

function counts({ context, filter }: Described, path: string): boolean {
  return !isWithin(context, path) || filter.sends(relative(context, path))
}

function entriesOf({ context, filter }: Described, folder: string): readonly string[] {
  if (isWithin(context, folder) && filter.leavesOut(relative(context, folder))) return []
  const names = unlessDenied(() => readdirSync(folder)) ?? []
  return names.filter((name) => name !== '.git').map((name) => join(folder, name))
}

async function describeFile(
  root: string,
  path: string,
  found: Stats | undefined,
): Promise<readonly string[]> {
  const name = JSON.stringify(relative(root, path))
  if (found === undefined) return [`${name} absent`]
  if (found.isSymbolicLink()) return [`${name} link ${JSON.stringify(readlinkSync(path))}`]
  if (!found.isFile()) return []
  const content =
    found.size > LARGE_BYTES
      ? await hashOfLarge(path)
      : unlessDenied(() => hash('sha256', readFileSync(path)))
  const kind = (found.mode & 0o111) === 0 ? 'file' : 'program'
  return [`${name} ${kind} ${content ?? 'unreadable'}`]
}

async function hashOfLarge(path: string): Promise<string | undefined> {
  const sum = createHash('sha256')
  try {
    await pipeline(createReadStream(path), sum)
  } catch (error) {
    if (isDenied(error)) return undefined
    throw error
  }
  return sum.digest('hex')
}

function unlessDenied<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (isDenied(error)) return undefined
    throw error
  }
}

/** A file that may not be read here cannot be read by the build, either: it fails, or does not need it. */
function isDenied(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'EACCES' || code === 'EPERM' || code === 'ENOENT'
}
