import type { Step } from '../../../image/steps.ts'
import type { App } from '../../../view/file-view.ts'
import type { Facts } from '../facts.ts'
import type { Manifest } from '../manifest.ts'
import { systemPackages } from '../native/system-packages.ts'
import { registrySettings } from '../secrets.ts'
import type { Member } from '../workspace/members.ts'
import { hookFolders } from './hooks.ts'
import { copySources, target } from './layout.ts'

interface Package {
  readonly app: App
  readonly place: string
  readonly manifest: Manifest
}

/** The packages that an installation is for: the workspace's top, the application, and the members. */
export function packagesOf(facts: Facts, members: readonly Member[]): readonly Package[] {
  const { app, project, manifest } = facts
  const top = { app: project.top, place: '', manifest: project.manifest }
  const own = { app, place: project.place, manifest }
  return [
    ...(project.place === '' ? [] : [top]),
    own,
    ...members.map((member) => ({ app: member.app, place: member.place, manifest: member.manifest() })),
  ]
}

/** Copies what decides the dependencies, and everything where scripts of the installation may read it. */
export function copyManifests(facts: Facts, members: readonly Member[]): readonly Step[] {
  const { project, manager } = facts
  const installed = packagesOf(facts, members)
  const folders = installed.map(({ app, manifest }) =>
    hookFolders(manifest, (name) => app.files.isFolder(name)),
  )
  const { top } = project
  const names = ['package.json', ...manager.files, ...registrySettings(top).files]
  const patches = project.place !== '' && top.files.isFolder('patches') ? ['patches'] : []
  const topFolders = [...names.filter((name) => top.files.isFolder(name)), ...patches]
  const files: Step = {
    kind: 'copy',
    sources: names.filter((name) => !topFolders.includes(name)).map((name) => top.at(name)),
    to: './',
  }
  const copyTop = (name: string): Step => ({ kind: 'copy', sources: [top.at(name)], to: `./${name}` })
  if (folders.includes(undefined)) {
    const why = [
      "package.json has scripts that run while installing and may need any of the application's files.",
    ]
    const sources = copySources(facts, members)
    if (project.place === '') return sources.map((step, index) => (index === 0 ? { ...step, why } : step))
    return [{ ...files, why }, ...topFolders.map(copyTop), ...sources]
  }
  const insisted = manager.manifests === 'all' ? project.others : members
  return [
    {
      ...files,
      why: ['Only what decides the dependencies, so that a change of source alone installs nothing again.'],
    },
    ...topFolders.map(copyTop),
    ...packagesOf(facts, insisted).flatMap(({ app, place }): readonly Step[] =>
      place === '' ? [] : [{ kind: 'copy', sources: [app.at('package.json')], to: target(place) }],
    ),
    ...installed.flatMap(({ app, place, manifest }, index) => {
      const needed = systemPackages(app, manifest).files
      return [...new Set([...(folders[index] ?? []), ...needed])].map((name): Step => ({
        kind: 'copy',
        sources: [app.at(name)],
        to: `${target(place)}${name}`,
      }))
    }),
  ]
}
