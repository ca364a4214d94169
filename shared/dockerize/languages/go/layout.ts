import { UserError } from '../../../errors.ts'
import { MANIFESTS_FIRST } from '../../image/copies.ts'
import type { Step } from '../../image/steps.ts'
import type { App } from '../../view/file-view.ts'
import type { Module, Modules } from './modules.ts'
import type { Package } from './packages.ts'

/** What is copied into the build stage, and when. */
export interface Layout {
  /** What decides the dependencies. */
  readonly manifests: readonly Step[]
  readonly sources: readonly Step[]
  /** Whether dependencies come from a proxy. */
  readonly downloads: boolean
  /** The module's folder below the working directory; `''` where it is that. */
  readonly folder: string
  /** No go.mod: one is made in the build. */
  readonly bare: boolean
  /** Paths of the repository beside the application's folder. */
  readonly scope: readonly string[]
}

/** Where a folder of the repository is in the build stage. */
type Place = (path: string) => string

/**
 * Lays the build out: the modules that the program needs at the places where they stand in the repository, or a lone
 * module at the top.
 * @throws UserError for dependencies without a go.sum
 */
export function layOut(app: App, modules: Modules, packages: readonly Package[], bare: boolean): Layout {
  const { own, workspace } = modules
  const local = localModules(modules, packages)
  const alone = local.length === 0 && workspace === undefined
  const root = alone ? own.app.folder : ''
  const below = (path: string): string => (root === '' ? path : path.slice(root.length + 1))
  const folder = below(own.app.folder)
  const place: Place = (path) => {
    const inside = below(path)
    return `${folder === '' ? '.' : '/src'}/${inside === '' ? '' : `${inside}/`}`
  }
  const vendored = workspace === undefined && own.app.files.isFile('vendor/modules.txt')
  const all = [own, ...local]
  const outside = all.some((module) => isOutside(module, all))
  if (outside && !vendored) requireSums(all, workspace !== undefined)
  const downloads = outside && !vendored
  const copies = sourcePaths(app, own, local, packages)
  return {
    manifests: downloads || workspace !== undefined ? manifestSteps(modules, all, place) : [],
    sources: copies.map((path) => copyStep(app, path, place)),
    downloads,
    folder,
    bare,
    scope: [...new Set([...manifestPaths(modules, all), ...copies])].filter(
      (path) => app.folder !== '' && path !== app.folder && !path.startsWith(`${app.folder}/`),
    ),
  }
}

/** Modules of the workspace may import each other without a word in go.mod. */
function localModules({ own, local, workspace }: Modules, packages: readonly Package[]): readonly Module[] {
  const imported = new Set(packages.map(({ module }) => module.app.folder))
  const members = workspace?.members ?? []
  const found = new Map(
    [...local, ...members.filter(({ app }) => imported.has(app.folder))].map((module) => [
      module.app.folder,
      module,
    ]),
  )
  found.delete(own.app.folder)
  return [...found.values()].sort((one, other) => (one.app.folder < other.app.folder ? -1 : 1))
}

function isOutside({ mod }: Module, all: readonly Module[]): boolean {
  const known = new Set(all.map(({ mod: { module } }) => module?.value))
  return [...mod.requires.keys()].some((path) => !known.has(path))
}

function requireSums(all: readonly Module[], workspace: boolean): void {
  const without = all.find((module) => isOutside(module, all) && !module.app.files.isFile('go.sum'))
  if (without === undefined || workspace) return
  throw new UserError(
    `${without.mod.file} requires modules, but there is no ${without.app.at('go.sum')} to tell which bytes they are.`,
    'Run "go mod tidy" and commit go.sum.',
  )
}

function manifestPaths({ workspace }: Modules, all: readonly Module[]): readonly string[] {
  const names = all.flatMap(({ app }) =>
    ['go.mod', 'go.sum'].filter((name) => app.files.isFile(name)).map(app.at),
  )
  const work = workspace?.app
  return work === undefined
    ? names
    : [...['go.work', 'go.work.sum'].filter((name) => work.files.isFile(name)).map(work.at), ...names]
}

function manifestSteps(modules: Modules, all: readonly Module[], place: Place): readonly Step[] {
  const paths = manifestPaths(modules, all)
  const folders = [...new Set(paths.map(folderOf))]
  const copies = folders.map((folder, index): Step => ({
    kind: 'copy',
    ...(index === 0 ? { why: [MANIFESTS_FIRST] } : {}),
    sources: paths.filter((path) => folderOf(path) === folder),
    to: place(folder),
  }))
  const { workspace } = modules
  const dropped = (workspace?.mod.uses ?? []).filter((_, index) => {
    const member = workspace?.members[index]
    return member !== undefined && !all.some(({ app }) => app.folder === member.app.folder)
  })
  if (workspace === undefined || dropped.length === 0) return copies
  return [
    ...copies,
    {
      kind: 'run',
      why: ['The other modules of the workspace are not in this image.'],
      commands: [
        `go work edit ${dropped.map((path) => `-dropuse=${path}`).join(' ')} ${place(workspace.app.folder)}go.work`,
      ],
    },
  ]
}

/** What is compiled: the application's folder, whole modules beside it, and single packages of its own module. */
function sourcePaths(
  app: App,
  own: Module,
  local: readonly Module[],
  packages: readonly Package[],
): readonly string[] {
  const single = packages
    .filter(({ module }) => module.app.folder === own.app.folder && app.folder !== own.app.folder)
    .flatMap(({ folder, files }) => (folder === own.app.folder ? files : [folder]))
  const vendor =
    app.folder !== own.app.folder && own.app.files.isFile('vendor/modules.txt') ? [own.app.at('vendor')] : []
  const manifests =
    app.folder === own.app.folder
      ? []
      : ['go.mod', 'go.sum'].filter((name) => own.app.files.isFile(name)).map(own.app.at)
  const paths = [...manifests, app.folder, ...single, ...vendor, ...local.map((module) => module.app.folder)]
  return [...new Set(paths)].filter(
    (path) => !paths.some((other) => other !== path && (other === '' || path.startsWith(`${other}/`))),
  )
}

function copyStep(app: App, path: string, place: Place): Step {
  if (path === '') return { kind: 'copy', sources: ['.'], to: place('').replace(/^\.\/$/, '.') }
  if (app.repository.isFile(path)) return { kind: 'copy', sources: [path], to: place(folderOf(path)) }
  return { kind: 'copy', sources: [`${path}/`], to: place(path) }
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}
