import { isTable, type TomlFile } from '../../parse/toml.ts'
import { canonical } from './requirements.ts'

/** The lockfile of no tool in particular. Source: PyPA specifications, "pylock.toml". */
export const PYLOCK = 'pylock.toml'

/** A package as a lockfile has it. */
export interface LockedPackage {
  readonly name: string
  readonly version: string | undefined
  readonly dependencies: readonly Edge[]
  /** What each of its extras brings in addition. */
  readonly extras: ReadonlyMap<string, readonly Edge[]>
  /** The names of its wheels' files; undefined where the lockfile does not tell. */
  readonly wheels: readonly string[] | undefined
  /** A folder of the repository, relative to the lockfile. */
  readonly folder: string | undefined
  /** It comes from a Git repository. */
  readonly git: boolean
  /** The groups that need it, where the lockfile tells: `main` or `default` is the application's own. */
  readonly groups: readonly string[] | undefined
}

/** A dependency on a package with some of its extras. */
export interface Edge {
  readonly name: string
  readonly extras: readonly string[]
}

/** The packages of uv.lock, poetry.lock, pdm.lock or pylock.toml. Sources: each tool's documentation of its lockfile. */
export function lockedPackages(lock: TomlFile): readonly LockedPackage[] {
  return tables(lock.get('package') ?? lock.get('packages')).flatMap((entry) => {
    const { name, version } = entry
    if (typeof name !== 'string') return []
    return [
      {
        name: canonical(name),
        version: typeof version === 'string' ? version : undefined,
        dependencies: edges(entry['dependencies']),
        extras: extrasOf(entry),
        wheels: wheelsOf(entry),
        folder: folderOf(entry),
        git: isGit(entry),
        groups: groupsOf(entry),
      },
    ]
  })
}

/**
 * What is installed for some dependencies: everything that they lead to, with the extras that are asked for on the way.
 */
export function closure(
  packages: readonly LockedPackage[],
  roots: readonly Edge[],
): ReadonlyMap<string, LockedPackage> {
  const byName = new Map<string, LockedPackage[]>()
  for (const one of packages) byName.set(one.name, [...(byName.get(one.name) ?? []), one])
  const found = new Map<string, LockedPackage>()
  const seen = new Set<string>()
  const queue = [...roots]
  for (let edge = queue.pop(); edge !== undefined; edge = queue.pop()) {
    const key = `${edge.name}[${edge.extras.join(',')}]`
    if (seen.has(key)) continue
    seen.add(key)
    for (const one of byName.get(edge.name) ?? []) {
      found.set(one.name, one)
      queue.push(...one.dependencies, ...edge.extras.flatMap((extra) => one.extras.get(extra) ?? []))
    }
  }
  return found
}

/** A requirement such as `uvicorn[standard]>=0.30; python_version > "3.9"`. Source: PyPA, "Dependency specifiers". */
export function parseRequirement(text: string): Edge | undefined {
  const match = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?/.exec(text)
  if (match?.[1] === undefined) return undefined
  const extras = (match[2] ?? '').split(',').map((extra) => extra.trim())
  return { name: canonical(match[1]), extras: extras.filter(Boolean) }
}

// uv: a list of tables; PDM: a list of requirements; Poetry: a table of names, some of them only for extras.
function edges(value: unknown): readonly Edge[] {
  if (isTable(value)) {
    return Object.entries(value).flatMap(([name, constraint]) => {
      const optional = isTable(constraint) && constraint['optional'] === true
      return optional
        ? []
        : [{ name: canonical(name), extras: strings(isTable(constraint) ? constraint['extras'] : []) }]
    })
  }
  return (Array.isArray(value) ? value : []).flatMap((entry: unknown) => {
    if (typeof entry === 'string') return parseRequirement(entry) ?? []
    if (!isTable(entry) || typeof entry['name'] !== 'string') return []
    return [{ name: canonical(entry['name']), extras: strings(entry['extra']) }]
  })
}

function extrasOf(entry: Readonly<Record<string, unknown>>): LockedPackage['extras'] {
  const table = entry['optional-dependencies'] ?? entry['extras']
  if (!isTable(table)) return new Map()
  return new Map(Object.entries(table).map(([name, list]) => [name, edges(list)]))
}

function wheelsOf(entry: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const listed = entry['wheels'] ?? entry['files']
  if (listed === undefined) return undefined
  return tables(listed)
    .map(({ url, path, file, filename }) =>
      [file, filename, url, path].find((name) => typeof name === 'string'),
    )
    .flatMap((name) => (typeof name === 'string' ? [name.split('/').at(-1) ?? ''] : []))
    .filter((name) => name.endsWith('.whl'))
}

function folderOf({ source, directory }: Readonly<Record<string, unknown>>): string | undefined {
  const places = isTable(source)
    ? [
        source['editable'],
        source['directory'],
        source['virtual'],
        source['type'] === 'directory' && source['url'],
      ]
    : [isTable(directory) && directory['path']]
  return places.find((value) => typeof value === 'string')
}

function isGit({ source, vcs }: Readonly<Record<string, unknown>>): boolean {
  if (isTable(vcs)) return vcs['type'] === 'git'
  return isTable(source) && (source['type'] === 'git' || 'git' in source)
}

// Poetry before 1.5 has a category; Poetry 2 and PDM have groups.
function groupsOf({ category, groups }: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  if (typeof category === 'string') return [category]
  return Array.isArray(groups) ? strings(groups) : undefined
}

function tables(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return (Array.isArray(value) ? value : []).filter(isTable)
}

function strings(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.filter((entry) => typeof entry === 'string')
}
