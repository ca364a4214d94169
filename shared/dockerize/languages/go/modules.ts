import { posix } from 'node:path'
import { UserError } from '../../../errors.ts'
import { appIn, upward, type App } from '../../view/file-view.ts'
import { parseModuleFile, type ModuleFile } from './module-file.ts'

/** A folder with a go.mod. */
export interface Module {
  /** The module's folder. */
  readonly app: App
  readonly mod: ModuleFile
}

/** A go.work, and which of its modules the application's needs. */
export interface Workspace {
  readonly app: App
  readonly mod: ModuleFile
  /** Every module that it names, also those that are not needed. */
  readonly members: readonly Module[]
}

/** The modules of the repository that an application is built from. */
export interface Modules {
  readonly own: Module
  /** Those that it needs, directly or through another, in the order of their folders. */
  readonly local: readonly Module[]
  /** Absent where no go.work names the application's module. */
  readonly workspace?: Workspace
}

/** The module in a folder itself. Throws a UserError for a go.mod that cannot be read. */
export function moduleIn(app: App): Module | undefined {
  const text = app.files.text('go.mod')
  return text === undefined ? undefined : { app, mod: parseModuleFile(app.at('go.mod'), text) }
}

/** The module that an application belongs to: in its folder, or in the nearest one above it. */
export function moduleOf(app: App): Module | undefined {
  const folder = upward(app).find(({ files }) => files.isFile('go.mod'))
  return folder === undefined ? undefined : moduleIn(folder)
}

/** The workspace in a folder itself. Throws a UserError for one that names a folder without a module. */
export function workspaceIn(app: App): Workspace | undefined {
  const text = app.files.text('go.work')
  if (text === undefined) return undefined
  const mod = parseModuleFile(app.at('go.work'), text)
  return { app, mod, members: mod.uses.map((path) => memberAt(app, path, mod.file)) }
}

/** The application's module with those that it is built from. */
export function modulesOf(own: Module): Modules {
  const above = upward(own.app).find(({ files }) => files.isFile('go.work'))
  const candidate = above === undefined ? undefined : workspaceIn(above)
  const belongs = candidate?.members.some(({ app }) => app.folder === own.app.folder) === true
  const workspace = belongs ? candidate : undefined
  const needed = new Map<string, Module>([[own.app.folder, own]])
  for (const module of needed.values()) {
    for (const other of neighbours(module, workspace)) {
      if (!needed.has(other.app.folder)) needed.set(other.app.folder, other)
    }
  }
  const local = [...needed.values()]
    .filter((module) => module !== own)
    .sort((one, other) => (one.app.folder < other.app.folder ? -1 : 1))
  return { own, local, ...(workspace === undefined ? {} : { workspace }) }
}

/** The modules of this repository that one names: replaced by a path, or beside it in the workspace. */
function neighbours({ app, mod }: Module, workspace: Workspace | undefined): readonly Module[] {
  const replaced = mod.replaces.map(({ path }) => memberAt(app, path, mod.file))
  // A replacement of the workspace counts for every module in it.
  const shared = (workspace?.mod.replaces ?? [])
    .filter(({ module }) => mod.requires.has(module))
    .flatMap(({ path }) =>
      workspace === undefined ? [] : [memberAt(workspace.app, path, workspace.mod.file)],
    )
  const used = (workspace?.members ?? []).filter((member) => mod.requires.has(member.mod.module?.value ?? ''))
  return [...replaced, ...shared, ...used]
}

function memberAt(app: App, path: string, file: string): Module {
  const folder = posix.join(app.folder, path).replace(/^\.$|\/$/, '')
  const module = folder.startsWith('..') ? undefined : moduleIn(appIn(app.repository, folder))
  if (module !== undefined) return module
  throw new UserError(
    `${file} names the folder "${path}", where there is no go.mod${folder.startsWith('..') ? ' inside the repository' : ''}.`,
    'Mend the path; nothing was written.',
  )
}
