import type { Mount } from '../../image.ts'
import { isTable } from '../../parse/toml.ts'
import type { App } from '../../view/file-view.ts'
import type { Project } from '../project.ts'
import type { PythonManager } from './manager.ts'

// Any recent one reads every lockfile, unless "required-version" in pyproject.toml says otherwise.
const DEFAULT_VERSION = 'uv==0.13.9'

/** uv: exactly what uv.lock says, without its development groups. */
export function uv(app: App, { pyproject }: Project): PythonManager {
  const required = pyproject?.string('tool', 'uv', 'required-version')?.value
  const version =
    required === undefined ? DEFAULT_VERSION : /^\d/.test(required) ? `uv==${required}` : `uv${required}`
  // Without a build system uv treats the project as its source alone.
  const packaged =
    pyproject?.get('build-system') !== undefined && pyproject.get('tool', 'uv', 'package') !== false
  return {
    found: { value: 'uv', file: app.at('uv.lock') },
    setup: {
      kind: 'run',
      commands: [`pip install ${/^[\w.=]+$/.test(version) ? version : `'${version}'`}`],
      mounts: [{ type: 'cache', target: '/root/.cache/pip' }],
    },
    files: ['pyproject.toml', 'uv.lock'],
    env: {
      UV_PROJECT_ENVIRONMENT: '/opt/venv',
      // The image's own Python, compiled files, and copies: the cache is another file system.
      UV_PYTHON_DOWNLOADS: 'never',
      UV_COMPILE_BYTECODE: '1',
      UV_LINK_MODE: 'copy',
    },
    mounts: [
      { type: 'cache', target: '/root/.cache/uv' },
      ...credentials(pyproject?.get('tool', 'uv', 'index')),
    ],
    makesEnvironment: true,
    install: () => `uv sync --locked --no-default-groups --no-install-project`,
    ...(packaged ? { installSelf: 'uv sync --locked --no-default-groups --no-editable' } : {}),
    addCommand: 'uv add',
    warnings: [],
  }
}

// Source: uv's documentation, "Package indexes": UV_INDEX_<NAME>_USERNAME and _PASSWORD.
function credentials(indexes: unknown): readonly Mount[] {
  return (Array.isArray(indexes) ? indexes : []).flatMap((index: unknown): readonly Mount[] => {
    if (!isTable(index) || typeof index['name'] !== 'string') return []
    const name = `UV_INDEX_${index['name'].toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
    return ['USERNAME', 'PASSWORD'].map((part) => ({
      type: 'secret',
      id: `${name}_${part}`,
      env: `${name}_${part}`,
    }))
  })
}
