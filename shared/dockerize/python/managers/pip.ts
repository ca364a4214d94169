import type { Mount } from '../../image.ts'
import type { App } from '../../view/file-view.ts'
import type { Project } from '../project.ts'
import type { PythonManager } from './manager.ts'

/** pip: with a requirements.txt, or with a pyproject.toml that no lockfile accompanies. */
export function pip(app: App, { requirements }: Project): PythonManager {
  const variables: Mount[] = (requirements?.variables ?? []).map((name) => ({
    type: 'secret',
    id: name,
    env: name,
  }))
  const mounts: Mount[] = [{ type: 'cache', target: '/root/.cache/pip' }, ...variables]
  if (requirements === undefined) {
    return {
      found: { value: 'pip', file: app.at('pyproject.toml') },
      files: undefined,
      mounts,
      install: (added) => ['pip install .', ...added].join(' '),
      warnings: [
        {
          text: 'There is no lockfile: each build may install other versions. Commit uv.lock, poetry.lock or a requirements.txt with versions.',
          file: app.at('pyproject.toml'),
        },
      ],
    }
  }
  return {
    found: { value: 'pip', file: app.at('requirements.txt') },
    files: requirements.local ? undefined : requirements.files,
    mounts,
    install: (added) => ['pip install --requirement requirements.txt', ...added].join(' '),
    ...(requirements.hashed ? { addCommand: 'Add to requirements.txt, with its hash:' } : {}),
    warnings: [],
  }
}
