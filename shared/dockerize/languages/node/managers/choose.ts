import semver from 'semver'
import { UserError } from '../../../../errors.ts'
import { choose, withValue, type Found, type Warning } from '../../../found.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../workspace/project.ts'
import { bun } from './bun.ts'
import { driftWarning, LOCKFILES, type Name } from './lockfile.ts'
import type { ManagerContext, PackageManager } from './manager.ts'
import { npm } from './npm.ts'
import { pnpm } from './pnpm.ts'
import { yarn } from './yarn.ts'

const MANAGERS: Readonly<Record<Name, (context: ManagerContext) => PackageManager>> = { npm, pnpm, yarn, bun }

/**
 * What the manifest at the project's top declares (or the application's own), then the lockfile there is, then what
 * `engines` names, then npm. Two lockfiles are a warning, and so is one that lacks a dependency.
 */
export function choosePackageManager(project: Project, application: Manifest): PackageManager {
  const { top, manifest } = project
  const locks = LOCKFILES.filter(([file]) => top.files.isFile(file))
  const declared = declaredManager(manifest) ?? declaredManager(application)
  const [first] = locks
  const locked: Found<Name> | undefined = first && { value: first[1], file: top.at(first[0]) }
  // `engines.npm` says nothing, as every Node.js comes with npm.
  const engines = manifest.json.strings('engines')
  const engine = (name: Name): Found<Name> | undefined => {
    const field = engines.get(name)
    return field && withValue(field, name)
  }
  const found: Found<Name> = choose<Name>([
    declared?.found,
    locked,
    engine('pnpm'),
    engine('yarn'),
    engine('bun'),
  ]) ?? { value: 'npm', why: 'no lockfile' }
  const name = found.value
  const asked = declared?.asked ?? (name === 'npm' ? undefined : engines.get(name)?.value)
  const version = exact(asked)
  const range = version === undefined && semver.validRange(asked) !== null ? asked : undefined
  const manager = MANAGERS[name]({ project, found, version, range })
  const own = locks.filter(([, other]) => other === name).map(([file]) => file)
  const drift = driftWarning(project, application, own, name)
  const warnings = [
    ...manager.warnings,
    ...twoLockfiles(project, locks, name, declared !== undefined),
    ...(drift === undefined ? [] : [drift]),
  ]
  return { ...manager, warnings }
}

interface Declared {
  /** An exact version or a range. */
  readonly asked: string | undefined
  readonly found: Found<Name>
}

// Sources: nodejs.org, "Packages", the packageManager field (`name@version`, with an optional hash); OpenJS,
// package-metadata-interoperability, devEngines.
function declaredManager(manifest: Manifest): Declared | undefined {
  const field =
    manifest.json.string('packageManager') ?? manifest.json.string('devEngines', 'packageManager', 'name')
  if (field === undefined) return undefined
  const [name = '', version = manifest.json.string('devEngines', 'packageManager', 'version')?.value] =
    field.value.split('@')
  if (!isName(name)) {
    throw new UserError(
      `${field.file ?? 'package.json'}:${field.line ?? 1} names the package manager "${field.value}".`,
      `Valid ones: ${Object.keys(MANAGERS).join(', ')}.`,
    )
  }
  return { asked: version?.split('+')[0], found: withValue(field, name) }
}

function exact(version: string | undefined): string | undefined {
  return semver.valid(version) ?? undefined
}

function isName(name: string): name is Name {
  return Object.hasOwn(MANAGERS, name)
}

function twoLockfiles(
  { top }: Project,
  locks: readonly (readonly [string, Name])[],
  name: Name,
  declared: boolean,
): readonly Warning[] {
  const other = locks.find(([, owner]) => owner !== name)
  const own = locks.find(([, owner]) => owner === name)
  if (other === undefined) return []
  const text =
    own === undefined
      ? `${other[0]} is there, but ${name} is what package.json declares, and it has no lockfile.`
      : `Both ${own[0]} and ${other[0]} are there: ${name} is used. Remove one${declared ? '' : ', or set "packageManager" in package.json'}.`
  return [{ text, file: top.at(other[0]) }]
}
