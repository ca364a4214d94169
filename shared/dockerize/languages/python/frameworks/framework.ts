import type { Mounts } from '../../../decide/mounts.ts'
import type { Found, Warning } from '../../../found.ts'
import type { Temporary } from '../facts.ts'
import type { Project } from '../project.ts'
import type { Source } from '../source.ts'

interface Common {
  /** The folder that imports start from, relative to the application; `''` is its top. */
  readonly path: string
  /** A line for the shell that the image's build runs when the source is there. */
  readonly build?: Found<string>
  readonly env?: Readonly<Record<string, string>>
  /** Environment variables without which it does not start. */
  readonly needs?: readonly string[]
  readonly warnings?: readonly Warning[]
  /** Files that the framework makes where it runs. */
  readonly temporary?: readonly Temporary[]
}

/** What a server loads: `package.module:variable`, or a call that makes it. */
export interface ServedObject extends Common {
  readonly kind: 'object'
  readonly found: Found<string>
  readonly protocol: 'wsgi' | 'asgi'
  /** The name is of a function that makes the application. */
  readonly factory: boolean
  /** More words for gunicorn, as for an application that only some of its workers can run. */
  readonly gunicorn?: readonly string[]
}

/** A process that listens by itself. */
export interface ServingProcess extends Common {
  readonly kind: 'process'
  /** The exec form, PORT_WORD where the port goes. */
  readonly found: Found<readonly string[]>
  /** It takes the port from PORT by itself. */
  readonly readsPort: boolean
  /** Where it listens when nothing else is said, and where that is said. */
  readonly port?: Found<number>
  /** It listens there whatever the environment says. */
  readonly fixedPort?: boolean
}

export type Target = ServedObject | ServingProcess

/** A framework: what reveals it, and what is different about it. One file each. */
export interface PythonFramework {
  readonly name: string
  /** A dependency on it reveals it. */
  readonly package: string
  /** The application object or process, or undefined where none is found. */
  readonly target: (source: Source, project: Project) => Target | undefined
  /** For the error: what was looked for. */
  readonly lookedFor: string
  /** Paths that it serves: the first group. */
  readonly routes?: RegExp
  readonly mounts?: Mounts
  /** The files that have them. */
  readonly routeFiles?: (files: readonly string[]) => readonly string[]
  /** A path of its own that says whether it is well. */
  readonly healthCheckPath?: string
  /** Many depend on it as a client alone: only what listens is an application. */
  readonly isClient?: boolean
  /** Whether a host that it does not know is refused, as the health check's own may be. */
  readonly checksHost?: boolean
}
