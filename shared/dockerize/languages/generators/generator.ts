import type { Found, Warning } from '../../found.ts'
import type { Stage } from '../../image/steps.ts'
import type { Hints } from '../../hints/index.ts'
import type { Request } from '../../plan.ts'
import type { App } from '../../view/file-view.ts'

/** What a generator makes, and how. */
export interface Generated {
  readonly version: Found<string>
  readonly packageManager?: Found<string>
  readonly build: Found<string>
  /** Where the site is, relative to the application. */
  readonly folder: string
  /** The last one is called `build`, with the application in /app. */
  readonly stages: readonly Stage[]
  readonly title?: string
  /** Patterns for .dockerignore beside the folder of the site. */
  readonly ignore: readonly string[]
  readonly warnings: readonly Warning[]
}

/** A program that makes a site of files. Adding one is a file with one of these, and a line in provider.ts. */
export interface Generator {
  readonly name: string
  readonly lookedFor: string
  /** What says that the application is a site of this generator. */
  readonly detect: (app: App) => Found<string> | undefined
  /** Throws a UserError for a site that cannot be built. */
  readonly generate: (app: App, hints: Hints, request: Request) => Generated
}
