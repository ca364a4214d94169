import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** An application to judge. */
export interface Application {
  /** The folder's name, or its path below the folder of all. */
  readonly name: string
  readonly folder: string
  /** Where its expectations are; its own folder without. */
  readonly expectations?: string
}

/** Files that belong to the harness, not to the application: left out of its copy. */
export const HARNESS_FILES: readonly string[] = [
  'app.test.json',
  'Dockerfile.expected',
  'dockerignore.expected',
]

/** The applications of this repository. Of one in examples/, `__tests__/apps` has the expectations alone. */
export function ownApplications(root: string): readonly Application[] {
  return applicationsIn(join(root, '__tests__', 'apps')).map(({ name, folder }) => {
    const example = join(root, 'examples', name)
    return existsSync(example) ? { name, folder: example, expectations: folder } : { name, folder }
  })
}

/**
 * The folders so many levels below a folder, by name. Hidden ones are none.
 * @throws Error for a folder that is not there
 */
export function applicationsIn(folder: string, depth = 1): readonly Application[] {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`)
  let paths = ['']
  for (let level = 0; level < depth; level += 1) {
    paths = paths.flatMap((path) => subfolders(join(folder, path)).map((name) => join(path, name)))
  }
  return paths.map((name) => ({ name, folder: join(folder, name) }))
}

function subfolders(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
}
