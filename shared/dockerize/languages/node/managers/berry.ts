import type { Step } from '../../../image/steps.ts'
import type { App } from '../../../view/file-view.ts'
import { unlocked } from './lockfile.ts'
import type { ManagerContext, PackageManager } from './manager.ts'

type Settings = Readonly<Record<string, unknown>>

/**
 * Yarn 2 and later. The linker is node_modules whatever the repository uses: the lockfile is the same for every linker,
 * Plug'n'Play only takes away what an application may load, and node_modules is what every framework and native module
 * can be loaded from without hooks in the server's process.
 */
export function berry(
  { project, found }: ManagerContext,
  version: string,
  settings: Settings,
): PackageManager {
  const { top } = project
  const workspace = project.file !== undefined
  const major = Number(version.split('.')[0])
  const focus = major >= 4 || hasFocus(settings)
  // Source: Yarn's changelog, 3.0.0: `--mode`.
  const checks = major >= 3
  const all = workspace ? ' --all' : ''
  const offline = isCommitted(top)
  const own = [
    '.yarn/releases',
    '.yarn/plugins',
    '.yarn/patches',
    ...(offline ? ['.yarn/cache'] : []),
  ].filter((name) => top.files.isFolder(name))
  return {
    found,
    setup: setup(top, version, settings),
    files: [...['yarn.lock', '.yarnrc.yml'].filter((name) => top.files.isFile(name)), ...own],
    env: {
      YARN_NODE_LINKER: 'node-modules',
      ...(offline
        ? { YARN_ENABLE_GLOBAL_CACHE: 'false' }
        : { YARN_ENABLE_GLOBAL_CACHE: 'true', YARN_GLOBAL_FOLDER: '/var/cache/yarn' }),
    },
    mounts: offline ? [] : [{ type: 'cache', target: '/var/cache/yarn' }],
    // Focused on what it finds the package.json of; without that it insists on the whole lockfile.
    manifests: focus ? 'closure' : 'all',
    check: (what) =>
      focus && checks && (workspace || what === 'production') && top.files.isFile('yarn.lock') ? FITS : [],
    install: (what) => {
      if (what === 'production' && focus) return `yarn workspaces focus${all} --production`
      return workspace && focus ? 'yarn workspaces focus --all' : 'yarn install --immutable'
    },
    ...(focus ? { prune: `yarn workspaces focus${all} --production` } : {}),
    pkg: 'npm pkg',
    run: (script) => `yarn run ${script}`,
    runIn: ({ name }, script) => `yarn workspace ${name} run ${script}`,
    warnings: [
      ...(top.files.isFile('yarn.lock') ? [] : [unlocked(project, 'yarn.lock')]),
      ...(focus
        ? []
        : [
            {
              text: `Yarn ${version} cannot leave out development dependencies: they are in the image. Yarn 4 can.`,
              file: found.file ?? top.at('package.json'),
            },
          ]),
    ],
  }
}

/**
 * Focusing takes no `--immutable`, and an installation with it insists on the package.json of every member. So the lockfile
 * is brought up to date for those that are here: it becomes shorter, and must not have anything new (seen with Yarn 4.9).
 */
const FITS: readonly string[] = [
  'cp yarn.lock /tmp/yarn.lock',
  'YARN_ENABLE_IMMUTABLE_INSTALLS=false yarn install --mode=update-lockfile',
  'grep "^  resolution:" yarn.lock > /tmp/resolutions',
  '! grep -vxFf /tmp/yarn.lock /tmp/resolutions',
  'mv /tmp/yarn.lock yarn.lock',
]

/** Before Yarn 4 a plugin brought the command. Source: Yarn's documentation, `yarn workspaces focus`. */
function hasFocus(settings: Settings): boolean {
  const plugins = settings['plugins']
  return Array.isArray(plugins) && JSON.stringify(plugins).includes('plugin-workspace-tools')
}

// Source: Yarn's documentation, "Zero-installs": the cache is committed, and nothing is fetched.
function isCommitted(top: App): boolean {
  return top.files.list('.yarn/cache').some(({ name }) => name.endsWith('.zip'))
}

// A release that is committed needs no registry; `yarnPath` makes every other Yarn hand over to it.
function setup(top: App, version: string, settings: Settings): Step {
  const path = settings['yarnPath']
  const committed = typeof path === 'string' && top.files.isFile(path)
  return {
    kind: 'run',
    why: [
      committed
        ? 'It hands over to the Yarn that is committed.'
        : 'The Yarn that the repository pins; images bring Yarn 1 or none, hence --force.',
    ],
    commands: [`npm install --global --force @yarnpkg/cli-dist@${version}`],
  }
}
