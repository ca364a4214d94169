import { UserError } from '../../../errors.ts'
import type { Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import type { BuildLine } from './build.ts'
import { parseModuleFile } from './module-file.ts'
import { moduleIn, moduleOf, modulesOf, workspaceIn, type Module, type Modules } from './modules.ts'
import { mains, reachable } from './packages.ts'
import { chooseTarget, deployable, type Target } from './target.ts'

/** A program, and what it is built from. */
export interface Program {
  /** Its application's folder: that of the module where only a workspace is above. */
  readonly app: App
  readonly modules: Modules
  readonly target: Target
  /** No go.mod: files that need nothing but the standard library. */
  readonly bare: boolean
}

/** Whether a folder has the program of an application, or only something in Go. */
export function hasProgram(app: App): 'application' | 'helper' | undefined {
  const module = moduleIn(app)
  if (module !== undefined) return decides(module) ? 'application' : 'helper'
  // Of a workspace the modules are the applications.
  if (app.files.isFile('go.work')) return 'helper'
  if (!app.files.list('').some(({ name }) => name.endsWith('.go'))) return undefined
  const above = moduleOf(app)
  if (above === undefined) return mains(app).some(({ folder }) => folder === '') ? 'application' : undefined
  const own = deployable(mains(above.app))
  const inside = own.some(({ folder }) => above.app.at(folder) === app.folder)
  // The only program of a module is found from the module's folder.
  return inside && own.length > 1 ? 'application' : inside ? 'helper' : undefined
}

/** Whether nothing but the module itself is needed to choose one. */
function decides(module: Module): boolean {
  if (mains(module.app).length === 0) return false
  try {
    chooseTarget(module.app, module, undefined, undefined)
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/**
 * Finds the program of a folder.
 * @throws UserError where there is none, or several and nothing decides
 */
export function findProgram(
  app: App,
  start: Found<string> | undefined,
  build: BuildLine | undefined,
): Program {
  const module = moduleOf(app)
  if (module !== undefined) return programOf(app, module, start, build)
  const members = workspaceIn(app)?.members
  if (members !== undefined) {
    const programs = members.filter(({ app: folder }) => mains(folder).length > 0)
    const [only, ...more] = programs
    if (only !== undefined && more.length === 0) return programOf(only.app, only, start, build)
    throw new UserError(
      `${app.at('go.work')} has ${only === undefined ? 'no module with a program' : `several modules with programs: ${programs.map(({ app: folder }) => folder.folder).join(', ')}`}.`,
      'Set "root-directory" to the folder of one.',
    )
  }
  return bareProgram(app, start, build)
}

function programOf(
  app: App,
  module: Module,
  start: Found<string> | undefined,
  build: BuildLine | undefined,
): Program {
  return { app, modules: modulesOf(module), target: chooseTarget(app, module, start, build), bare: false }
}

function bareProgram(app: App, start: Found<string> | undefined, build: BuildLine | undefined): Program {
  const module = { app, mod: parseModuleFile(app.at('go.mod'), 'module app\n') }
  const target = chooseTarget(app, module, start, build)
  const modules = { own: module, local: [] }
  const outside = reachable(modules, target.main)
    .flatMap(({ imports }) => imports)
    .find((path) => path.split('/')[0]?.includes('.'))
  if (outside === undefined) return { app, modules, target, bare: true }
  throw new UserError(
    `The code imports ${outside}, but there is no go.mod to tell which version.`,
    'Run "go mod init NAME" and "go mod tidy", and commit go.mod and go.sum.',
  )
}
