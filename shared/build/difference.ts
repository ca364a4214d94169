import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readlink, realpath } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UserError } from '../errors.ts'
import { mapLimited } from '../registry/map-limited.ts'
import type { Exec } from '../runner/exec.ts'
import { type Checkout, git, treeOf } from './git.ts'

/** The files that decide an image. All paths are absolute. */
export interface Inputs {
  readonly context: string
  readonly dockerfile: string
}

const FILES_AT_ONCE = 8

/**
 * What makes a work tree another than the commit's, in one hash: undefined when nothing does. Counted are tracked
 * changes and untracked files in the context, and the Dockerfile and its ignore file by their content wherever they
 * are and whether git ignores them or not. The same generated Dockerfile gives the same hash, so that its image is
 * found again.
 * @param commit the commit that the image is for; when another is checked out, that one's tree is a difference, too
 */
export async function differenceFrom(
  exec: Exec,
  checkout: Checkout,
  commit: string,
  inputs: Inputs,
): Promise<string | undefined> {
  const context = await realpath(inputs.context)
  const control = await controlFiles({ ...inputs, context })
  const inside = control.filter((path) => isWithin(checkout.root, path))
  const [changed, untracked, hidden, tree] = await Promise.all([
    changedPaths(exec, checkout.root, [context, ...inside]),
    untrackedPaths(exec, checkout.root, inside),
    hiddenPaths(exec, checkout.root, context),
    commit === checkout.head ? checkout.tree : treeOf(exec, checkout.folder, commit),
  ])
  const paths = new Set([...changed, ...untracked, ...hidden].map((path) => join(checkout.root, path)))
  for (const path of control) if (!isWithin(checkout.root, path)) paths.add(path)
  const entries = await describe(checkout.root, [...paths])
  if (tree !== checkout.tree) entries.push(`tree ${checkout.tree}`)
  return entries.length === 0 ? undefined : hashOf(entries)
}

/** The hash of a whole context, for a folder that is no git checkout and hence differs from its commit by all it has. */
export async function hashOfContext({ context, dockerfile }: Inputs): Promise<string> {
  const real = await realpath(context)
  const control = await controlFiles({ context: real, dockerfile })
  const outside = control.filter((path) => !isWithin(real, path))
  return hashOf(await describe(real, [real, ...outside]))
}

async function controlFiles({ context, dockerfile }: Inputs): Promise<readonly string[]> {
  const candidates = [dockerfile, `${dockerfile}.dockerignore`, join(context, '.dockerignore')]
  const found = await Promise.all(candidates.map(async (path) => await realpath(path).catch(() => undefined)))
  return [...new Set(found.filter((path) => path !== undefined))]
}

async function changedPaths(exec: Exec, root: string, paths: readonly string[]): Promise<readonly string[]> {
  const found = await list(exec, root, [
    'status',
    '--porcelain',
    '--no-renames',
    '--untracked-files=all',
    '--ignore-submodules=none',
    '-z',
    '--',
    ...paths,
  ])
  return found.map((entry) => entry.slice('XY '.length))
}

/** Those of the paths that the commit does not have, ignored ones as well. */
async function untrackedPaths(
  exec: Exec,
  root: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  if (paths.length === 0) return []
  return await list(exec, root, ['ls-files', '--others', '-z', '--', ...paths])
}

/** Tracked files that git was told not to look at: outside of a sparse checkout, or assumed unchanged. */
async function hiddenPaths(exec: Exec, root: string, context: string): Promise<readonly string[]> {
  const entries = await list(exec, root, ['ls-files', '-v', '-z', '--', context])
  return entries.filter((entry) => /^[Sa-z] /.test(entry)).map((entry) => entry.slice(2))
}

async function list(exec: Exec, root: string, args: readonly string[]): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await git(exec, root, ['--literal-pathspecs', ...args])
  if (exitCode === 0) return stdout.split('\0').filter((entry) => entry !== '')
  throw new UserError(
    `git cannot say what differs from the commit: ${stderr.trim()}`,
    'Check the repository out again, or set "rebuild" to true.',
  )
}

/** One line for every file below the paths: where it is, what it is, and its content. */
async function describe(root: string, paths: readonly string[]): Promise<string[]> {
  const lines = await mapLimited(paths, FILES_AT_ONCE, async (path) => await describePath(root, path))
  return lines.flat()
}

async function describePath(root: string, path: string): Promise<readonly string[]> {
  const name = JSON.stringify(relative(root, path))
  const found = await lstat(path).catch(() => undefined)
  if (found === undefined) return [`${name} absent`]
  if (found.isSymbolicLink()) return [`${name} link ${JSON.stringify(await readlink(path))}`]
  if (found.isDirectory()) {
    const names = (await readdir(path)).filter((entry) => entry !== '.git')
    return await describe(
      root,
      names.map((entry) => join(path, entry)),
    )
  }
  if (!found.isFile()) return []
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return [`${name} ${(found.mode & 0o111) === 0 ? 'file' : 'program'} ${hash.digest('hex')}`]
}

function hashOf(lines: readonly string[]): string {
  return createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest('hex')
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return !isAbsolute(way) && way !== '..' && !way.startsWith('../')
}
