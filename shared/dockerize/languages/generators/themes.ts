import { UserError } from '../../../errors.ts'
import { originOf, type Found } from '../../found.ts'
import { join, type App } from '../../view/file-view.ts'

/**
 * Refuses a site whose theme is not there. A checkout has the folder of a Git submodule, but nothing in it.
 * Source: Git's documentation, gitmodules; actions/checkout's README, `submodules`.
 * @throws UserError
 */
export function requireTheme(app: App, theme: Found<string>, folder: string): void {
  const path = join(folder, theme.value)
  if (app.files.list(path).length > 0) return
  const name = `The theme "${theme.value}" (${originOf(theme)})`
  if (submodules(app).includes(app.at(path))) {
    throw new UserError(
      `${name} is a Git submodule that was not checked out: ${app.at(path)} is empty.`,
      'Set "submodules: recursive" at the step that uses actions/checkout.',
    )
  }
  throw new UserError(
    `${name} is not there: looked for ${app.at(path)}.`,
    'Commit the theme, or add it as a Git submodule and set "submodules: recursive" at the step that uses actions/checkout.',
  )
}

/** The paths of submodules, relative to the repository: lines `path = ...` of .gitmodules. */
function submodules({ repository }: App): readonly string[] {
  return (repository.text('.gitmodules') ?? '').split(/\r?\n/).flatMap((line) => {
    const [key = '', ...value] = line.split('=')
    return key.trim() === 'path' ? [value.join('=').trim().replace(/^"|"$/g, '')] : []
  })
}
