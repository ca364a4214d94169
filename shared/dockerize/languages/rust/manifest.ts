import { UserError } from '../../../errors.ts'
import type { Found } from '../../found.ts'
import { readToml } from '../../parse/once.ts'
import { isTable, type TomlFile } from '../../parse/toml.ts'
import type { App } from '../../view/file-view.ts'

/** A target of a package: a library or a program. */
export interface CargoTarget {
  readonly name: string
  /** Relative to the package's folder. */
  readonly path: string
}

/** A package: a folder whose Cargo.toml has a `[package]`. */
export interface Package {
  readonly app: App
  readonly toml: TomlFile
  readonly name: Found<string>
  readonly programs: readonly CargoTarget[]
  readonly library: CargoTarget | undefined
  /** The build script, relative to the package's folder. */
  readonly buildScript: string | undefined
  /** Other targets that the manifest names by themselves, which have to be there for Cargo to read it. */
  readonly others: readonly CargoTarget[]
}

/** The Cargo.toml of a folder, or undefined. Throws a UserError for one that is not valid TOML. */
export function cargoToml(app: App): TomlFile | undefined {
  return readToml(app, 'Cargo.toml')
}

/**
 * The package of a folder, or undefined where there is none. Source: The Cargo Book, "Cargo Targets", Target
 * auto-discovery.
 */
export function packageIn(app: App): Package | undefined {
  const toml = cargoToml(app)
  if (toml?.get('package') === undefined) return undefined
  const name = toml.string('package', 'name')
  if (name === undefined) {
    throw new UserError(
      `${toml.file} has a [package] without a name.`,
      `Mend ${toml.file}; nothing was written.`,
    )
  }
  return {
    app,
    toml,
    name,
    programs: programs(app, toml, name.value),
    library: library(app, toml, name.value),
    buildScript: buildScript(app, toml),
    others: ['example', 'test', 'bench'].flatMap((kind) =>
      targets(toml, kind).map((target) => ({
        name: target.name,
        path: target.path ?? `${kind === 'bench' ? 'benches' : `${kind}s`}/${target.name}.rs`,
      })),
    ),
  }
}

function programs(app: App, toml: TomlFile, name: string): readonly CargoTarget[] {
  const named = targets(toml, 'bin')
  const found = new Map<string, string>()
  if (toml.get('package', 'autobins') !== false) {
    if (app.files.isFile('src/main.rs')) found.set(name, 'src/main.rs')
    for (const entry of app.files.list('src/bin')) {
      const own = entry.name.replace(/\.rs$/, '')
      if (entry.kind === 'file' && entry.name.endsWith('.rs')) found.set(own, `src/bin/${entry.name}`)
      if (entry.kind === 'folder' && app.files.isFile(`src/bin/${own}/main.rs`))
        found.set(own, `src/bin/${own}/main.rs`)
    }
  }
  for (const { name: own, path } of named) {
    const usual = found.get(own) ?? (own === name ? 'src/main.rs' : `src/bin/${own}.rs`)
    // A file has one target: a name of its own takes the discovered one's place.
    for (const [other, file] of found) if (file === (path ?? usual)) found.delete(other)
    found.set(own, path ?? usual)
  }
  return [...found].map(([own, path]) => ({ name: own, path }))
}

function library(app: App, toml: TomlFile, name: string): CargoTarget | undefined {
  const path = toml.string('lib', 'path')?.value
  const own = toml.string('lib', 'name')?.value ?? name
  if (path !== undefined) return { name: own, path }
  return toml.get('lib') !== undefined || app.files.isFile('src/lib.rs')
    ? { name: own, path: 'src/lib.rs' }
    : undefined
}

function buildScript(app: App, toml: TomlFile): string | undefined {
  const build = toml.get('package', 'build')
  if (build === false) return undefined
  if (typeof build === 'string') return build
  return app.files.isFile('build.rs') ? 'build.rs' : undefined
}

function targets(toml: TomlFile, kind: string): readonly { readonly name: string; readonly path?: string }[] {
  const list = toml.get(kind)
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown) => {
    if (!isTable(entry) || typeof entry['name'] !== 'string') return []
    const path = entry['path']
    return [{ name: entry['name'], ...(typeof path === 'string' ? { path } : {}) }]
  })
}

/** The names of a package's dependencies, those of its build script and for some platforms included, each with its table. */
export function dependencies(toml: TomlFile): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const platforms = Object.keys(toml.table('target')).map((name) => ['target', name])
  const tables = [[], ...platforms].flatMap((place) =>
    ['dependencies', 'build-dependencies', 'dev-dependencies'].map((kind) => toml.table(...place, kind)),
  )
  return new Map(
    tables.flatMap((table) =>
      Object.entries(table).map(([name, value]): [string, Readonly<Record<string, unknown>>] => [
        name,
        isTable(value) ? value : {},
      ]),
    ),
  )
}
