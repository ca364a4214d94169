import semver from 'semver'
import { UserError } from '../../../errors.ts'
import type { Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import type { Manifest } from '../manifest.ts'
import type { PackageManager } from './manager.ts'
import { npm } from './npm.ts'
import { pnpm } from './pnpm.ts'
import { yarn } from './yarn.ts'

const MANAGERS = { npm, pnpm, yarn }
type Name = keyof typeof MANAGERS

const LOCKFILES: readonly (readonly [string, Name])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
]

/** What package.json declares, then the lockfile there is, then npm. */
export function choosePackageManager(app: App, manifest: Manifest): PackageManager {
  const declared = declaredManager(manifest)
  const locks = LOCKFILES.filter(([file]) => app.files.isFile(file))
  if (declared !== undefined) {
    return MANAGERS[declared.name](app, declared.found, declared.version)
  }
  const [first, second] = locks
  if (first === undefined) {
    if (app.files.isFile('bun.lock') || app.files.isFile('bun.lockb')) throw bunError(app.at('bun.lock'))
    return npm(app, { value: 'npm', why: 'no lockfile' }, undefined)
  }
  const [file, name] = first
  const manager = MANAGERS[name](app, { value: name, file: app.at(file) }, undefined)
  if (second === undefined || second[1] === name) return manager
  const text = `Both ${file} and ${second[0]} are there: ${name} is used. Remove one, or set "packageManager" in package.json.`
  return { ...manager, warnings: [...manager.warnings, { text, file: app.at(second[0]) }] }
}

interface Declared {
  readonly name: Name
  readonly version: string | undefined
  readonly found: Found<string>
}

// Source: nodejs.org, "Packages", the packageManager field (`name@version`, with an optional hash).
function declaredManager(manifest: Manifest): Declared | undefined {
  const field =
    manifest.json.string('packageManager') ?? manifest.json.string('devEngines', 'packageManager', 'name')
  if (field === undefined) return undefined
  const [name, version = manifest.json.string('devEngines', 'packageManager', 'version')?.value] =
    field.value.split('@')
  if (name === 'bun') throw bunError(field.file ?? 'package.json')
  if (name !== 'npm' && name !== 'pnpm' && name !== 'yarn') {
    throw new UserError(
      `${field.file ?? 'package.json'}:${field.line ?? 1} names the package manager "${field.value}".`,
      'Valid ones: npm, pnpm, yarn.',
    )
  }
  const exact = semver.valid(version?.split('+')[0])
  return { name, version: exact ?? undefined, found: { ...field, value: name } }
}

function bunError(file: string): UserError {
  return new UserError(
    `${file}: Bun is not supported yet.`,
    'Write a Dockerfile, or commit the lockfile of npm, pnpm or yarn.',
  )
}
