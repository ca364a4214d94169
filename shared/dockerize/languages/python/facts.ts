import type { Written } from '../../image/written.ts'
import type { App } from '../../view/file-view.ts'
import type { PythonManager } from './managers/manager.ts'
import type { Project } from './project.ts'
import type { Source } from './source.ts'

/** All that the stages are made from. */
export interface Facts {
  readonly app: App
  readonly source: Source
  readonly project: Project
  readonly manager: PythonManager
  readonly version: string
  /** Requirements beside those of the application. */
  readonly added: readonly string[]
  /** A line for the shell that runs when the source is there. */
  readonly build: string | undefined
  /** The folder that imports start from. */
  readonly path: string
  readonly env: Readonly<Record<string, string>>
  /** What it writes while it runs, relative to the folder that it runs in. */
  readonly written: readonly Written[]
  /** Files that it makes where it runs, and that no image may have. */
  readonly temporary: readonly Temporary[]
}

/** A file that the framework makes beside the application, by its name there. */
export interface Temporary {
  readonly name: string
  /** Why it is sent to /tmp; one comment line each. */
  readonly why: readonly string[]
}

/** A folder of sources is only a place to import from; any other is where the application is started by hand. */
export function runFolder(path: string): string {
  return path === 'src' || path.endsWith('/src') ? '' : path
}

/** How the process is run and asked. */
export interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
  readonly probe: readonly string[]
}

/** The environment that everything is installed into. */
export const VENV = { VIRTUAL_ENV: '/opt/venv', PATH: '/opt/venv/bin:$PATH' }

/** Whether there is anything to install. */
export function installs({ manager, added }: Facts): boolean {
  return manager.files === undefined || manager.install(added).length > 0
}

/** Whether installing goes on once source is there. */
export function makes({ installSelf, installSiblings }: PythonManager): boolean {
  return installSelf !== undefined || installSiblings !== undefined
}
