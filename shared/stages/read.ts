import { UserError } from '../errors.ts'
import { readWorkspaceFile } from '../runner/workspace-file.ts'
import { parseStagesFile } from './parse.ts'
import type { StagesFile } from './types.ts'

const DEFAULT_PATH = '.github/stages.yml'

/**
 * Reads the stages file of a workspace: at `path`, relative to the workspace, which must exist; without one at
 * `.github/stages.yml` where that exists, else undefined.
 * @throws UserError where the path leads out of the workspace or to no file, and what `parseStagesFile` throws.
 */
export async function readStagesFile(
  workspace: string,
  path: string | undefined,
): Promise<StagesFile | undefined> {
  const found = await readWorkspaceFile(workspace, path ?? DEFAULT_PATH, 'The stages file')
  if (found !== undefined) return parseStagesFile(found.text, found.name)
  if (path === undefined) return undefined
  throw new UserError(
    `The stages file "${path}" does not exist.`,
    'Check the input "stages-file", and that the repository is checked out.',
  )
}
