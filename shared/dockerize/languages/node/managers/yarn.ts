import { isTable } from '../../../parse/document.ts'
import { parseYaml } from '../../../parse/yaml.ts'
import type { App } from '../../../view/file-view.ts'
import { berry } from './berry.ts'
import { unlocked } from './lockfile.ts'
import type { ManagerContext, PackageManager } from './manager.ts'

// Classic is frozen: this is the last release, and the one that the official images carry.
const CLASSIC = '1.22.22'

/** Yarn 1, or Yarn 2 and later ("berry") where the repository has its settings file or pins it. */
export function yarn(context: ManagerContext): PackageManager {
  const { top } = context.project
  const text = top.files.text('.yarnrc.yml')
  const settings = text === undefined ? undefined : parseYaml(top.at('.yarnrc.yml'), text)
  const yarnPath =
    isTable(settings) && typeof settings['yarnPath'] === 'string' ? settings['yarnPath'] : undefined
  const version = context.version ?? /yarn-(\d+\.\d+\.\d+[\w.-]*?)\.cjs$/.exec(yarnPath ?? '')?.[1]
  const berryLock = /^__metadata:/m.test(top.files.head('yarn.lock') ?? '')
  if (version?.startsWith('1.') ?? !(berryLock || settings !== undefined))
    return classic(context, version ?? CLASSIC)
  return berry(context, version ?? versionOfLockfile(top), isTable(settings) ? settings : {})
}

// Source: yarnpkg/berry, packages/yarnpkg-core, LOCKFILE_VERSION of each major release.
function versionOfLockfile(top: App): string {
  const version = /^__metadata:\s+version: ["']?(\d+)/m.exec(top.files.head('yarn.lock') ?? '')?.[1]
  if (version === undefined || Number(version) >= 7) return '4'
  if (Number(version) >= 5) return '3'
  return '2'
}

/** Of a workspace it installs what it finds the package.json of (seen with Yarn 1.22). */
function classic({ project, found }: ManagerContext, version: string): PackageManager {
  const { top } = project
  const locked = top.files.isFile('yarn.lock')
  const install = `yarn install${locked ? ' --frozen-lockfile' : ' --no-lockfile'} --non-interactive`
  return {
    found,
    setup: {
      kind: 'run',
      why: ['Newer images come without Yarn; older ones with another one, hence --force.'],
      commands: [`npm install --global --force yarn@${version}`],
    },
    files: ['yarn.lock', '.yarnrc'].filter((name) => top.files.isFile(name)),
    // It does not lock its cache, and two stages of one build install at once (seen: "the file appears to be corrupt").
    mounts: [{ type: 'cache', target: '/usr/local/share/.cache/yarn', sharing: 'locked' }],
    manifests: 'closure',
    install: (what) => (what === 'production' ? `${install} --production` : install),
    prune: `${install} --production --ignore-scripts --prefer-offline`,
    pkg: 'npm pkg',
    run: (script) => `yarn run ${script}`,
    runIn: ({ place }, script) => `yarn --cwd ${place} run ${script}`,
    warnings: locked ? [] : [unlocked(project, 'yarn.lock')],
  }
}
