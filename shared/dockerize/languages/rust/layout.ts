import type { Step } from '../../image/steps.ts'
import { MANIFESTS_FIRST } from '../../image/copies.ts'
import type { App } from '../../view/file-view.ts'
import type { Package } from './manifest.ts'
import type { CargoConfig } from './registries.ts'
import type { Workspace } from './workspace.ts'

/** What is copied into the build stage, and what stands in for the source until then. */
export interface Layout {
  /** Everything that decides the dependencies. */
  readonly manifests: readonly Step[]
  /** Commands that write an empty target for each that Cargo looks for. */
  readonly standIns: readonly string[]
  readonly sources: readonly Step[]
  /** The root files of the program's own packages, which have to be newer than what was built of their stand-ins. */
  readonly roots: readonly string[]
  /** The workspace's folder below the working directory; `''` where it is that. */
  readonly folder: string
  /** Where the build stage has a folder of the repository. */
  readonly at: (folder: string) => string
  /** Paths of the repository beside the application's folder. */
  readonly scope: readonly string[]
}

// What macros read while compiling, at a workspace's top.
const BESIDE = ['.sqlx', 'sqlx-data.json', 'migrations']

/** Lays the build out: packages at the places where they stand in the repository. */
export function layOut(
  app: App,
  workspace: Workspace,
  needed: readonly Package[],
  config: CargoConfig,
): Layout {
  const packages = [...workspace.packages.values()]
  const top = workspace.app.folder
  const outside = packages.some((one) => top !== '' && !isWithin(one.app.folder, top))
  const root = outside ? '' : top
  const below = (path: string): string =>
    root === '' || path === root ? path.slice(root.length) : path.slice(root.length + 1)
  const folder = below(top)
  const place = (path: string): string => {
    const inside = below(path)
    return `${folder === '' ? '.' : '/src'}/${inside === '' ? '' : `${inside}/`}`
  }
  const manifests = manifestPaths(workspace, packages, config)
  const copied = sourcePaths(app, workspace, needed)
  const scope = [...manifests, ...config.vendored.map(workspace.app.at), ...copied]
  return {
    manifests: [
      ...groups(manifests).map(([parent, sources], index): Step => ({
        kind: 'copy',
        ...(index === 0 ? { why: [MANIFESTS_FIRST] } : {}),
        sources,
        to: place(parent),
      })),
      ...config.vendored.map((path): Step => ({
        kind: 'copy',
        sources: [`${workspace.app.at(path)}/`],
        to: place(workspace.app.at(path)),
      })),
    ],
    standIns: standIns(packages, (path) =>
      `${place(folderOf(path))}${path.split('/').at(-1) ?? ''}`.replace(/^\.\//, ''),
    ),
    sources: copied.map((path) => copyStep(app, path, place)),
    roots: needed
      .flatMap(rootFiles)
      .map((path) => `${place(folderOf(path))}${path.split('/').at(-1) ?? ''}`.replace(/^\.\//, '')),
    folder,
    at: (path) => ['/src', below(path)].filter((part) => part !== '').join('/'),
    scope: app.folder === '' ? [] : scope.filter((path) => !isWithin(path, app.folder)),
  }
}

function manifestPaths(
  { app }: Workspace,
  packages: readonly Package[],
  { files }: CargoConfig,
): readonly string[] {
  const own = ['Cargo.toml', 'Cargo.lock', ...files].filter((name) => app.files.isFile(name)).map(app.at)
  return [...new Set([...own, ...packages.map((one) => one.app.at('Cargo.toml'))])]
}

/** Paths with their folders, in the order in which each folder first comes up. */
function groups(paths: readonly string[]): readonly (readonly [string, readonly string[]])[] {
  const folders = [...new Set(paths.map(folderOf))]
  return folders.map((folder) => [folder, paths.filter((path) => folderOf(path) === folder)])
}

function standIns(packages: readonly Package[], named: (path: string) => string): readonly string[] {
  const programs = packages.flatMap(({ app, programs: own, others, buildScript }) =>
    [...own, ...others]
      .map(({ path }) => app.at(path))
      .concat(buildScript === undefined ? [] : [app.at(buildScript)]),
  )
  const libraries = packages.flatMap(({ app, library }) =>
    library === undefined ? [] : [app.at(library.path)],
  )
  const folders = [...new Set([...programs, ...libraries].map((path) => folderOf(named(path))))].filter(
    (folder) => folder !== '',
  )
  const files = programs.map(named)
  const [only = '', ...more] = files
  return [
    ...(folders.length === 0 ? [] : [`mkdir -p ${folders.join(' ')}`]),
    ...(libraries.length === 0 ? [] : [`touch ${libraries.map(named).join(' ')}`]),
    ...(files.length === 0
      ? []
      : more.length === 0
        ? [`echo 'fn main() {}' > ${only}`]
        : [`for file in ${files.join(' ')}; do echo 'fn main() {}' > $file; done`]),
  ]
}

function rootFiles({ app, programs, library, buildScript }: Package): readonly string[] {
  const paths = [...programs, ...(library === undefined ? [] : [library])].map(({ path }) => path)
  return [...paths, ...(buildScript === undefined ? [] : [buildScript])].map(app.at)
}

/** The application's folder and the packages that it is compiled from; the whole workspace where that is the folder. */
function sourcePaths(app: App, workspace: Workspace, needed: readonly Package[]): readonly string[] {
  const beside = BESIDE.filter(
    (name) => workspace.app.files.isFile(name) || workspace.app.files.isFolder(name),
  )
  const paths = [app.folder, ...needed.map((one) => one.app.folder), ...beside.map(workspace.app.at)]
  return [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && isWithin(path, other)))
}

function copyStep(app: App, path: string, place: (path: string) => string): Step {
  if (path === '') return { kind: 'copy', sources: ['.'], to: place('').replace(/^\.\/$/, '.') }
  if (app.repository.isFile(path)) return { kind: 'copy', sources: [path], to: place(folderOf(path)) }
  return { kind: 'copy', sources: [`${path}/`], to: place(path) }
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}

function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}
