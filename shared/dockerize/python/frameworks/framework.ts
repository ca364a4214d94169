import type { Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import type { Project } from '../project.ts'

/** What a server loads: `package.module:variable`, or a call that makes it. */
export interface Target {
  readonly found: Found<string>
  readonly protocol: 'wsgi' | 'asgi'
  /** The name is of a function that makes the application. */
  readonly factory: boolean
  /** The folder that imports start from, relative to the application; `''` is its top. */
  readonly path: string
  /** A line for the shell that the image's build runs when the source is there. */
  readonly build?: Found<string>
  readonly env?: Readonly<Record<string, string>>
  /** Environment variables without which it does not start. */
  readonly needs?: readonly string[]
}

/** A framework: what reveals it, and what is different about it. One file each. */
export interface PythonFramework {
  readonly name: string
  /** A dependency on it reveals it. */
  readonly package: string
  /** The application object, or undefined where none is found. */
  readonly target: (app: App, files: readonly string[], project: Project) => Target | undefined
  /** For the error: what was looked for. */
  readonly lookedFor: string
  /** Paths that it serves: the first group. */
  readonly routes: RegExp
  /** The files that have them. */
  readonly routeFiles?: (files: readonly string[]) => readonly string[]
  /** Whether a host that it does not know is refused, as the health check's own may be. */
  readonly checksHost?: boolean
}
