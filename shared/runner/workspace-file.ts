import { realpath, readFile, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { messageOf, UserError } from '../errors.ts'

const MOST_BYTES = 1024 * 1024

/** A text file of the workspace. */
export interface WorkspaceFile {
  /** Relative to the workspace, with slashes: where an annotation points to. */
  readonly name: string
  readonly text: string
}

/**
 * Reads a text file that lies in the workspace, also where a link leads.
 * @param path relative to the workspace
 * @param what what the file is, as a sentence about it begins: `The stages file`
 * @returns undefined where there is nothing at the path
 * @throws UserError where the path leads out of the workspace or to no file of text
 */
export async function readWorkspaceFile(
  workspace: string,
  path: string,
  what: string,
): Promise<WorkspaceFile | undefined> {
  const given = resolve(workspace, path)
  const input = `${what} "${path}"`
  if (!isInside(resolve(workspace), given)) throw outside(input)

  const real = await realpathOf(given, input)
  if (real === undefined) return undefined
  // A link in a checked-out repository may point anywhere on the runner.
  if (!isInside(await realpath(workspace), real)) throw outside(input)

  const found = await stat(real)
  if (!found.isFile()) throw new UserError(`${input} is no file.`, 'Give the path of a YAML file.')
  if (found.size > MOST_BYTES) throw new UserError(`${input} is bigger than 1 MB.`)
  const name = relative(resolve(workspace), given).split(sep).join('/')
  return { name, text: decode(await readFile(real), input) }
}

function outside(input: string): UserError {
  return new UserError(
    `${input} is outside the workspace.`,
    'Give a path relative to the root of the repository.',
  )
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(join('..', sep)) && !isAbsolute(way)
}

function decode(bytes: Uint8Array, input: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UserError(`${input} is not encoded as UTF-8.`, 'Save it as UTF-8.')
  }
}

// Undefined where nothing is at the path.
async function realpathOf(path: string, input: string): Promise<string | undefined> {
  try {
    return await realpath(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new UserError(`${input} cannot be read: ${messageOf(error)}.`, undefined, { cause: error })
  }
}
