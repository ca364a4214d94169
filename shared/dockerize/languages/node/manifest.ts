import type { Found } from '../../found.ts'
import type { JsonFile } from '../../parse/json.ts'
import { readJson } from '../../parse/once.ts'
import type { App } from '../../view/file-view.ts'

/** A package.json. */
export interface Manifest {
  readonly json: JsonFile
  readonly scripts: ReadonlyMap<string, Found<string>>
  /** Installed in production: dependencies and optionalDependencies. */
  readonly dependencies: ReadonlyMap<string, Found<string>>
  readonly devDependencies: ReadonlyMap<string, Found<string>>
  /** Where a package is asked for, in production or development. */
  readonly dependency: (name: string) => Found<string> | undefined
}

// Each of a package.json that is kept, for as long as it is.
const manifests = new WeakMap<JsonFile, Manifest>()

/** The application's package.json, or undefined. Throws a UserError when it is no JSON. */
export function readManifest(app: App): Manifest | undefined {
  const json = readJson(app, 'package.json')
  if (json === undefined) return undefined
  const manifest = manifests.get(json) ?? manifestOf(json)
  manifests.set(json, manifest)
  return manifest
}

/** What a parsed package.json says. */
export function manifestOf(json: JsonFile): Manifest {
  const dependencies = new Map([...json.strings('optionalDependencies'), ...json.strings('dependencies')])
  const devDependencies = json.strings('devDependencies')
  return {
    json,
    scripts: json.strings('scripts'),
    dependencies,
    devDependencies,
    dependency: (name) => dependencies.get(name) ?? devDependencies.get(name),
  }
}

// What each command belongs to, where the package is not called the same.
const PACKAGE_OF: Readonly<Record<string, string>> = {
  tsc: 'typescript',
  nest: '@nestjs/cli',
  'remix-serve': '@remix-run/serve',
  'react-router-serve': '@react-router/serve',
  'babel-node': '@babel/node',
  'pm2-runtime': 'pm2',
}

/** The package that brings a command. */
export function packageOf(command: string): string {
  return PACKAGE_OF[command] ?? command
}
