import type { Found, Warning } from '../../../found.ts'
import type { Mount, Step } from '../../../image/steps.ts'
import type { Member } from '../workspace/members.ts'
import type { Project } from '../workspace/project.ts'

/** What a manager is made from. */
export interface ManagerContext {
  readonly project: Project
  /** Where the choice comes from; its value is the manager's name. */
  readonly found: Found<string>
  /** The exact version that package.json pins. */
  readonly version: string | undefined
  /** The range that it allows instead. */
  readonly range: string | undefined
}

/** How one package manager installs, prunes and runs scripts inside an image. */
export interface PackageManager {
  readonly found: Found<string>
  /** Puts the manager itself in place, at its exact version and without Corepack, which newer images lack. */
  readonly setup?: Step
  /** The files that decide what is installed, relative to the project's top; copied before its source. */
  readonly files: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly mounts: readonly Mount[]
  /** Whose package.json an installation of the lockfile insists on: of the packages it is for, or of every member. */
  readonly manifests: 'closure' | 'all'
  /** Where an installation takes what the lockfile lacks from the registry: lines before it that refuse such a lockfile. */
  readonly check?: (what: 'all' | 'production') => readonly string[]
  /** Installs all, or production dependencies only, from the project's top, for these packages of a workspace. */
  readonly install: (what: 'all' | 'production', places: readonly string[]) => string
  /**
   * Takes development dependencies out of an installation without running scripts again. Absent where the manager cannot
   * leave them out.
   */
  readonly prune?: string
  /** Pruning leaves something behind, so that a second installation is the better way. */
  readonly again?: boolean
  /** The command that edits package.json: `npm pkg`. */
  readonly pkg: string
  /** Runs a script of the package whose folder it is called in. */
  readonly run: (script: string) => string
  /** Runs a script of another member, called at the workspace's top. */
  readonly runIn: (member: Member, script: string) => string
  readonly warnings: readonly Warning[]
}
