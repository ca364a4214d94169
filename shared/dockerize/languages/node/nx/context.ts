import { join } from '../../../view/file-view.ts'
import type { NxProject } from './project.ts'

const NOT_BUILT =
  /^(?:node_modules|dist|tmp|coverage|docs?|e2e|README.*|LICEN[CS]E|CHANGELOG.*)$|^\.(?!npmrc$|yarnrc|yarn$|swcrc$|babelrc)/

/**
 * What the build of an Nx project takes of its repository: the top with its libraries, without the other applications,
 * which stand beside this one.
 */
export function nxScope({ top, place }: NxProject): readonly string[] {
  const [first = ''] = place.split('/')
  const apart = place.includes('/') ? first : ''
  return top.files
    .list('')
    .filter(({ name }) => !NOT_BUILT.test(name) && name !== apart && name !== place)
    .map(({ name }) => join(top.folder, name))
}
