import { lstatSync, realpathSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path'
import { UserError } from '../errors.ts'

/**
 * The application's folder and its Dockerfile, relative to the workspace. Throws a UserError for a path that leads out
 * of it or to nothing.
 */
export function locate(
  workspace: string,
  rootDirectory: string | undefined,
  dockerfile: string | undefined,
): { readonly folder: string; readonly dockerfilePath: string } {
  const given = dockerfile === undefined ? undefined : inside(workspace, dockerfile, 'dockerfile-path')
  if (given === '') {
    throw new UserError(
      `The input "dockerfile-path" is "${dockerfile ?? ''}".`,
      'Name the file, for example services/api/Dockerfile.',
    )
  }
  const parent = given?.includes('/') ? posix.dirname(given) : ''
  const folder = rootDirectory === undefined ? parent : inside(workspace, rootDirectory, 'root-directory')
  const name = rootDirectory === undefined ? 'dockerfile-path' : 'root-directory'
  let real: string
  try {
    real = realpathSync(join(workspace, folder))
    if (!lstatSync(real).isDirectory()) throw new Error('no folder')
  } catch {
    throw new UserError(`The folder "${folder}" (input "${name}") is not there.`, `Workspace: ${workspace}.`)
  }
  if (!within(realpathSync(workspace), real)) throw outside(name, folder)
  return { folder, dockerfilePath: given ?? (folder === '' ? 'Dockerfile' : `${folder}/Dockerfile`) }
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
