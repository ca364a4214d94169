import { warningAt, type Found, type Warning } from '../../found.ts'
import { endOfLifeWarning } from '../../decide/releases.ts'
import { entryOf } from './entry.ts'
import type { Facts } from './facts.ts'
import { publicSettings } from './public-settings.ts'
import { serverWarnings } from './server-warnings.ts'
import { versionWarnings } from './version-warnings.ts'
import { NODE_RELEASES } from './releases.ts'

/** What the user ought to know of an application that can be built all the same. */
export function warningsOf(
  facts: Facts,
  version: Found<string>,
  port: Found<number>,
  now: number,
): readonly Warning[] {
  const { app, build, manifest, manager, project, runtime } = facts
  const manifests = project.place === '' ? [manifest] : [manifest, project.manifest]
  const ended =
    facts.runtime.name === 'bun' ? undefined : endOfLifeWarning('Node.js', version.value, NODE_RELEASES, now)
  return [
    ...(ended === undefined ? [] : [warningAt(version, ended)]),
    ...(runtime.name === 'bun' ? [] : versionWarnings(version, manifests)),
    ...(manifest.dependencies.size + manifest.devDependencies.size === 0 ? [] : manager.warnings),
    ...(build === undefined ? [] : publicSettings(app, manifest).warnings),
    ...serverWarnings(facts, port),
  ]
}

/** What a build on this machine has left: never what goes into the image. */
export function outputFolders({ app, framework, output, command }: Facts): readonly string[] {
  const leaves = framework.leaves ?? []
  if (output?.kind === 'site') return [...new Set([output.folder.value, ...leaves])]
  if (output?.kind === 'server') return leaves
  const entry = entryOf(command.run.value)
  const folder = entry?.includes('/') === true ? entry.replace(/^\.\//, '').split('/')[0] : undefined
  // A folder that git knows is source, whatever it is called.
  return folder === undefined || app.files.list('').some(({ name }) => name === folder) ? [] : [folder]
}
