import { UserError } from '../../errors.ts'
import type { Warning } from '../found.ts'
import { onlyHoldsPackages } from '../languages/node/workspace/holds-packages.ts'
import { hasApplication } from '../languages/providers.ts'
import { appIn, folders, type FileView } from '../view/file-view.ts'

/** The folders with an application, and those that could not be judged. */
export interface Applications {
  /** Relative to the repository, `''` being the top; nearest to the top first. */
  readonly folders: readonly string[]
  readonly warnings: readonly Warning[]
}

/**
 * The folders of a repository that have an application. The top of a workspace whose packages are applications is none
 * itself, unless it starts something of its own. A folder with a broken manifest is said and passed over: the others
 * are not to wait for it.
 */
export function applicationsIn(view: FileView, framework?: string): Applications {
  const warnings: Warning[] = []
  const judged = (folder: string): boolean => {
    try {
      return hasApplication(appIn(view, folder), framework)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      warnings.push({ text: `${folder === '' ? 'The top' : folder} is passed over: ${error.message}` })
      return false
    }
  }
  const below = folders(view).filter(judged)
  const holds = (): boolean =>
    onlyHoldsPackages(appIn(view, '')) && !hasApplication(appIn(view, ''), framework, 'node')
  const top = judged('') && !(below.length > 0 && holds())
  return { folders: top ? ['', ...below] : below, warnings }
}
