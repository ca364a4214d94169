import { posix } from 'node:path'
import type { Found } from '../../../found.ts'
import type { Mount, Step } from '../../../image/steps.ts'
import { isTable, type TomlFile } from '../../../parse/toml.ts'
import { join, type App } from '../../../view/file-view.ts'
import { productionGroups } from '../groups.ts'
import { beside } from '../layout.ts'
import type { Project } from '../project.ts'
import { canonical } from '../requirements.ts'
import { memberClosure, type Workspace } from '../workspace.ts'
import { addedBeside, indexSecrets, type PythonManager } from './manager.ts'

// Any recent one reads every lockfile, unless "required-version" in pyproject.toml says otherwise.
const DEFAULT_VERSION = '0.13.9'

export const WHY_UV_ENVIRONMENT =
  "The image's own Python; files compiled now and not at each start; copies, as the cache is not kept."
export const UV_ENVIRONMENT: Readonly<Record<string, string>> = {
  UV_PYTHON_DOWNLOADS: 'never',
  UV_COMPILE_BYTECODE: '1',
  UV_LINK_MODE: 'copy',
}

/** Puts uv in place, at a version that the project insists on or a recent one. */
export function installUv(required: string | undefined): Step {
  return {
    kind: 'run',
    commands: [`pip install ${requirement(required)}`],
    mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
  }
}

/** uv: exactly what uv.lock says, without its development groups. */
export function uv(app: App, project: Project, considered: Found<string>['considered']): PythonManager {
  const { pyproject, workspace } = project
  const root = workspace?.root ?? app
  const top = workspace?.pyproject ?? pyproject
  const locked = root.files.isFile('uv.lock')
  // Without a build system uv treats the project as its source alone.
  const packaged =
    pyproject?.get('build-system') !== undefined && pyproject.get('tool', 'uv', 'package') !== false
  const paths = pathSources(app, pyproject)
  const siblings = [
    ...(workspace === undefined ? [] : siblingFolders(app, project, workspace)),
    ...paths.map(({ folder }) => folder),
  ]
  // A list that a build backend works out is not there before the source is.
  const dynamic = pyproject?.get('project', 'dynamic')
  const frozen = Array.isArray(dynamic) && dynamic.includes('dependencies')
  const { groups, extras } = productionGroups(pyproject)
  const extra = [...groups.map((one) => `--group ${one}`), ...extras.map((one) => `--extra ${one}`)]
  const sync = [
    'uv sync',
    ...(locked ? ['--locked'] : []),
    '--no-default-groups',
    ...packageOption(project),
    ...extra,
  ]
  const first = frozen ? sync.map((word) => word.replace('--locked', '--frozen')) : sync
  const manifests = [
    ...manifestsOf(app, workspace),
    ...paths.map(({ folder }) => join(folder, 'pyproject.toml')),
  ]
  const name = pyproject?.string('project', 'name')?.value
  return {
    found: {
      value: 'uv',
      file: root.at(locked ? 'uv.lock' : 'pyproject.toml'),
      ...(considered === undefined ? {} : { considered }),
    },
    setup: installUv(top?.string('tool', 'uv', 'required-version')?.value),
    files: [...manifests, ...(locked ? [root.at('uv.lock')] : [])],
    whyEnv: WHY_UV_ENVIRONMENT,
    env: { UV_PROJECT_ENVIRONMENT: '/opt/venv', ...UV_ENVIRONMENT },
    mounts: [{ type: 'cache', target: '/root/.cache/uv' }, ...credentials(top?.get('tool', 'uv', 'index'))],
    makesEnvironment: true,
    install: (added) => [
      [
        ...first,
        workspace === undefined ? '--no-install-project' : '--no-install-workspace',
        ...paths.map((one) => `--no-install-package ${one.name}`),
      ].join(' '),
      ...addedBeside(added, 'uv pip install'),
    ],
    keeping: '--inexact',
    ...(siblings.length > 0
      ? {
          installSiblings: [
            ...sync,
            '--no-editable',
            ...(packaged && name !== undefined ? [`--no-install-package ${name}`] : []),
          ].join(' '),
        }
      : {}),
    ...(packaged ? { installSelf: [...sync, '--no-editable'].join(' ') } : {}),
    siblings,
    outside: beside(app, [...manifests, ...(locked ? [root.at('uv.lock')] : [])]),
    addCommand: 'uv add',
    warnings: locked
      ? []
      : [
          {
            text: 'There is no uv.lock: each build may install other versions. Commit the one that "uv lock" makes.',
            file: app.at('pyproject.toml'),
          },
        ],
  }
}

/** `--package` names the member: without it uv would install what the folder above asks for. */
function packageOption({ pyproject, workspace }: Project): readonly string[] {
  const name = pyproject?.string('project', 'name')?.value
  return workspace === undefined || name === undefined ? [] : ['--package', name]
}

/** uv holds the lockfile against the manifest of each member, so that all of them have to be there. */
function manifestsOf(app: App, workspace: Workspace | undefined): readonly string[] {
  if (workspace === undefined) return [app.at('pyproject.toml')]
  const folders = [workspace.root.folder, ...workspace.members.map(({ folder }) => folder)]
  return folders.map((folder) => join(folder, 'pyproject.toml'))
}

/** The folders of the members that the application needs, directly or through others. */
function siblingFolders(app: App, project: Project, workspace: Workspace): readonly string[] {
  const own = project.pyproject?.string('project', 'name')?.value
  const direct = workspace.members
    .filter(({ name }) => project.direct(name) !== undefined)
    .map(({ name }) => name)
  const needed = project.installed() ?? memberClosure(workspace, direct)
  return workspace.members
    .filter(({ name, folder }) => folder !== app.folder && name !== canonical(own ?? '') && needed.has(name))
    .map(({ folder }) => folder)
}

/** The packages of the repository that `[tool.uv.sources]` gives a path. Source: uv's documentation, "Managing dependencies". */
function pathSources(
  app: App,
  pyproject: TomlFile | undefined,
): readonly { readonly name: string; readonly folder: string }[] {
  return Object.entries(pyproject?.table('tool', 'uv', 'sources') ?? {}).flatMap(([name, source]) => {
    if (!isTable(source) || typeof source['path'] !== 'string') return []
    const folder = posix.normalize(join(app.folder, source['path'])).replace(/\/$/, '')
    const known = !folder.startsWith('..') && app.repository.isFile(`${folder}/pyproject.toml`)
    return known ? [{ name: canonical(name), folder }] : []
  })
}

function requirement(required: string | undefined): string {
  if (required === undefined) return `uv==${DEFAULT_VERSION}`
  const version = /^\d/.test(required) ? `uv==${required}` : `uv${required}`
  return /^[\w.=]+$/.test(version) ? version : `'${version}'`
}

// Source: uv's documentation, "Package indexes": UV_INDEX_<NAME>_USERNAME and _PASSWORD.
function credentials(indexes: unknown): readonly Mount[] {
  return (Array.isArray(indexes) ? indexes : []).flatMap((index: unknown) =>
    isTable(index) && typeof index['name'] === 'string' ? indexSecrets('UV_INDEX', index['name']) : [],
  )
}
