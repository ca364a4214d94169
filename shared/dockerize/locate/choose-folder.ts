import { UserError } from '../../errors.ts'
import { applicationsIn } from './applications.ts'
import { onlyHoldsPackages } from '../languages/node/workspace/holds-packages.ts'
import type { Warning } from '../found.ts'
import { hasApplication } from '../languages/providers.ts'
import { appIn, type App, type FileView } from '../view/file-view.ts'

/** The application's folder where nobody named one. */
export interface ChosenFolder {
  readonly folder: string
  readonly warnings: readonly Warning[]
}

const SHOWN = 30
const TOP: ChosenFolder = { folder: '', warnings: [] }

/**
 * The folder of the application: the top of the repository where something there can be run, else the only folder that
 * has an application. Where none has, it is the top, whose own error says what is missing. `runs` tells whether the top
 * can be planned.
 * @throws UserError that lists them where there are several
 */
export function chooseFolder(
  view: FileView,
  framework: string | undefined,
  runs: (top: App) => boolean,
): ChosenFolder {
  const top = appIn(view, '')
  // Nothing below is looked at where the top is what was meant, which is nearly always.
  if (!onlyHoldsPackages(top) && (hasApplication(top, framework) || runs(top))) return TOP
  const { folders, warnings } = applicationsIn(view, framework)
  const below = folders.filter((folder) => folder !== '')
  const [first, ...others] = below
  if (first === undefined) return TOP
  if (others.length === 0) {
    const text =
      `Nothing can be run at the top of the repository: the application in ${first} is taken. ` +
      'The input "root-directory" would say so.'
    return { folder: first, warnings: [...warnings, { text }] }
  }
  const more = below.length > SHOWN ? ` and ${below.length - SHOWN} more` : ''
  throw new UserError(
    `There are several applications: ${below.slice(0, SHOWN).join(', ')}${more}.`,
    'Set the input "root-directory" to one of them; "list: true" gives all of them to a matrix.',
  )
}
