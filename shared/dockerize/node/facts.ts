import type { Found } from '../found.ts'
import type { App } from '../view/file-view.ts'
import type { NodeFramework, Output } from './frameworks/framework.ts'
import type { PackageManager } from './managers/manager.ts'
import type { Manifest } from './manifest.ts'
import type { Command } from './resolve.ts'
import type { Source } from './source.ts'

/** All that the stages are made from. */
export interface Facts {
  readonly app: App
  readonly manifest: Manifest
  readonly source: Source
  readonly framework: NodeFramework
  readonly output: Output | undefined
  readonly manager: PackageManager
  /** The tag of the official image. */
  readonly version: string
  readonly build: Found<string> | undefined
  readonly command: Command
}
