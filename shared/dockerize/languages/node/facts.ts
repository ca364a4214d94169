import type { Written } from '../../image/written.ts'
import type { App } from '../../view/file-view.ts'
import type { Build } from './build.ts'
import type { NodeFramework, Output } from './frameworks/framework.ts'
import type { PackageManager } from './managers/manager.ts'
import type { Manifest } from './manifest.ts'
import type { Command } from './resolve.ts'
import type { Runtime } from './runtimes.ts'
import type { Source } from './source.ts'
import type { Project } from './workspace/project.ts'

/** All that the stages are made from. */
export interface Facts {
  readonly app: App
  readonly project: Project
  readonly manifest: Manifest
  readonly source: Source
  readonly framework: NodeFramework
  readonly output: Output | undefined
  readonly manager: PackageManager
  /** The version of the runtime as its image's tag names it. */
  readonly version: string
  /** What runs the server. */
  readonly runtime: Runtime
  /** The image that dependencies are installed and builds are run in. */
  readonly tools: string
  readonly build: Build | undefined
  readonly command: Command
}

/** What running the application takes, by what a plan shows of it. */
export interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
  /** What it writes while it runs. */
  readonly written: readonly Written[]
}
