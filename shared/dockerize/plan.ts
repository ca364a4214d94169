import { UserError } from '../errors.ts'
import type { Found, Warning } from './found.ts'
import type { Stage } from './image/steps.ts'
import type { App } from './view/file-view.ts'

/** What the user said instead of leaving it to be found; each wins over everything found. */
export interface Overrides {
  readonly framework?: string
  readonly version?: string
  readonly buildCommand?: string
  readonly runCommand?: string
  readonly port?: number
  readonly healthCheckPath?: string
}

/** What a plan is made for. */
export interface Request {
  readonly overrides: Overrides
  /** Whether the image carries the Lambda adapter: `auto` where it can work, `always` or an error, `never`. */
  readonly lambda: 'auto' | 'always' | 'never'
  /** Below which official images are, in place of Docker Hub: `public.ecr.aws/docker/library`. */
  readonly baseRegistry?: string
  /** Milliseconds since the epoch: only for telling what is past its end of life. */
  readonly now: number
}

/** How to build and run an application, and where each decision came from. */
export interface Plan {
  readonly language: Found<string>
  readonly framework: Found<string>
  readonly version: Found<string>
  readonly packageManager?: Found<string>
  readonly buildCommand?: Found<string>
  readonly runCommand: Found<readonly string[]>
  readonly port: Found<number>
  readonly healthCheckPath: Found<string>
  readonly stages: readonly Stage[]
  /** What the manifest says of the application, for the image's labels. */
  readonly about?: About
  /**
   * Paths of the repository, beside the application's folder, that the build copies: a workspace's lockfile and the
   * packages that the application needs. The .dockerignore lets them through.
   */
  readonly scope?: readonly string[]
  /** What the build context does not need, as .dockerignore patterns relative to the application. */
  readonly ignore: readonly string[]
  readonly warnings: readonly Warning[]
}

/** What a manifest says of its application. Each is left out where it says nothing. */
export interface About {
  readonly title?: string
  readonly description?: string
  readonly licenses?: string
}

/** A language. Adding one is a folder with one of these, and a line in providers.ts. */
export interface Provider {
  readonly language: string
  /** What the input "framework" may name. */
  readonly frameworks: readonly string[]
  /** Completes "looked for": what would have made this provider take the application. */
  readonly lookedFor: string
  /**
   * Whether the application is in this language. `helper`: the language is there, but for something else, as a
   * package.json that only bundles the assets of a Django site.
   */
  readonly detect: (app: App) => 'application' | 'helper' | undefined
  /** A function of the files and the request alone. Throws a UserError for what cannot run. */
  readonly plan: (app: App, request: Request) => Plan
}

/** The port where nothing tells: TinyStacks' own default. */
export const DEFAULT_PORT = 8000

/** Whether this image gets the Lambda adapter. Throws a UserError where that is insisted on and cannot work. */
export function takesLambda(request: Request, port: number): boolean {
  // Lambda runs every image as a user that may not bind the ports below 1024.
  if (request.lambda === 'never' || port >= 1024) return request.lambda !== 'never'
  if (request.lambda === 'auto') return false
  throw new UserError(
    `"lambda" is true, but the application listens on port ${port}, and AWS Lambda lets no process bind a port below 1024.`,
    'Set the input "port" to a higher one that the application listens on, or "lambda" to false.',
  )
}
