import { namesAt } from '../../parse/document.ts'
import type { TomlFile } from '../../parse/toml.ts'

const PRODUCTION = /^(?:prod|production|deploy|deployment|server)$/

/** Groups and extras that are there for production, by their names. */
export interface ProductionGroups {
  /** `[tool.poetry.group.prod]`. */
  readonly poetry: readonly string[]
  /** `[dependency-groups]`. Source: PyPA specifications, "Dependency Groups". */
  readonly groups: readonly string[]
  /** `[project.optional-dependencies]`. */
  readonly extras: readonly string[]
}

/** What is installed beside the application's own dependencies. */
export function productionGroups(pyproject: TomlFile | undefined): ProductionGroups {
  const named = (...path: string[]): readonly string[] =>
    pyproject === undefined ? [] : namesAt(pyproject, ...path).filter((name) => PRODUCTION.test(name))
  return {
    poetry: named('tool', 'poetry', 'group'),
    groups: named('dependency-groups'),
    extras: named('project', 'optional-dependencies'),
  }
}

/** The groups of a lockfile's package that are installed. */
export function isInstalled(groups: readonly string[] | undefined): boolean {
  return (
    groups === undefined ||
    groups.some((name) => name === 'main' || name === 'default' || PRODUCTION.test(name))
  )
}
