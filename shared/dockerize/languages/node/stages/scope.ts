import type { Facts } from '../facts.ts'
import { registrySettings } from '../secrets.ts'
import { sharedEntries } from './layout.ts'

/** Paths of the repository beside the application's folder that the build of a workspace's package copies. */
export function contextScope({ project, manager }: Facts): readonly string[] {
  const { top, builds, others } = project
  const { files, folders } = sharedEntries(project)
  const patches = top.files.isFolder('patches') ? ['patches'] : []
  const insisted = manager.manifests === 'all' ? others : []
  const names = [
    'package.json',
    ...manager.files,
    ...registrySettings(top).files,
    ...patches,
    ...files,
    ...folders,
  ]
  return [
    ...new Set([
      ...names.map((name) => top.at(name)),
      ...insisted.map(({ app }) => app.at('package.json')),
      ...builds.map(({ app }) => app.folder),
    ]),
  ].sort()
}
