import { join, type FileView } from '../../view/file-view.ts'

/**
 * What the build of a JHipster application is asked for, as it is made for development otherwise: with sample data and
 * without the pages' own build. Empty for others. Source: JHipster's documentation, "Using JHipster in production".
 */
export function productionFlag(repository: FileView, root: string): string {
  const made = repository.text(join(root, '.yo-rc.json')) ?? ''
  return made.includes('"generator-jhipster"') ? '-Pprod' : ''
}
