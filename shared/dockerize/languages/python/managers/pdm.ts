import type { Found } from '../../../found.ts'
import { isTable } from '../../../parse/toml.ts'
import type { App } from '../../../view/file-view.ts'
import { productionGroups } from '../groups.ts'
import type { Project } from '../project.ts'
import { addedBeside, ownEnvironment, secretVariable, variablesIn, type PythonManager } from './manager.ts'

const VERSION = '2.29.4'
// It starts with no later one, and its own requirements allow them.
const LIMITS = ['hishel<2']

/** PDM: exactly what pdm.lock says of production. Source: PDM's documentation, "Manage dependencies". */
export function pdm(
  app: App,
  { pyproject }: Project,
  considered: Found<string>['considered'],
): PythonManager {
  const packaged =
    pyproject?.get('build-system') !== undefined && pyproject.get('tool', 'pdm', 'distribution') !== false
  const { extras } = productionGroups(pyproject)
  const sync = ['/opt/pdm/bin/pdm sync --prod --no-editable', ...extras.map((one) => `--group ${one}`)].join(
    ' ',
  )
  return {
    found: {
      value: 'pdm',
      file: app.at('pdm.lock'),
      ...(considered === undefined ? {} : { considered }),
    },
    setup: ownEnvironment(
      'pdm',
      [`pdm==${VERSION}`, ...LIMITS],
      'In an environment of its own: its dependencies are not those of the application.',
    ),
    files: ['pyproject.toml', 'pdm.lock', 'pdm.toml'].filter((name) => app.files.isFile(name)).map(app.at),
    env: { PDM_CHECK_UPDATE: 'false' },
    mounts: [
      { type: 'cache', target: '/root/.cache/pdm' },
      ...sourceVariables(pyproject?.get('tool', 'pdm', 'source')).map(secretVariable),
    ],
    install: (added) => [`${sync} --no-self`, ...addedBeside(added)],
    ...(packaged ? { installSelf: sync } : {}),
    addCommand: 'pdm add',
    warnings: [],
  }
}

/** The variables that the addresses of indexes have: `https://${USER}:${TOKEN}@...`. */
export function sourceVariables(sources: unknown): readonly string[] {
  const urls = (Array.isArray(sources) ? sources : []).map((source: unknown) =>
    isTable(source) && typeof source['url'] === 'string' ? source['url'] : '',
  )
  return variablesIn(urls.join('\n'))
}
