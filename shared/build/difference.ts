import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Exec } from '../runner/exec.ts'
import { contextFilter, readContextFilter } from './context-filter.ts'
import { type Described, describeFiles, isWithin } from './describe-files.ts'
import { type Checkout, treeOf } from './git.ts'
import { pathsUnlikeCommit } from './git-changes.ts'

/** The files that decide an image. All paths are absolute. */
export interface Inputs {
  readonly context: string
  readonly dockerfile: string
}

/**
 * What makes a work tree another than the commit's, in one hash: undefined when nothing does. Counted are tracked
 * changes, untracked files and files that git ignores, as far as the context that is sent to the build has them, and
 * the Dockerfile and its ignore file by their content wherever they are. The same generated Dockerfile gives the same
 * hash, so that its image is found again.
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
  const [unlike, filter, tree] = await Promise.all([
    pathsUnlikeCommit(exec, checkout.root, context, inside),
    readContextFilter(context, inputs.dockerfile),
    commit === checkout.head ? checkout.tree : treeOf(exec, checkout.folder, commit),
  ])
  const differing = new Set(unlike)
  const ofControl = control.filter((path) => differing.has(path) || !isWithin(checkout.root, path))
  const lines = await describe({ root: checkout.root, context, filter }, [...differing], ofControl)
  if (tree !== checkout.tree) lines.add(`tree ${checkout.tree}`)
  return lines.size === 0 ? undefined : hashOf(lines)
}

/** The hash of a whole context, for a folder that is no git checkout and hence differs from its commit by all it has. */
export async function hashOfContext({ context, dockerfile }: Inputs): Promise<string> {
  const real = await realpath(context)
  const control = await controlFiles({ context: real, dockerfile })
  const filter = await readContextFilter(real, dockerfile)
  return hashOf(await describe({ root: real, context: real, filter }, [real], control))
}

/** The build takes the Dockerfile and its ignore file even where that one leaves them out. */
async function describe(
  scope: Described,
  paths: readonly string[],
  control: readonly string[],
): Promise<Set<string>> {
  const all = { ...scope, filter: contextFilter('') }
  return new Set([...(await describeFiles(scope, paths)), ...(await describeFiles(all, control))])
}

/** Under their own paths and, where a link stands there, that of what it points to; also where none is there now. */
async function controlFiles({ context, dockerfile }: Inputs): Promise<readonly string[]> {
  const candidates = [dockerfile, `${dockerfile}.dockerignore`, join(context, '.dockerignore')]
  const found = await Promise.all(
    candidates.map(async (path) => {
      const own = join(await realpath(dirname(path)), basename(path))
      return [own, await realpath(path).catch(() => own)]
    }),
  )
  return [...new Set(found.flat())]
}

function hashOf(lines: ReadonlySet<string>): string {
  return createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest('hex')
}
