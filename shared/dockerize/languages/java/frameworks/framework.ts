import type { Found, Warning } from '../../../found.ts'
import type { Step } from '../../../image/steps.ts'
import type { App } from '../../../view/file-view.ts'
import type { Configuration } from '../configuration.ts'
import type { JavaProject, Product } from '../project.ts'

/** What a framework may look at. */
export interface Context {
  readonly project: JavaProject
  /** The module that is run. */
  readonly app: App
  /** Source files of that module. */
  readonly files: readonly string[]
  readonly configuration: Configuration
  /** Java's version line. */
  readonly version: string
}

/** How an application is packaged and started. */
export interface Shape {
  readonly product: Product
  /** Lines for the shell that run in the build stage once the product is in /out. */
  readonly after?: readonly string[]
  /** What the final stage takes of /out, what changes least first. */
  readonly copies: readonly Step[]
  /** The words after `java`. */
  readonly arguments: Found<readonly string[]>
  readonly env?: Readonly<Record<string, string>>
  /** The variable that the framework takes its port from, where the application does not read PORT itself. */
  readonly portVariable?: string
  readonly port?: Found<number>
  readonly healthCheckPath?: Found<string>
  readonly warnings?: readonly Warning[]
}

/** A framework: what reveals it, and what is different about it. One file each. */
export interface JavaFramework {
  readonly name: string
  /** What reveals it: a plugin or a dependency. */
  readonly reveals: (project: JavaProject) => Found<string> | undefined
  readonly defaultPort: number
  readonly shape: (context: Context) => Shape
  /** Paths that its source serves: the first group. */
  readonly routes: RegExp
}
