import type { Found, Warning } from '../../found.ts'
import type { Mount, Step } from '../../image.ts'

/** How one package manager installs, prunes and runs scripts inside an image. */
export interface PackageManager {
  readonly found: Found<string>
  /** Puts the manager itself in place, at its exact version and without Corepack, which newer images lack. */
  readonly setup?: Step
  /** The files that decide what is installed, relative to the application; copied before its source. */
  readonly files: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly mounts: readonly Mount[]
  /** Installs all, or production dependencies only. */
  readonly install: (what: 'all' | 'production') => string
  /** Takes development dependencies out of an installation without running scripts again; absent where it cannot. */
  readonly prune?: string
  readonly run: (script: string) => string
  readonly warnings: readonly Warning[]
}
