import { UserError } from '../../../errors.ts'
import type { Found } from '../../found.ts'
import { isTable } from '../../parse/toml.ts'
import { parseYaml } from '../../parse/yaml.ts'
import type { App } from '../../view/file-view.ts'
import type { PackageManager } from './manager.ts'

// Classic is frozen: this is the last release, and the one that the official images carry.
const CLASSIC = '1.22.22'

/** Yarn 1, or Yarn 2 and later ("berry") where the repository has its settings file or pins it. */
export function yarn(app: App, found: Found<string>, pinned: string | undefined): PackageManager {
  const text = app.files.text('.yarnrc.yml')
  const settings = text === undefined ? undefined : parseYaml(app.at('.yarnrc.yml'), text)
  const yarnPath =
    isTable(settings) && typeof settings['yarnPath'] === 'string' ? settings['yarnPath'] : undefined
  const version = pinned ?? /yarn-(\d+\.\d+\.\d+[\w.-]*?)\.cjs$/.exec(yarnPath ?? '')?.[1]
  const berryLock = /^__metadata:/m.test(app.files.head('yarn.lock') ?? '')
  if (version?.startsWith('1.') ?? !(berryLock || settings !== undefined))
    return classic(app, found, version ?? CLASSIC)
  if (version === undefined) {
    throw new UserError(
      `${app.at('yarn.lock')} was written by Yarn 2 or later, but nothing says which version.`,
      'Set "packageManager" in package.json (`yarn set version stable` does), for example to "yarn@4.11.0".',
    )
  }
  return berry(app, found, version)
}

function classic(app: App, found: Found<string>, version: string): PackageManager {
  const locked = app.files.isFile('yarn.lock')
  const install = `yarn install${locked ? ' --frozen-lockfile' : ' --no-lockfile'} --non-interactive`
  return {
    found,
    setup: {
      kind: 'run',
      why: ['Newer images come without Yarn; older ones with another one, hence --force.'],
      commands: [`npm install --global --force yarn@${version}`],
    },
    files: ['yarn.lock', '.yarnrc'].filter((name) => app.files.isFile(name)),
    mounts: [{ type: 'cache', target: '/usr/local/share/.cache/yarn' }],
    install: (what) => (what === 'production' ? `${install} --production` : install),
    prune: `${install} --production --ignore-scripts --prefer-offline`,
    run: (script) => `yarn run ${script}`,
    warnings: locked
      ? []
      : [
          {
            text: 'There is no lockfile: each build may install other versions. Commit yarn.lock.',
            file: app.at('package.json'),
          },
        ],
  }
}

function berry(app: App, found: Found<string>, version: string): PackageManager {
  const focus = Number(version.split('.')[0]) >= 4
  const own = ['.yarn/releases', '.yarn/plugins', '.yarn/patches'].filter((name) => app.files.isFolder(name))
  return {
    found,
    setup: {
      kind: 'run',
      why: ['The Yarn that the repository pins; images bring Yarn 1 or none, hence --force.'],
      commands: [`npm install --global --force @yarnpkg/cli-dist@${version}`],
    },
    files: [...['yarn.lock', '.yarnrc.yml'].filter((name) => app.files.isFile(name)), ...own],
    // The lockfile is the same for every linker; node_modules is what every framework and native module can load.
    env: {
      YARN_NODE_LINKER: 'node-modules',
      YARN_ENABLE_GLOBAL_CACHE: 'true',
      YARN_GLOBAL_FOLDER: '/var/cache/yarn',
    },
    mounts: [{ type: 'cache', target: '/var/cache/yarn' }],
    install: (what) =>
      what === 'production' && focus ? 'yarn workspaces focus --production' : 'yarn install --immutable',
    ...(focus ? { prune: 'yarn workspaces focus --production' } : {}),
    run: (script) => `yarn run ${script}`,
    warnings: focus
      ? []
      : [
          {
            text: `Yarn ${version} cannot leave out development dependencies: they are in the image. Yarn 4 can.`,
            file: found.file ?? app.at('package.json'),
          },
        ],
  }
}
