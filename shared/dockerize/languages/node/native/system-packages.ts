import semver from 'semver'
import type { App } from '../../../view/file-view.ts'
import type { Facts } from '../facts.ts'
import type { Manifest } from '../manifest.ts'
import { commandIn, commandPath } from '../stages/layout.ts'
import type { Project } from '../workspace/project.ts'
import { browserNeeds } from './browsers.ts'
import { lockedNeeds } from './locked.ts'
import { together, type Needs, type PartOfNeeds } from './needs.ts'
import { prismaNeeds } from './prisma.ts'
import { NATIVE, TOOLCHAIN } from './table.ts'

/** What an application needs, and the packages of its workspace that run with it. */
export function needsOf({
  app,
  manifest,
  project,
  command,
}: Pick<Facts, 'app' | 'manifest' | 'project' | 'command'>): Needs {
  const own = { app, place: project.place, manifest }
  const members = project.runs.map((member) => ({ ...member, manifest: member.manifest() }))
  const added = command.output?.afterInstall ?? []
  return together([
    { after: added.map((line) => lineIn(project, project.place, line)) },
    lockedNeeds(project.top),
    ...[own, ...members].map((one) => {
      const needs = systemPackages(one.app, one.manifest)
      return { ...needs, after: needs.after.map((line) => lineIn(project, one.place, line)) }
    }),
  ])
}

/** A line that runs at the top, for a package below it. */
function lineIn(project: Project, place: string, line: string): string {
  if (place === '') return line
  return `(cd ${place} && ${commandIn(project, `PATH=${commandPath(project, place)} ${line}`)})`
}

/** What the dependencies of a package need of the system, and to be complete after their installation. */
export function systemPackages(app: App, manifest: Manifest): Needs {
  const named = Object.entries(NATIVE).flatMap(([name, native]): readonly PartOfNeeds[] => {
    const found = manifest.dependency(name)
    if (found === undefined) return []
    if (native.unless !== undefined && manifest.dependency(native.unless) !== undefined) return []
    const major = semver.coerce(found.value)?.major
    if (native.until !== undefined && major !== undefined && major >= native.until) return []
    // In development alone it is not there while the application runs.
    return [manifest.dependencies.has(name) ? native : { build: native.build ?? [] }]
  })
  const own = app.files.isFile('binding.gyp') ? [{ build: TOOLCHAIN }] : []
  return together([
    ...named,
    ...own,
    ...browserNeeds(manifest),
    prismaNeeds(app, manifest) ?? {},
    gitDependencies(app, manifest) ? { build: ['ca-certificates', 'git', 'openssh-client'] } : {},
  ])
}

// Source: docs.npmjs.com, "package.json", Git URLs as dependencies.
const GIT = /^(?:git(?:\+\w+)?:|git@|github:|gitlab:|bitbucket:|gist:)|^[\w-][\w.-]*\/[\w.-]+(?:#.*)?$/

function gitDependencies(app: App, { dependencies, devDependencies }: Manifest): boolean {
  const direct = [...dependencies.values(), ...devDependencies.values()].some(({ value }) => GIT.test(value))
  return direct || app.files.head('package-lock.json')?.includes('"resolved": "git+') === true
}
