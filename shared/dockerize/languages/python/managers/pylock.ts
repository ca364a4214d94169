import { posix } from 'node:path'
import type { Found } from '../../../found.ts'
import { isTable } from '../../../parse/document.ts'
import { readToml } from '../../../parse/once.ts'
import { join, type App } from '../../../view/file-view.ts'
import { PYLOCK } from '../lock.ts'
import { addedBeside, type PythonManager } from './manager.ts'
import { installUv, UV_ENVIRONMENT, WHY_UV_ENVIRONMENT } from './uv.ts'

/**
 * The lockfile of no tool in particular, by uv: pip installs it only of late, and calls that an experiment. Sources: PyPA
 * specifications, "pylock.toml"; uv's documentation, "Locking environments"; pip's, "pip install", --requirement.
 */
export function pylock(app: App, considered: Found<string>['considered']): PythonManager {
  const folders = directories(app)
  const siblings = folders.filter(({ path }) => path !== app.folder)
  return {
    found: { value: 'uv', file: app.at(PYLOCK), ...(considered === undefined ? {} : { considered }) },
    setup: installUv(undefined),
    files: folders.some(({ path }) => path === app.folder) ? undefined : [app.at(PYLOCK)],
    whyEnv: WHY_UV_ENVIRONMENT,
    env: UV_ENVIRONMENT,
    mounts: [{ type: 'cache', target: '/root/.cache/uv' }],
    install: (added) => [`uv pip install --requirements ${PYLOCK}`, ...addedBeside(added, 'uv pip install')],
    ...(siblings.length === 0
      ? {}
      : {
          siblings: siblings.map(({ path }) => path),
          siblingsFirst: true,
          editable: siblings.some(({ editable }) => editable),
        }),
    warnings: [],
  }
}

/** Folders of the repository that packages come from; the application's own among them, where it is a package. */
function directories(app: App): readonly { readonly path: string; readonly editable: boolean }[] {
  const packages = readToml(app, PYLOCK)?.get('packages')
  return (Array.isArray(packages) ? packages : []).flatMap((entry: unknown) => {
    const directory = isTable(entry) ? entry['directory'] : undefined
    if (!isTable(directory) || typeof directory['path'] !== 'string') return []
    const path = posix.normalize(join(app.folder, directory['path'])).replace(/^\.$|\/$/, '')
    return path.startsWith('..') ? [] : [{ path, editable: directory['editable'] === true }]
  })
}
