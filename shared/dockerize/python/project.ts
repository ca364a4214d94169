import type { Found } from '../found.ts'
import { isTable, parseToml, type TomlFile } from '../parse/toml.ts'
import type { App } from '../view/file-view.ts'
import { canonical, readRequirements, type Requirements } from './requirements.ts'

/** What the files say that a Python application depends on. */
export interface Project {
  readonly pyproject: TomlFile | undefined
  readonly requirements: Requirements | undefined
  /** Where a package is asked for, or locked as a dependency of another; extras are part of the value. */
  readonly dependency: (name: string) => Found<string> | undefined
}

/** Reads pyproject.toml, lockfiles and requirements.txt. Throws a UserError where one is no TOML. */
export function readProject(app: App): Project {
  const toml = (path: string): TomlFile | undefined => {
    const text = app.files.text(path)
    return text === undefined ? undefined : parseToml(app.at(path), text)
  }
  const pyproject = toml('pyproject.toml')
  const locked = toml('uv.lock') ?? toml('poetry.lock')
  const requirements = app.files.isFile('requirements.txt')
    ? readRequirements(app, 'requirements.txt')
    : undefined
  const direct = new Map([...(requirements?.packages ?? []), ...declared(pyproject)])
  const installed = lockedNames(locked)
  return {
    pyproject,
    requirements,
    dependency: (name) =>
      direct.get(name) ?? (installed.has(name) ? { value: name, file: locked?.file ?? '' } : undefined),
  }
}

function declared(pyproject: TomlFile | undefined): ReadonlyMap<string, Found<string>> {
  if (pyproject === undefined) return new Map()
  const list = pyproject.get('project', 'dependencies')
  const standard = (Array.isArray(list) ? list : []).flatMap((entry: unknown) => {
    const match = typeof entry === 'string' ? /^([\w.-]+)\s*(\[[^\]]*\])?/.exec(entry) : null
    return match?.[1] === undefined ? [] : [[canonical(match[1]), match[2] ?? ''] as const]
  })
  const poetry = Object.entries(pyproject.table('tool', 'poetry', 'dependencies')).map(([name, value]) => {
    const extras = isTable(value) && Array.isArray(value['extras']) ? `[${value['extras'].join(',')}]` : ''
    return [canonical(name), extras] as const
  })
  return new Map(
    [...standard, ...poetry].map(([name, extras]) => {
      const line = pyproject.lineOf(name)
      const found = { value: name + extras, file: pyproject.file, ...(line === undefined ? {} : { line }) }
      return [name, found]
    }),
  )
}

// Development groups are locked, too: what only they need is not installed in production.
function lockedNames(lock: TomlFile | undefined): ReadonlySet<string> {
  const packages = lock?.get('package')
  const names = (Array.isArray(packages) ? packages : []).flatMap((entry: unknown) => {
    if (!isTable(entry) || typeof entry['name'] !== 'string') return []
    const { groups } = entry
    return Array.isArray(groups) && !groups.includes('main') ? [] : [canonical(entry['name'])]
  })
  return new Set(names)
}
