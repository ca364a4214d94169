import { UserError } from '../../../../errors.ts'
import { upward, type App } from '../../../view/file-view.ts'
import { LOCKFILES } from '../managers/lockfile.ts'
import type { Manifest } from '../manifest.ts'
import { closureOf } from './closure.ts'
import { findMembers, memberMatcher, readMember, type Member } from './members.ts'
import { namedMembers } from './named.ts'
import { workspacePatterns } from './patterns.ts'

/** Where an application is installed from: its own folder, or the top of the workspace that it is a member of. */
export interface Project {
  /** The folder with the lockfile; in the image it is /app. */
  readonly top: App
  /** The package.json of that folder; the application's own where that is no workspace. */
  readonly manifest: Manifest
  /** The application's folder below the top; `''` where it is the top. */
  readonly place: string
  /** What the workspace calls the application. */
  readonly name: string | undefined
  /** The file that makes the top a workspace; undefined for an application on its own. */
  readonly file: string | undefined
  /** The members that building the application takes, dependencies first, without the application and the top. */
  readonly builds: readonly Member[]
  /** Those of them that are needed while it runs. */
  readonly runs: readonly Member[]
  /** Every member but the application, for the managers that insist on all their manifests. */
  readonly others: readonly Member[]
}

/** The project of an application that belongs to no workspace. */
export function ownProject(app: App, manifest: Manifest): Project {
  return {
    top: app,
    manifest,
    place: '',
    name: undefined,
    file: undefined,
    builds: [],
    runs: [],
    others: [],
  }
}

// The scripts of a workspace's top that make or run something for production.
const SCRIPTS = /^(?:(?:pre|post)?build|start|serve)/

/**
 * The project of an application: the nearest folder above it whose workspace it is a member of, else its own folder.
 * `given` are command lines of inputs and hints, which at the top of a workspace may be about its members.
 * Throws a UserError for Rush, which keeps its lockfile elsewhere and installs with a tool of its own.
 */
export function findProject(app: App, manifest: Manifest, given: readonly string[] = []): Project {
  for (const top of upward(app)) {
    if (top.files.isFile('rush.json')) throw rush(top)
    const patterns = workspacePatterns(top)
    if (patterns === undefined) continue
    const place = app.folder.slice(top.folder === '' ? 0 : top.folder.length + 1)
    if (place !== '' && !memberMatcher(patterns.value)(place)) continue
    const application = readMember(top, place)
    const topMember = readMember(top, '')
    if (application === undefined) continue
    const members = findMembers(top, patterns.value).filter((member) => member.place !== place)
    const named = place === '' ? namedMembers([...given, ...scriptLines(manifest)], members) : []
    const { builds, runs } = closureOf(application, members, named)
    // Lerna and others leave each package its own lockfile where the top has none: it is installed by itself then.
    if (place !== '' && builds.length === 0 && !isLocked(top) && isLocked(app)) break
    return {
      top,
      manifest: topMember?.manifest() ?? manifest,
      place,
      name: application.name,
      file: patterns.file,
      builds,
      runs,
      others: members,
    }
  }
  return ownProject(app, manifest)
}

function scriptLines({ scripts }: Manifest): readonly string[] {
  return [...scripts].filter(([name]) => SCRIPTS.test(name)).map(([, script]) => script.value)
}

function isLocked({ files }: App): boolean {
  return LOCKFILES.some(([name]) => files.isFile(name))
}

function rush(top: App): UserError {
  return new UserError(
    `${top.at('rush.json')} makes this a Rush repository, and Rush is not supported.`,
    'Run `rush deploy` for the application and write a Dockerfile that copies its result, or set "root-directory" to an application outside of it.',
  )
}
