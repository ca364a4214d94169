import type { Warning } from '../../../found.ts'

/** What dependencies need beyond the slim image and their own installation. Each list may be empty. */
export interface Needs {
  /** Debian packages that the installation needs. */
  readonly build: readonly string[]
  /** Debian packages that the running server needs. */
  readonly run: readonly string[]
  /** Environment of the installation and the build. */
  readonly buildEnv: Readonly<Record<string, string>>
  /** Variables that installation and build insist on without using them. */
  readonly placeholders: Readonly<Record<string, string>>
  /** Environment of the running server. */
  readonly runEnv: Readonly<Record<string, string>>
  /** Files of the application, beside package.json, that `after` reads. */
  readonly files: readonly string[]
  /** Lines for the shell that run once everything is installed, and change node_modules. */
  readonly after: readonly string[]
  /** Lines for the shell that run before the build, and write beside the source. */
  readonly beforeBuild: readonly string[]
  readonly warnings: readonly Warning[]
}

/** What one thing needs; what is left out is nothing. */
export type PartOfNeeds = Partial<Needs>

/** All of it together, sorted, each once. */
export function together(parts: readonly PartOfNeeds[]): Needs {
  const all = <T>(of: (part: PartOfNeeds) => readonly T[] | undefined): readonly T[] => [
    ...new Set(parts.flatMap((part) => of(part) ?? [])),
  ]
  return {
    build: [...all((part) => part.build)].sort(),
    run: [...all((part) => part.run)].sort(),
    buildEnv: Object.fromEntries(parts.flatMap(({ buildEnv = {} }) => Object.entries(buildEnv))),
    placeholders: Object.fromEntries(parts.flatMap(({ placeholders = {} }) => Object.entries(placeholders))),
    runEnv: Object.fromEntries(parts.flatMap(({ runEnv = {} }) => Object.entries(runEnv))),
    files: [...all((part) => part.files)].sort(),
    after: all((part) => part.after),
    beforeBuild: all((part) => part.beforeBuild),
    warnings: all((part) => part.warnings),
  }
}
