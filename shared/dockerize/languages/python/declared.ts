import type { Found } from '../../found.ts'
import { foundAt, isTable } from '../../parse/document.ts'
import type { TomlFile } from '../../parse/toml.ts'
import type { App } from '../../view/file-view.ts'
import { productionGroups } from './groups.ts'
import { parseRequirement, type Edge } from './lock.ts'
import type { Lockfile } from './project.ts'
import { canonical, type Requirements } from './requirements.ts'
import { setupDependencies } from './setup-files.ts'

interface Manifests {
  readonly pyproject: TomlFile | undefined
  readonly pipfile: TomlFile | undefined
  readonly requirements: Requirements | undefined
  readonly lockfile: Lockfile
}

/** What the application itself asks for, by name: `uvicorn[standard]` under `uvicorn`. */
export function direct(
  app: App,
  { pyproject, pipfile, requirements, lockfile }: Manifests,
): ReadonlyMap<string, Found<string>> {
  const declared = [
    ...(pyproject === undefined
      ? []
      : [...standard(pyproject), ...poetry(pyproject), ...forProduction(pyproject, lockfile)]),
    ...(pipfile === undefined ? [] : tableOf(pipfile, 'packages')),
    ...setupDependencies(app),
  ].map((edge): [string, Found<string>] => [edge.value.name, { ...edge, value: written(edge.value) }])
  // Beside a lockfile, requirements.txt is not what is installed.
  const beside = lockfile === 'requirements' || lockfile === 'pylock.toml' || lockfile === 'none'
  return new Map([...declared.reverse(), ...(beside ? (requirements?.packages ?? []) : [])])
}

/** Where a lockfile's closure starts: the application's own dependencies, and the groups that are installed, too. */
export function rootsOf(
  named: ReadonlyMap<string, Found<string>>,
  pyproject: TomlFile | undefined,
  lockfile: Lockfile,
): readonly Edge[] {
  const own = pyproject?.get('project', 'name')
  const self = lockfile === 'uv.lock' && typeof own === 'string' ? [{ name: canonical(own), extras: [] }] : []
  return [...self, ...[...named.values()].flatMap(({ value }) => parseRequirement(value) ?? [])]
}

function written({ name, extras }: Edge): string {
  return extras.length === 0 ? name : `${name}[${extras.join(',')}]`
}

/** Groups and extras for production, which only a lockfile's tool installs. */
function forProduction(pyproject: TomlFile, lockfile: Lockfile): readonly Found<Edge>[] {
  const { poetry: named, groups, extras } = productionGroups(pyproject)
  if (!/^(?:uv|poetry|pdm)\.lock$/.test(lockfile)) return []
  return [
    ...named.flatMap((name) => tableOf(pyproject, 'tool', 'poetry', 'group', name, 'dependencies')),
    ...groups.flatMap((name) => listOf(pyproject, 'dependency-groups', name)),
    ...extras.flatMap((name) => listOf(pyproject, 'project', 'optional-dependencies', name)),
  ]
}

/** Source: PyPA specifications, "Declaring project metadata". */
function standard(pyproject: TomlFile): readonly Found<Edge>[] {
  return listOf(pyproject, 'project', 'dependencies')
}

function listOf(pyproject: TomlFile, ...path: string[]): readonly Found<Edge>[] {
  const list = pyproject.get(...path)
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown, index) => {
    const edge = typeof entry === 'string' ? parseRequirement(entry) : undefined
    return edge === undefined ? [] : [foundAt(pyproject, edge, ...path, index)]
  })
}

/** Source: Poetry's documentation, "The pyproject.toml file". */
function poetry(pyproject: TomlFile): readonly Found<Edge>[] {
  return tableOf(pyproject, 'tool', 'poetry', 'dependencies').filter(({ value }) => value.name !== 'python')
}

function tableOf(toml: TomlFile, ...path: string[]): readonly Found<Edge>[] {
  return Object.entries(toml.table(...path)).map(([name, value]) => {
    const listed: readonly unknown[] = isTable(value) && Array.isArray(value['extras']) ? value['extras'] : []
    const extras = listed.filter((extra) => typeof extra === 'string')
    return foundAt(toml, { name: canonical(name), extras }, ...path, name)
  })
}
