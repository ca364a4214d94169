import { aptInstall } from '../apt.ts'
import { steps, type Stage, type Step } from '../image.ts'
import { registrySettings } from './secrets.ts'
import type { Facts } from './facts.ts'
import { systemPackages } from './system-packages.ts'

/** The stages that install, and where their result is. */
export interface Installation {
  /** `modules`: whether the final stage takes node_modules from here. */
  readonly stages: (modules: boolean) => readonly Stage[]
  /** The stage with everything that a build needs; undefined where there is nothing to install. */
  readonly all: string | undefined
  /** The stage whose node_modules go into the final one. */
  readonly modules: string
  /** Whether development dependencies stay. */
  readonly keep: boolean
  /** What those modules are, for the Dockerfile's comment. */
  readonly why: string
}

const HOOKS = ['preinstall', 'install', 'postinstall', 'prepublish', 'prepare']
// Hooks for people's checkouts, which do nothing where there is no .git.
const GIT_HOOKS = /^(?:is-ci \|\| )?(?:husky|lefthook|simple-git-hooks)\b/

/** Plans the installation so that it runs again only when the lockfile changes, and once for all stages. */
export function installation(facts: Facts, base: string): Installation {
  const { manifest, manager, build, command } = facts
  const development = manifest.devDependencies.size > 0
  if (manifest.dependencies.size === 0 && !development) {
    return { stages: () => [], all: undefined, modules: 'deps', keep: false, why: '' }
  }
  // A start command from a development dependency would not be there after pruning.
  const keep = command.needs.some(
    (name) => !manifest.dependencies.has(name) && manifest.devDependencies.has(name),
  )
  const hooks = HOOKS.some((name) => manifest.scripts.has(name))
  const everything = (build !== undefined || hooks || keep) && development
  const prunes = everything && !keep && manager.prune !== undefined
  const deps: Stage = {
    name: 'deps',
    base,
    steps: installSteps(facts, everything ? 'all' : 'production'),
  }
  const pruned: Stage = {
    name: 'production-deps',
    base: 'deps',
    why: ['From the same installation, so that nothing is compiled or fetched twice.'],
    steps:
      manager.prune === undefined ? [] : [{ kind: 'run', commands: [manager.prune], mounts: manager.mounts }],
  }
  return {
    stages: (modules) => (prunes && modules ? [deps, pruned] : [deps]),
    all: 'deps',
    modules: prunes ? 'production-deps' : 'deps',
    keep,
    why: keep
      ? 'All dependencies: the start command is a development dependency.'
      : 'Production dependencies only.',
  }
}

function installSteps(facts: Facts, what: 'all' | 'production'): readonly Step[] {
  const { app, manifest, manager } = facts
  const registry = registrySettings(app)
  const extra = hookFiles(facts)
  const system = systemPackages(manifest)
  const names = ['package.json', ...manager.files, ...registry.files, ...(extra ?? [])]
  const folders = names.filter((name) => app.files.isFolder(name))
  return steps(
    { kind: 'workdir', value: '/app' },
    aptInstall(system.build, 'What dependencies are compiled with; not in the final stage.'),
    Object.keys(system.env).length > 0 && { kind: 'env', values: system.env },
    manager.setup,
    manager.env !== undefined && { kind: 'env', values: manager.env },
    {
      kind: 'copy',
      why:
        extra === undefined
          ? [
              "package.json has scripts that run while installing and may need any of the application's files.",
            ]
          : ['Only what decides the dependencies, so that a change of source alone installs nothing again.'],
      sources:
        extra === undefined
          ? [app.folder === '' ? '.' : `${app.folder}/`]
          : names.filter((name) => !folders.includes(name)).map((name) => app.at(name)),
      to: './',
    },
    ...(extra === undefined ? [] : folders).map((folder): Step => ({
      kind: 'copy',
      sources: [app.at(folder)],
      to: `./${folder}`,
    })),
    { kind: 'run', commands: [manager.install(what)], mounts: [...manager.mounts, ...registry.mounts] },
  )
}

/** Files that hooks of the installation read; undefined where they may read anything. */
function hookFiles({ app, manifest }: Facts): readonly string[] | undefined {
  const extra = ['prisma', 'patches'].filter((name) => app.files.isFolder(name))
  for (const hook of HOOKS) {
    const script = manifest.scripts.get(hook)?.value.trim()
    if (script === undefined || GIT_HOOKS.test(script)) continue
    if (/^(?:npx )?(?:prisma generate|patch-package)$/.test(script)) continue
    return undefined
  }
  return extra
}
