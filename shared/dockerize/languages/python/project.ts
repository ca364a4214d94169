import type { Found } from '../../found.ts'
import { isTable } from '../../parse/document.ts'
import { parseJson, type JsonFile } from '../../parse/json.ts'
import { readToml } from '../../parse/once.ts'
import type { TomlFile } from '../../parse/toml.ts'
import type { App } from '../../view/file-view.ts'
import { direct, rootsOf } from './declared.ts'
import { isInstalled } from './groups.ts'
import { closure, lockedPackages, PYLOCK, type LockedPackage } from './lock.ts'
import { canonical, readRequirements, requirementsFiles, type Requirements } from './requirements.ts'
import { uvWorkspace, type Workspace } from './workspace.ts'

/** A file that decides what is installed, whatever else is there. */
export type Lockfile =
  'uv.lock' | 'poetry.lock' | 'pdm.lock' | 'Pipfile.lock' | 'pylock.toml' | 'requirements' | 'none'

/** What the files say that a Python application depends on. */
export interface Project {
  readonly pyproject: TomlFile | undefined
  readonly pipfile: TomlFile | undefined
  readonly requirements: Requirements | undefined
  /** The uv workspace that it is part of. */
  readonly workspace: Workspace | undefined
  /** Where a package is asked for by the application itself; extras are part of the value. */
  readonly direct: (name: string) => Found<string> | undefined
  /** Where a package is asked for, or locked as a dependency of another. */
  readonly dependency: (name: string) => Found<string> | undefined
  /** What is installed in production as the lockfile has it; undefined without a lockfile that tells. */
  readonly installed: () => ReadonlyMap<string, LockedPackage> | undefined
  /** The exact version that is installed, where it is known. */
  readonly versionOf: (name: string) => string | undefined
  readonly lockfile: Lockfile
  /** The versions of Python that the lockfile was made for. */
  readonly lockedPython: () => Found<string> | undefined
}

/** Reads the manifests; the lockfile only when asked. Throws a UserError where one is no TOML or JSON. */
export function readProject(app: App): Project {
  const pyproject = readToml(app, 'pyproject.toml')
  const pipfile = readToml(app, 'Pipfile')
  const workspace = uvWorkspace(app)
  const [top] = requirementsFiles(app)
  const requirements = top === undefined ? undefined : readRequirements(app, top)
  const lockfile = lockfileOf(app, pyproject, workspace, requirements)

  const named = lazily(() => {
    const asked = direct(app, { pyproject, pipfile, requirements, lockfile })
    const locked = lockfile === PYLOCK && asked.size === 0 ? lock() : undefined
    return locked === undefined ? asked : everything(locked)
  })
  const lock = lazily(() => {
    if (!/^(?:(?:uv|poetry|pdm)\.lock|pylock\.toml)$/.test(lockfile)) return undefined
    return readToml(lockfile === 'uv.lock' && workspace !== undefined ? workspace.root : app, lockfile)
  })
  const piplock = lazily((): JsonFile | undefined => {
    const text = lockfile === 'Pipfile.lock' ? app.files.text('Pipfile.lock') : undefined
    return text === undefined || text.trim() === '' ? undefined : parseJson(app.at('Pipfile.lock'), text)
  })
  const installed = lazily(() => {
    const pip = piplock()
    if (pip !== undefined) return pipenvPackages(pip)
    const locked = lock()
    if (locked === undefined) return undefined
    const packages = lockedPackages(locked)
    if (packages.length === 0) return undefined
    // It has what is installed and nothing else.
    if (lockfile === PYLOCK) return new Map(packages.map((one) => [one.name, one]))
    return closure(
      packages.filter(({ groups }) => isInstalled(groups)),
      rootsOf(named(), pyproject, lockfile),
    )
  })
  const lockName = lazily(() => piplock()?.file ?? lock()?.file ?? '')
  return {
    pyproject,
    pipfile,
    requirements,
    workspace,
    lockfile,
    installed,
    direct: (name) => named().get(name),
    dependency: (name) =>
      named().get(name) ?? (installed()?.has(name) === true ? { value: name, file: lockName() } : undefined),
    lockedPython: () => pythonOf(lock()),
    versionOf: (name) =>
      installed()?.get(name)?.version ??
      (lockfile === 'requirements' ? requirements?.pins.get(name) : undefined),
  }
}

/**
 * Which file decides when several are there: the lockfile of the tool that pyproject.toml configures, then any lockfile,
 * then requirements, which beside a lockfile are mostly an export of it.
 */
function lockfileOf(
  app: App,
  pyproject: TomlFile | undefined,
  workspace: Workspace | undefined,
  requirements: Requirements | undefined,
): Lockfile {
  const there = (['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock', PYLOCK] as const).filter(
    (name) =>
      app.files.isFile(name) || (name === 'uv.lock' && workspace?.root.files.isFile('uv.lock') === true),
  )
  const declared = there.find((name) => pyproject?.get('tool', name.replace('.lock', '')) !== undefined)
  return declared ?? there[0] ?? (requirements === undefined ? 'none' : 'requirements')
}

/** What a lockfile without a manifest has, each package as if it were asked for. */
function everything(lock: TomlFile): ReadonlyMap<string, Found<string>> {
  return new Map(lockedPackages(lock).map(({ name }) => [name, { value: name, file: lock.file }]))
}

/** Pipfile.lock has a flat list. Source: Pipenv's documentation, "Pipfile & Pipfile.lock". */
function pipenvPackages(lock: JsonFile): ReadonlyMap<string, LockedPackage> {
  const table = lock.get('default')
  return new Map(
    Object.entries(isTable(table) ? table : {}).map(([name, entry]) => {
      const version = isTable(entry) && typeof entry['version'] === 'string' ? entry['version'] : undefined
      const known: LockedPackage = {
        name: canonical(name),
        version: version?.replace(/^=+/, ''),
        dependencies: [],
        extras: new Map(),
        wheels: undefined,
        folder: undefined,
        git: isTable(entry) && 'git' in entry,
        groups: undefined,
      }
      return [known.name, known]
    }),
  )
}

// uv writes it at the top, Poetry and PDM among the metadata.
function pythonOf(lock: TomlFile | undefined): Found<string> | undefined {
  return (
    lock?.string('requires-python') ??
    lock?.string('metadata', 'python-versions') ??
    lock?.string('metadata', 'targets', 0, 'requires_python')
  )
}

function lazily<T>(work: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: work() }
    return made.value
  }
}
