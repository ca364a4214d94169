import { lstatSync, realpathSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path'
import { UserError } from '../../errors.ts'

/** Where an application is, and its Dockerfile; relative to the workspace. */
export interface Located {
  /** `''` for the workspace itself. */
  readonly folder: string
  readonly dockerfilePath: string
}

/** An application in a folder, with its Dockerfile beside it. */
export function placeIn(folder: string): Located {
  return { folder, dockerfilePath: folder === '' ? 'Dockerfile' : `${folder}/Dockerfile` }
}

/**
 * The application's folder and its Dockerfile. Throws a UserError for a path that leads out of the workspace or to
 * nothing.
 */
export function locate(
  workspace: string,
  rootDirectory: string | undefined,
  dockerfile: string | undefined,
): Located {
  const given = dockerfile === undefined ? undefined : inside(workspace, dockerfile, 'dockerfile-path')
  if (given === '' || given?.endsWith('/') === true) {
    throw new UserError(
      `The input "dockerfile-path" is "${dockerfile ?? ''}".`,
      'Name the file, for example services/api/Dockerfile.',
    )
  }
  const parent = given === undefined ? '' : folderOf(given)
  const input = rootDirectory === undefined ? 'dockerfile-path' : 'root-directory'
  const named = rootDirectory === undefined ? parent : inside(workspace, rootDirectory, 'root-directory')
  const folder = realFolder(workspace, named, input)
  return given === undefined ? placeIn(folder) : { folder, dockerfilePath: given }
}

// `services/api/Dockerfile` is of the application in services/api; `docker/Dockerfile` of the one beside `docker`.
function folderOf(dockerfile: string): string {
  const folder = posix.dirname(dockerfile)
  const named = /^\.?docker$/.test(posix.basename(folder)) ? posix.dirname(folder) : folder
  return named === '.' ? '' : named
}

/** A folder without the links that it is named by: the build copies by name, and follows none. */
function realFolder(workspace: string, folder: string, input: string): string {
  const top = realpathSync(workspace)
  const path = join(workspace, folder)
  const real = lstatSync(path, { throwIfNoEntry: false }) === undefined ? undefined : realpathOf(path)
  if (real === undefined || !lstatSync(real).isDirectory()) {
    throw new UserError(`The folder "${folder}" (input "${input}") is not there.`, `Workspace: ${workspace}.`)
  }
  if (!within(top, real)) throw outside(input, folder)
  return relative(top, real).split(sep).join('/')
}

function realpathOf(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

function inside(workspace: string, path: string, input: string): string {
  const absolute = resolve(workspace, path)
  if (!within(resolve(workspace), absolute) || (isAbsolute(path) && !within(workspace, path)))
    throw outside(input, path)
  return relative(workspace, absolute).split(sep).join('/')
}

function within(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

function outside(input: string, path: string): UserError {
  return new UserError(
    `The input "${input}" is "${path}", which is outside the repository.`,
    'Use a path relative to its top.',
  )
}

/** Whether anything is at a path, a broken link included. */
export function pathExists(workspace: string, path: string): boolean {
  return lstatSync(join(workspace, path), { throwIfNoEntry: false }) !== undefined
}

/** Writes a file at once or not at all, and never through a link that leads out of the workspace. */
export async function writeInside(workspace: string, path: string, text: string): Promise<void> {
  const file = join(workspace, path)
  await mkdir(dirname(file), { recursive: true })
  if (
    !within(realpathSync(workspace), realpathSync(dirname(file))) ||
    lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()
  ) {
    throw new UserError(
      `${path} is a link, and nothing is written through links.`,
      'Replace it by a file of its own.',
    )
  }
  const draft = `${file}.${process.pid}.tmp`
  await writeFile(draft, text)
  await rename(draft, file)
}
