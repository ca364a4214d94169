import type { Found, Warning } from '../../../found.ts'
import type { Written } from '../../../image/written.ts'
import type { App } from '../../../view/file-view.ts'
import type { Manifest } from '../manifest.ts'

/** A copy from the build stage into the final one; paths below /app. */
export interface Built {
  readonly from: string
  readonly to: string
  /** Written to while the server runs. */
  readonly writable?: boolean
  /** Why the server must be able to write it, where that is not its cache. */
  readonly why?: string
  /** It has the folders of the whole workspace, and lands at its top instead of in the application's folder. */
  readonly tree?: boolean
}

/** A build that gives a server. */
export interface ServerOutput {
  readonly kind: 'server'
  readonly run: Found<readonly string[]>
  /** Command lines of scripts that mean this server too, as they begin: `next start`. `run` itself goes without saying. */
  readonly replaces?: readonly string[]
  /** What the server needs of the build; everything that is not source, where a framework does not say. */
  readonly built?: readonly Built[]
  /** False where the build carries its own dependencies. */
  readonly modules: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Whether it ends on SIGTERM by itself. */
  readonly stops?: boolean
  /** The port that the framework's configuration gives. */
  readonly port?: Found<number>
  /**
   * A line for the shell that gets the build's result ready to be copied; a function of the application's folder in its
   * workspace (`''` where it is the top) where that matters.
   */
  readonly afterBuild?: string | ((place: string) => string)
  /** Lines for the shell, in the application's folder, that add what the lockfile does not have. */
  readonly afterInstall?: readonly string[]
  /** Lines for the shell in the final stage, where the application runs, while nobody but root has written there. */
  readonly lastly?: { readonly why: string; readonly commands: readonly string[] }
  /** Packages that the server loads although they may stand among the development dependencies. */
  readonly needs?: readonly string[]
  readonly warnings?: readonly Warning[]
  /** What it writes to while it runs, beside what the application's own source does. */
  readonly writes?: readonly Written[]
}

/** A build that gives files for a web server. */
export interface SiteOutput {
  readonly kind: 'site'
  readonly folder: Found<string>
  /** Unknown paths are the single page's own: true for index.html, or the page's name. */
  readonly fallback: boolean | string
  /** The path that its links begin with, where that is not the top: `/docs`. */
  readonly base?: Found<string>
  readonly warnings?: readonly Warning[]
}

/** What a framework's build gives. */
export type Output = ServerOutput | SiteOutput

/** A framework: what reveals it, and what is different about it. One file each. */
export interface NodeFramework {
  readonly name: string
  /** A dependency on one of these reveals it. */
  readonly packages: readonly string[]
  /** Frameworks that build on this one and give something else: beside one of them this one says nothing. */
  readonly unless?: readonly string[]
  /** What must be so beside that dependency, where it is often there for something else. */
  readonly when?: (app: App) => boolean
  /** Its servers' port where neither code nor start command names one. */
  readonly port?: number
  /**
   * Absent, or undefined, where the start script alone tells how to run it. Throws a UserError for what cannot run in
   * an image.
   */
  readonly output?: (app: App, manifest: Manifest) => Output | undefined
  /** The compiled file to start, where no script names one. */
  readonly entry?: (app: App) => Found<string>
  /** False where the server takes its port from PORT or its command alone, and ports in the source are others. */
  readonly portInSource?: boolean
  /** Where routes are files instead of calls, or the framework has a path for this of its own. */
  readonly healthPath?: (app: App, files: readonly string[]) => Found<string> | undefined
  /** What a cached directory of its build is called, below the application. */
  readonly buildCache?: string
  readonly buildEnv?: Readonly<Record<string, string>>
  /** The build where package.json has no script for it. */
  readonly build?: string
  /** Scripts that build it, before `build` itself is looked for: `docs:build`. */
  readonly buildScripts?: readonly string[]
  /** Environment that makes its servers listen on every address, whatever runs them. */
  readonly env?: Readonly<Record<string, string>>
  /** Where the code of an application makes its server listen on the machine itself alone, by this framework's default. */
  readonly localByDefault?: (app: App, files: readonly string[]) => Found<string> | undefined
  /** Folders that its build on a developer's machine leaves, beside what it is asked to make. */
  readonly leaves?: readonly string[]
}
