import picomatch from 'picomatch'
import { readToml } from '../../parse/once.ts'
import type { TomlFile } from '../../parse/toml.ts'
import { appIn, join, upward, type App } from '../../view/file-view.ts'
import { parseRequirement, type Edge } from './lock.ts'
import { canonical } from './requirements.ts'

/** A package of a uv workspace. */
interface Member {
  /** As the lockfile names it. */
  readonly name: string
  /** In the repository. */
  readonly folder: string
  /** What its manifest asks for. */
  readonly dependencies: readonly Edge[]
}

/** The uv workspace that an application belongs to. Source: uv's documentation, "Using workspaces". */
export interface Workspace {
  /** Where pyproject.toml with the workspace, and uv.lock, are. */
  readonly root: App
  readonly pyproject: TomlFile
  /** All of them: the lockfile is checked against each one's pyproject.toml. */
  readonly members: readonly Member[]
}

/** The workspace whose root or member an application is, or undefined. */
export function uvWorkspace(app: App): Workspace | undefined {
  if (!app.files.isFile('pyproject.toml')) return undefined
  for (const root of upward(app)) {
    const pyproject = readToml(root, 'pyproject.toml')
    if (pyproject === undefined) continue
    const table = pyproject.get('tool', 'uv', 'workspace')
    if (table === undefined) continue
    const members = membersOf(root, pyproject)
    const isMember = root.folder === app.folder || members.some(({ folder }) => folder === app.folder)
    return isMember ? { root, pyproject, members } : undefined
  }
  return undefined
}

function membersOf(root: App, pyproject: TomlFile): readonly Member[] {
  const patterns = strings(pyproject.get('tool', 'uv', 'workspace', 'members'))
  const excluded = strings(pyproject.get('tool', 'uv', 'workspace', 'exclude'))
  const isExcluded = excluded.length === 0 ? () => false : picomatch([...excluded])
  const folders = new Set(patterns.flatMap((pattern) => expand(root, pattern.replace(/^\.\//, ''))))
  return [...folders].sort().flatMap((folder) => {
    if (folder === '' || isExcluded(folder)) return []
    const member = appIn(root.repository, join(root.folder, folder))
    const toml = readToml(member, 'pyproject.toml')
    if (toml === undefined) return []
    const name = toml.string('project', 'name')?.value
    if (name === undefined) return []
    const dependencies = strings(toml.get('project', 'dependencies')).flatMap(
      (one) => parseRequirement(one) ?? [],
    )
    return [{ name: canonical(name), folder: member.folder, dependencies }]
  })
}

/** The folders that a pattern names, a level at a time: no other folder is listed. */
function expand(root: App, pattern: string): readonly string[] {
  let level = ['']
  for (const part of pattern.split('/').filter(Boolean)) {
    const plain = !/[*?[\]{}!]/.test(part)
    const matches = picomatch(part)
    level = level.flatMap((folder) =>
      plain
        ? [join(folder, part)]
        : root.files
            .list(folder)
            .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.') && matches(name))
            .map(({ name }) => join(folder, name)),
    )
  }
  return level
}

/** The members that some dependencies lead to, by their manifests alone. */
export function memberClosure({ members }: Workspace, roots: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const queue = [...roots]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue
    found.add(name)
    queue.push(
      ...(members.find((member) => member.name === name)?.dependencies ?? []).map((edge) => edge.name),
    )
  }
  return found
}

function strings(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.filter((entry) => typeof entry === 'string')
}
