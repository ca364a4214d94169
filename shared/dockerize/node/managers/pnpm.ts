import { UserError } from '../../../errors.ts'
import type { Found } from '../../found.ts'
import { isTable } from '../../parse/toml.ts'
import { parseYaml } from '../../parse/yaml.ts'
import type { App } from '../../view/file-view.ts'
import type { PackageManager } from './manager.ts'

/** pnpm, at the version that package.json pins or that wrote the lockfile. */
export function pnpm(app: App, found: Found<string>, pinned: string | undefined): PackageManager {
  const version = pinned ?? versionOfLockfile(app)
  const exact = version === undefined ? 'pnpm@10' : `pnpm@${version}`
  const locked = app.files.isFile('pnpm-lock.yaml')
  const only = (what: 'all' | 'production'): string => (what === 'production' ? ' --prod' : '')
  return {
    found,
    setup: {
      kind: 'run',
      why: [
        pinned === undefined
          ? 'The pnpm that reads this lockfile; "packageManager" in package.json would pin it exactly.'
          : 'The pnpm that package.json pins.',
      ],
      commands: [`npm install --global ${exact}`],
    },
    files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs'].filter((name) =>
      app.files.isFile(name),
    ),
    // pnpm asks before it removes node_modules unless it knows that nobody is there to answer.
    env: { CI: 'true' },
    mounts: [{ type: 'cache', id: 'pnpm', target: '/pnpm/store' }],
    install: (what) =>
      `pnpm install ${locked ? '--frozen-lockfile' : '--no-frozen-lockfile'} --store-dir=/pnpm/store${only(what)}`,
    prune: 'pnpm prune --prod --ignore-scripts --store-dir=/pnpm/store',
    run: (script) => `pnpm run ${script}`,
    warnings: locked
      ? []
      : [
          {
            text: 'There is no lockfile: each build may install other versions. Commit pnpm-lock.yaml.',
            file: app.at('package.json'),
          },
        ],
  }
}

// Source: pnpm/pnpm, packages/constants, LOCKFILE_VERSION of each major release.
function versionOfLockfile(app: App): string | undefined {
  const text = app.files.text('pnpm-lock.yaml')
  if (text === undefined) return undefined
  // Only the first lines: the version stands there, and the rest can have hundred thousands of lines.
  const head = text.split('\n', 20).filter((line) => line.startsWith('lockfileVersion'))
  const parsed = parseYaml(app.at('pnpm-lock.yaml'), head.join('\n'))
  const field = isTable(parsed) ? parsed['lockfileVersion'] : undefined
  const version = typeof field === 'number' || typeof field === 'string' ? String(field) : ''
  if (version.startsWith('9')) return '10'
  if (version.startsWith('6')) return '8'
  if (version.startsWith('5.4')) return '7'
  throw new UserError(
    `${app.at('pnpm-lock.yaml')} has the lockfile version "${version}", which no known pnpm writes.`,
    'Set "packageManager" in package.json, for example to "pnpm@10.20.0".',
  )
}
