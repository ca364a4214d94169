import type { Mounts } from '../../../decide/mounts.ts'
import type { Found, Warning } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import type { Gemfile } from '../gemfile.ts'
import type { RubyServer } from '../server.ts'

/** What is different about the image of an application. */
export interface RubyImage {
  readonly server: RubyServer
  readonly env?: Readonly<Record<string, string>>
  /** Lines for the shell that run when gems and source are there; Node.js' packages are there, too. */
  readonly build?: readonly string[]
  /** Whether one of those lines calls Node.js. */
  readonly needsNode?: boolean
  /** Folders that the running application writes to. */
  readonly writable?: readonly string[]
  /** Debian packages of the final stage. */
  readonly packages?: readonly string[]
  readonly warnings?: readonly Warning[]
  /** A host that it does not know is refused, as the health check's own may be. */
  readonly checksHost?: boolean
}

/** A framework: what reveals it, and what is different about it. One file each. */
export interface RubyFramework {
  readonly name: string
  /** Where it shows, or undefined. */
  readonly detect: (app: App, gemfile: Gemfile | undefined) => Found<string> | undefined
  /** Throws a UserError where nothing can serve it. */
  readonly image: (app: App, gemfile: Gemfile | undefined, version: string) => RubyImage
  readonly port?: number
  /** Paths that it serves: the first group. */
  readonly routes: RegExp
  readonly mounts?: Mounts
  /** The files that have them; all, where it does not say. */
  readonly routeFiles?: (files: readonly string[]) => readonly string[]
}

/** The config.ru that is there. */
export function rackFile(app: App): Found<string> | undefined {
  return app.files.isFile('config.ru') ? { value: 'config.ru', file: app.at('config.ru') } : undefined
}
