import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import type { Exec } from '../runner/exec.ts'
import { isWithin } from './describe-files.ts'
import { git } from './git.ts'

/**
 * The paths below a folder of a work tree that are not as its commit has them: changed, untracked, ignored, and those
 * that git was told not to look at. Folders stand for all that is in them. Absolute paths.
 * @param root the root of the work tree
 * @param files files elsewhere in it that count as well, ignored or not
 */
export async function pathsUnlikeCommit(
  exec: Exec,
  root: string,
  folder: string,
  files: readonly string[],
): Promise<readonly string[]> {
  const [changed, untracked, tracked, ignored] = await Promise.all([
    changedPaths(exec, root, [folder, ...files]),
    untrackedPaths(exec, root, files),
    list(exec, root, ['ls-files', '-v', '-s', '-z', '--', folder]),
    ignoredPaths(exec, root, folder),
  ])
  const hidden = tracked.filter((entry) => /^[Sa-z] /.test(entry)).map(pathOf)
  const found = [...changed, ...untracked, ...hidden, ...ignored].map((path) => join(root, path))
  const inside = await Promise.all(
    submodulesIn(root, tracked).map(async (submodule) => await ignoredBySubmodule(exec, submodule)),
  )
  return [...found.map((path) => (isWithin(path, folder) ? folder : path)), ...inside.flat()]
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

/** A folder that is ignored as a whole is one path, however many files it has. */
async function ignoredPaths(exec: Exec, root: string, folder: string): Promise<readonly string[]> {
  const args = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z', '--', folder]
  return await list(exec, root, args)
}

/** git asks no submodule for what it ignores; what else differs in one makes it a changed path. */
async function ignoredBySubmodule(exec: Exec, submodule: string): Promise<readonly string[]> {
  const [ignored, tracked] = await Promise.all([
    ignoredPaths(exec, submodule, submodule),
    list(exec, submodule, ['ls-files', '-v', '-s', '-z']),
  ])
  const inside = await Promise.all(
    submodulesIn(submodule, tracked).map(async (inner) => await ignoredBySubmodule(exec, inner)),
  )
  return [...ignored.map((path) => join(submodule, path)), ...inside.flat()]
}

/** Submodules that are checked out. Source: git-ls-files(1), Output; gitdatamodel(7): a submodule has the mode 160000. */
function submodulesIn(root: string, tracked: readonly string[]): readonly string[] {
  return tracked
    .filter((entry) => entry.slice('H '.length).startsWith('160000 '))
    .map((entry) => join(root, pathOf(entry)))
    .filter((path) => existsSync(join(path, '.git')))
}

function pathOf(entry: string): string {
  return entry.slice(entry.indexOf('\t') + 1)
}

async function list(exec: Exec, root: string, args: readonly string[]): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await git(exec, root, ['--literal-pathspecs', ...args])
  if (exitCode === 0) return stdout.split('\0').filter((entry) => entry !== '')
  throw new UserError(
    `git cannot say what differs from the commit: ${stderr.trim()}`,
    'Check the repository out again.',
  )
}
