import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { UserError } from '../errors.ts'
import type { BuildRequest } from './request.ts'

/** Absolute paths of what is built. */
export interface BuildPaths {
  readonly context: string
  readonly dockerfile: string
}

/**
 * Finds the context and the Dockerfile. A Dockerfile in a subfolder leaves the context where it is, at the root of the
 * workspace unless another was asked for.
 * @throws UserError when one of them, or a secret's file, does not exist
 */
export async function findPaths(
  request: Pick<BuildRequest, 'workspace' | 'context' | 'dockerfile' | 'options'>,
): Promise<BuildPaths> {
  const context = resolve(request.workspace, request.context)
  if (!(await stat(context).catch(() => undefined))?.isDirectory()) {
    throw new UserError(
      `The input "context" is "${request.context}", which is no folder in the workspace.`,
      'Run actions/checkout before this step, and give a path from the root of the workspace.',
    )
  }
  const dockerfile = resolve(request.workspace, request.dockerfile)
  if (!(await isFile(dockerfile))) {
    throw new UserError(
      `There is no Dockerfile at "${request.dockerfile}".`,
      'Set "dockerfile-path", or run auto-dockerize-action before this step: it writes one.',
    )
  }
  for (const { id, value } of request.options.secretFiles) {
    if (await isFile(resolve(request.workspace, value))) continue
    throw new UserError(`The file "${value}" of the secret "${id}" in "secret-files" does not exist.`)
  }
  return { context, dockerfile }
}

/** Where the Dockerfile is when nothing says so, relative to the workspace. */
export function defaultDockerfile(context: string): string {
  return join(context, 'Dockerfile')
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false
}
