import semver from 'semver'
import { UserError } from '../../../../errors.ts'
import { isTable } from '../../../parse/document.ts'
import { parseYaml } from '../../../parse/yaml.ts'
import type { App } from '../../../view/file-view.ts'
import type { Project } from '../workspace/project.ts'
import { unlocked } from './lockfile.ts'
import type { ManagerContext, PackageManager } from './manager.ts'

const STORE = '/pnpm/store'

/**
 * pnpm, at the version that package.json pins or that wrote the lockfile. Of a workspace it installs what it finds the
 * package.json of, lockfile-exact all the same (seen with pnpm 8 to 11).
 */
export function pnpm({ project, found, version: pinned, range }: ManagerContext): PackageManager {
  const { top } = project
  const version = pinned ?? withinRange(range, versionOfLockfile(top) ?? '10')
  const locked = top.files.isFile('pnpm-lock.yaml')
  const store = `--store-dir=${STORE}`
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
      commands: [`npm install --global pnpm@${version}`],
    },
    files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs', '.pnpmfile.mjs'].filter((name) =>
      top.files.isFile(name),
    ),
    // pnpm asks before it removes node_modules unless it knows that nobody is there to answer.
    env: { CI: 'true', ...linker(top) },
    mounts: [{ type: 'cache', id: 'pnpm', target: STORE }],
    manifests: 'closure',
    install: (what) =>
      `pnpm install ${locked ? '--frozen-lockfile' : '--no-frozen-lockfile'} ${store}${only(what)}`,
    ...pruning(project, store),
    pkg: 'npm pkg',
    run: (script) => `pnpm run ${script}`,
    runIn: ({ place }, script) => `pnpm --dir ${place} run ${script}`,
    warnings: locked ? [] : [unlocked(project, 'pnpm-lock.yaml')],
  }
}

// It prunes one package alone, and of a workspace it would leave what is not needed in node_modules/.pnpm.
function pruning({ file }: Project, store: string): Pick<PackageManager, 'prune' | 'again'> {
  // By names that `prune` of every version takes (seen with 7 to 11).
  if (file === undefined)
    return { prune: `pnpm prune --prod --config.ignore-scripts=true --config.store-dir=${STORE}` }
  return { prune: `pnpm install --prod --frozen-lockfile --ignore-scripts ${store}`, again: true }
}

// Without node_modules there would be nothing to copy, and nothing that node looks in.
// Source: pnpm's documentation, "Settings", nodeLinker and symlink.
function linker(top: App): Readonly<Record<string, string>> {
  const lines = (top.files.text('.npmrc') ?? '').split('\n').map((line) => line.replace(/\s/g, ''))
  return lines.includes('node-linker=pnp')
    ? { npm_config_node_linker: 'isolated', npm_config_symlink: 'true' }
    : {}
}

/** The line that wrote the lockfile, unless `engines` forbids it: pnpm refuses to run then. */
function withinRange(range: string | undefined, line: string): string {
  if (range === undefined || semver.satisfies(`${line}.999.999`, range)) return line
  return /^[\w.^~-]+$/.test(range) ? range : `'${range.replaceAll("'", '')}'`
}

// Source: pnpm/pnpm, packages/constants, LOCKFILE_VERSION of each major release.
function versionOfLockfile(top: App): string | undefined {
  const text = top.files.text('pnpm-lock.yaml')
  if (text === undefined) return undefined
  // Only the first lines: the version stands there, and the rest can have hundred thousands of lines.
  const head = text.split('\n', 20).filter((line) => line.startsWith('lockfileVersion'))
  const parsed = parseYaml(top.at('pnpm-lock.yaml'), head.join('\n'))
  const field = isTable(parsed) ? parsed['lockfileVersion'] : undefined
  const version = typeof field === 'number' || typeof field === 'string' ? String(field) : ''
  if (version.startsWith('9')) return '10'
  if (version.startsWith('6')) return '8'
  if (version.startsWith('5.4')) return '7'
  if (version.startsWith('5.3')) return '6'
  throw new UserError(
    `${top.at('pnpm-lock.yaml')} has the lockfile version "${version}", which no known pnpm writes.`,
    'Set "packageManager" in package.json, for example to "pnpm@10.20.0".',
  )
}
