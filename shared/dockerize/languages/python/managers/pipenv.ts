import type { Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import type { Project } from '../project.ts'
import { addedBeside, ownEnvironment, secretVariable, type PythonManager } from './manager.ts'
import { sourceVariables } from './pdm.ts'

const VERSION = '2026.10.3'

/** Pipenv: what Pipfile.lock says, and an error where the Pipfile has moved on. Source: Pipenv's documentation, "CLI". */
export function pipenv(
  app: App,
  { pipfile }: Project,
  considered: Found<string>['considered'],
): PythonManager {
  const locked = app.files.isFile('Pipfile.lock')
  return {
    found: {
      value: 'pipenv',
      file: app.at(locked ? 'Pipfile.lock' : 'Pipfile'),
      ...(considered === undefined ? {} : { considered }),
    },
    setup: ownEnvironment(
      'pipenv',
      [`pipenv==${VERSION}`],
      'In an environment of its own: its dependencies are not those of the application.',
    ),
    files: ['Pipfile', 'Pipfile.lock'].filter((name) => app.files.isFile(name)).map(app.at),
    // It takes the environment that is active.
    env: { PIPENV_VERBOSITY: '-1', PIPENV_NOSPIN: '1' },
    mounts: [
      { type: 'cache', target: '/root/.cache/pip' },
      { type: 'cache', target: '/root/.cache/pipenv' },
      ...sourceVariables(pipfile?.get('source')).map(secretVariable),
    ],
    install: (added) => [
      `/opt/pipenv/bin/pipenv install ${locked ? '--deploy' : '--skip-lock'}`,
      ...addedBeside(added),
    ],
    addCommand: 'pipenv install',
    warnings: locked
      ? []
      : [
          {
            text: 'There is no Pipfile.lock: each build may install other versions. Commit the one that "pipenv lock" makes.',
            file: app.at('Pipfile'),
          },
        ],
  }
}
