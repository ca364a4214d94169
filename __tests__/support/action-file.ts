import { join } from 'node:path'
import { readActionFile, type ActionFile } from '../../scripts/lib/action-file.ts'

/** The root of the repository. */
export const repositoryRoot = join(import.meta.dirname, '..', '..')

/** The metadata of an action by the name of its bundle: `build` -> build-action/action.yml, `root` -> action.yml. */
export function actionOf(bundle: string): ActionFile {
  return readActionFile(join(repositoryRoot, bundle === 'root' ? '' : `${bundle}-action`))
}
