import { UserError } from '../../../../errors.ts'
import type { Considered, Warning } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import type { Lockfile, Project } from '../project.ts'
import { requirementsFiles } from '../requirements.ts'
import type { PythonManager } from './manager.ts'
import { pdm } from './pdm.ts'
import { pip, pipProject } from './pip.ts'
import { pipenv } from './pipenv.ts'
import { poetry } from './poetry.ts'
import { pylock } from './pylock.ts'
import { uv } from './uv.ts'

const FILES: Readonly<Record<Exclude<Lockfile, 'requirements' | 'none'>, string>> = {
  'uv.lock': 'uv',
  'poetry.lock': 'poetry',
  'pdm.lock': 'pdm',
  'Pipfile.lock': 'pipenv',
  'pylock.toml': 'uv',
}

/**
 * The manager whose file decides: of a lockfile, else of requirements, else of a manifest alone. Those of others are told.
 */
export function chooseManager(app: App, project: Project, version: string): PythonManager {
  const others = besides(app, project)
  const considered = others.length === 0 ? undefined : others
  const manager = managerOf(app, project, version, considered)
  const beside = others.filter(({ file }) => file !== undefined && file !== manager.found.file)
  const warning: readonly Warning[] =
    beside.length === 0
      ? []
      : [
          {
            text: `Installed is what ${manager.found.file ?? ''} says; ${beside.map(({ file }) => file).join(', ')} is not read.`,
            file: beside[0]?.file ?? '',
          },
        ]
  return { ...manager, warnings: [...manager.warnings, ...warning] }
}

function managerOf(
  app: App,
  project: Project,
  version: string,
  considered: readonly Considered[] | undefined,
): PythonManager {
  const { pyproject, requirements, lockfile } = project
  switch (lockfile) {
    case 'uv.lock':
      return uv(app, project, considered)
    case 'poetry.lock':
      return poetry(app, project, version, considered)
    case 'pdm.lock':
      return pdm(app, project, considered)
    case 'Pipfile.lock':
      return pipenv(app, project, considered)
    case 'pylock.toml':
      return pylock(app, considered)
    case 'requirements':
      if (requirements !== undefined) return pip(app, requirements, considered)
      break
    case 'none':
      break
  }
  if (pyproject?.get('tool', 'poetry', 'dependencies') !== undefined)
    return poetry(app, project, version, considered)
  if (pyproject?.get('tool', 'uv') !== undefined) return uv(app, project, considered)
  if (project.pipfile !== undefined) return pipenv(app, project, considered)
  if (pyproject?.get('project') !== undefined || hasSetup(app)) return pipProject(app, project, version)
  if (withoutDependencies(app)) return nothing(app)
  const there = ['environment.yml', 'environment.yaml', 'pyproject.toml'].find((name) =>
    app.files.isFile(name),
  )
  const conda = there?.startsWith('environment.') === true
  throw new UserError(
    `${there === undefined ? `Nothing in ${app.at('') || 'the repository'} says what the application depends on` : `${app.at(there)} alone does not say what pip can install`}: looked for uv.lock, poetry.lock, pdm.lock, pylock.toml, Pipfile, requirements.txt, setup.py and [project] in pyproject.toml.`,
    // What conda has installed, pip freeze names by folders of the machine that built it.
    `Commit a requirements.txt, for example by \`${conda ? 'pip list --format=freeze' : 'pip freeze'} > requirements.txt\`${conda ? ' in that environment, less what is of conda alone; or write a Dockerfile on mambaorg/micromamba' : ''}.`,
  )
}

function hasSetup(app: App): boolean {
  return app.files.isFile('setup.py') || app.files.isFile('setup.cfg')
}

function withoutDependencies(app: App): boolean {
  return !['environment.yml', 'environment.yaml', 'pyproject.toml'].some((name) => app.files.isFile(name))
}

/** Source alone, which has no more than Python's own library. */
function nothing(app: App): PythonManager {
  return {
    found: { value: 'pip', why: 'nothing is asked for' },
    files: [],
    mounts: [],
    install: (added) => (added.length === 0 ? [] : [['pip install', ...added].join(' ')]),
    warnings: app.files.isFolder('venv')
      ? [{ text: 'There is no requirements.txt: nothing but Python itself is installed.' }]
      : [],
  }
}

/** Files of other managers, which lose. */
function besides(app: App, { lockfile, requirements: read }: Project): readonly Considered[] {
  const locks = Object.entries(FILES).filter(([name]) => name !== lockfile && app.files.isFile(name))
  const included = lockfile === 'requirements' ? (read?.files ?? []) : []
  const requirements = requirementsFiles(app).filter((name) => !included.includes(app.at(name)))
  return [
    ...locks.map(([name, value]) => ({ value, file: app.at(name) })),
    // A .in is what a .txt is compiled from, and not another list.
    ...requirements
      .filter((name) => name.endsWith('.txt'))
      .map((name) => ({ value: 'pip', file: app.at(name) })),
  ]
}
