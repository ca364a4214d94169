import type { Exec, ExecResult } from '../runner/exec.ts'

/** A git work tree with a commit checked out. */
export interface Checkout {
  /** The folder that git was asked in. */
  readonly folder: string
  /** Absolute path of the work tree's root. */
  readonly root: string
  /** Full sha of the commit that is checked out. */
  readonly head: string
  /** Id of that commit's tree. */
  readonly tree: string
  readonly shallow: boolean
}

/** Runs git in a folder. Ours are questions only, in a folder that another user may own, as in container jobs. */
export async function git(exec: Exec, folder: string, args: readonly string[]): Promise<ExecResult> {
  const safely = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', '--no-optional-locks']
  return await exec('git', ['-C', folder, ...safely, ...args])
}

/** The checkout that a folder is in, or undefined where there is none, no commit, or no git. */
export async function readCheckout(exec: Exec, folder: string): Promise<Checkout | undefined> {
  const asked = ['rev-parse', '--show-toplevel', '--is-shallow-repository', 'HEAD', 'HEAD^{tree}']
  const { exitCode, stdout } = await git(exec, folder, asked)
  const [root, shallow, head, tree] = stdout.split('\n')
  if (exitCode !== 0 || !root || !head || !tree) return undefined
  return { folder, root, head, tree, shallow: shallow === 'true' }
}

/** The time of a commit, RFC 3339, or undefined when the checkout does not have it. */
export async function commitTime(exec: Exec, folder: string, commit: string): Promise<string | undefined> {
  const { exitCode, stdout } = await git(exec, folder, ['show', '--no-patch', '--format=%cI', commit, '--'])
  return exitCode === 0 ? stdout.trim() : undefined
}

/** The id of a commit's tree, or undefined when the checkout does not have it. */
export async function treeOf(exec: Exec, folder: string, commit: string): Promise<string | undefined> {
  const { exitCode, stdout } = await git(exec, folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    `${commit}^{tree}`,
  ])
  return exitCode === 0 ? stdout.trim() : undefined
}

/** Whether a commit is an ancestor of another; undefined when the history at hand can't tell. */
export async function isAncestor(
  exec: Exec,
  checkout: Pick<Checkout, 'folder' | 'shallow'>,
  ancestor: string,
  descendant: string,
): Promise<boolean | undefined> {
  const { exitCode } = await git(exec, checkout.folder, ['merge-base', '--is-ancestor', ancestor, descendant])
  if (exitCode === 0) return true
  // A "no" may only mean that the way between the two was cut off.
  return exitCode === 1 && !checkout.shallow ? false : undefined
}
