import { posix } from 'node:path'
import picomatch from 'picomatch'
import { UserError } from '../../../errors.ts'
import { isTable, type TomlFile } from '../../parse/toml.ts'
import { appIn, join, upward, type App } from '../../view/file-view.ts'
import { cargoToml, dependencies, packageIn, type Package } from './manifest.ts'

/** Where Cargo.lock and target/ are: a workspace's top, or a package's own folder. */
export interface Workspace {
  readonly app: App
  readonly toml: TomlFile
  /** Every package that Cargo reads, by folder: members, and what they name by a path. */
  readonly packages: ReadonlyMap<string, Package>
  /** The members that are built where no package is named. */
  readonly defaults: readonly Package[]
}

/** The workspace of a folder with a Cargo.toml: the nearest one above that does not exclude it, or the folder itself. */
export function workspaceOf(app: App): Workspace | undefined {
  const own = cargoToml(app)
  if (own === undefined) return undefined
  const above = upward(app)
    .map((folder) => ({ folder, toml: cargoToml(folder) }))
    .find(
      ({ folder, toml }) =>
        toml?.get('workspace') !== undefined && !excludes(toml, relativeTo(folder.folder, app.folder)),
    )
  const { folder, toml } = above ?? { folder: app, toml: own }
  return readWorkspace(folder, toml ?? own)
}

function readWorkspace(app: App, toml: TomlFile): Workspace {
  const members = strings(toml.get('workspace', 'members')).flatMap((pattern) => {
    const found = expand(app, pattern).filter((path) => !excludes(toml, path))
    // Cargo insists on members that are named in full.
    if (found.length > 0 || /[*?[]/.test(pattern)) return found
    throw new UserError(
      `${toml.file} names the member "${pattern}", where there is no Cargo.toml.`,
      `Mend ${toml.file}; nothing was written.`,
    )
  })
  const packages = new Map<string, Package>()
  for (const folder of ['', ...members]) {
    const found = packageIn(appIn(app.repository, app.at(folder)))
    if (found !== undefined) packages.set(found.app.folder, found)
  }
  for (const found of packages.values()) {
    for (const folder of pathDependencies(found, toml, app)) {
      const other = packages.has(folder) ? undefined : packageIn(appIn(app.repository, folder))
      if (other !== undefined) packages.set(folder, other)
    }
  }
  const named = strings(toml.get('workspace', 'default-members')).flatMap((pattern) => expand(app, pattern))
  const own = packages.get(app.folder)
  const defaults =
    named.length > 0
      ? named.map((path) => packages.get(app.at(path)))
      : own === undefined
        ? [...packages.values()]
        : [own]
  return { app, toml, packages, defaults: defaults.filter((one) => one !== undefined) }
}

/** A package with those that it is compiled from, all of this repository. */
export function closure({ app, toml, packages }: Workspace, first: Package): readonly Package[] {
  const found = new Map([[first.app.folder, first]])
  for (const one of found.values()) {
    for (const folder of pathDependencies(one, toml, app)) {
      const other = packages.get(folder)
      if (other !== undefined) found.set(folder, other)
    }
  }
  return [...found.values()]
}

/** The repository's folders that a package names by a path, or by way of the workspace, or that patch others. */
function pathDependencies({ app, toml }: Package, workspace: TomlFile, top: App): readonly string[] {
  const shared = workspace.table('workspace', 'dependencies')
  const own = [...dependencies(toml)].flatMap(([name, table]) => {
    const common = table['workspace'] === true ? shared[name] : undefined
    if (isTable(common))
      return typeof common['path'] === 'string' ? [posix.join(top.folder, common['path'])] : []
    return typeof table['path'] === 'string' ? [posix.join(app.folder, table['path'])] : []
  })
  const patches = Object.values(workspace.table('patch')).flatMap((table) =>
    Object.values(isTable(table) ? table : {}).flatMap((patch) =>
      isTable(patch) && typeof patch['path'] === 'string' ? [posix.join(top.folder, patch['path'])] : [],
    ),
  )
  return [...own, ...patches].map((path) => {
    const folder = path.replace(/^\.$|\/$/, '')
    if (!folder.startsWith('..')) return folder
    throw new UserError(`${toml.file} names "${folder}", which is outside the repository.`, 'Move it inside.')
  })
}

/** The folders with a Cargo.toml that a member's pattern stands for, relative to the workspace. */
function expand(app: App, pattern: string): readonly string[] {
  let folders = ['']
  for (const part of posix
    .normalize(pattern)
    .split('/')
    .filter((name) => name !== '' && name !== '.')) {
    const matches = picomatch(part)
    folders = folders.flatMap((folder) =>
      /[*?[]/.test(part)
        ? app.files
            .list(folder)
            .flatMap(({ name, kind }) => (kind === 'folder' && matches(name) ? [join(folder, name)] : []))
        : [join(folder, part)],
    )
  }
  return folders.filter((folder) => app.files.isFile(join(folder, 'Cargo.toml')))
}

function excludes(toml: TomlFile, path: string): boolean {
  return strings(toml.get('workspace', 'exclude')).some(
    (folder) => path === folder.replace(/\/$/, '') || path.startsWith(`${folder.replace(/\/$/, '')}/`),
  )
}

function relativeTo(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1)
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
