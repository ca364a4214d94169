import { UserError } from '../../../errors.ts'
import type { App } from '../../view/file-view.ts'
import type { Project } from '../project.ts'
import type { PythonManager } from './manager.ts'
import { pip } from './pip.ts'
import { poetry } from './poetry.ts'
import { uv } from './uv.ts'

/** The lockfile that is there; a requirements.txt beside one is mostly an export of it. */
export function chooseManager(app: App, project: Project): PythonManager {
  if (app.files.isFile('uv.lock')) return uv(app, project)
  if (app.files.isFile('poetry.lock')) return poetry(app, project)
  if (project.requirements !== undefined || project.pyproject?.get('project') !== undefined)
    return pip(app, project)
  const there = ['Pipfile', 'pdm.lock', 'environment.yml', 'setup.py', 'pyproject.toml'].find((name) =>
    app.files.isFile(name),
  )
  throw new UserError(
    `${there === undefined ? `Nothing in ${app.at('') || 'the repository'} says what the application depends on` : `${app.at(there)} alone is not supported yet`}: looked for uv.lock, poetry.lock, requirements.txt and [project] in pyproject.toml.`,
    'Commit a requirements.txt, for example by `pip freeze > requirements.txt`.',
  )
}
