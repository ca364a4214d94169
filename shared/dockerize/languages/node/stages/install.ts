import { aptInstall } from '../../../image/apt.ts'
import { steps, type Stage, type Step } from '../../../image/steps.ts'
import type { Facts } from '../facts.ts'
import { registrySettings } from '../secrets.ts'
import { TOOLCHAIN } from '../native/table.ts'
import { needsOf } from '../native/system-packages.ts'
import type { Member } from '../workspace/members.ts'
import { gitHooks, hasHooks } from './hooks.ts'
import { TOP } from './layout.ts'
import { copyManifests, packagesOf } from './manifests.ts'

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

type What = 'all' | 'production'

/** Plans the installation so that it runs again only when the lockfile changes. */
export function installation(facts: Facts): Installation {
  const { project, manager, build, command } = facts
  const manifests = packagesOf(facts, project.builds).map(({ manifest }) => manifest)
  const development =
    manifests.some(({ devDependencies }) => devDependencies.size > 0) ||
    project.builds.length > project.runs.length
  if (!development && manifests.every(({ dependencies }) => dependencies.size === 0)) {
    return { stages: () => [], all: undefined, modules: 'deps', keep: false, why: '' }
  }
  // A start command from a development dependency would not be there after pruning.
  const keep = command.needs.some(
    (name) =>
      !manifests.some(({ dependencies }) => dependencies.has(name)) &&
      manifests.some(({ devDependencies }) => devDependencies.has(name)),
  )
  const { after } = needsOf(facts)
  const everything = (build !== undefined || hasHooks(manifests) || keep || after.length > 0) && development
  const slims = everything && !keep && manager.prune !== undefined
  const slim = slims ? slimStages(facts) : undefined
  const deps = depsStage(facts, everything ? 'all' : 'production')
  const cleaned = slims ? undefined : cleanedStage(facts)
  return {
    stages: (modules) => {
      if (!modules) return [deps]
      return slim ?? (cleaned === undefined ? [deps] : [deps, cleaned])
    },
    all: 'deps',
    modules: slims || cleaned !== undefined ? 'production-deps' : 'deps',
    keep,
    why: keep
      ? 'All dependencies: what runs needs one that is for development.'
      : 'Production dependencies only.',
  }
}

/** The image or stage that an installation begins with, and what puts the package manager in place there. */
interface Start {
  readonly base: string
  readonly setup: readonly Step[]
}

function ownStart(facts: Facts): Start {
  return { base: facts.tools, setup: managerSteps(facts) }
}

function depsStage(facts: Facts, what: What, { base, setup }: Start = ownStart(facts)): Stage {
  const { project, manager } = facts
  const members = what === 'all' ? project.builds : project.runs
  const { after } = needsOf(facts)
  return {
    name: 'deps',
    base,
    steps: steps(
      ...setup,
      ...copyManifests(facts, members),
      install(facts, what, members, { check: manager.check?.(what) ?? [] }),
      after.length > 0 && {
        kind: 'run',
        why: ['Here, so that a change of source alone does not do it again.'],
        commands: after,
      },
    ),
  }
}

/** Two installations: of everything for the build, and of what runs. */
function slimStages(facts: Facts): readonly Stage[] {
  const { project, manager, tools } = facts
  const second = manager.again === true || project.file !== undefined
  const hooks = packagesOf(facts, project.builds).map(({ manifest }) => gitHooks(manifest))
  // Hooks have done their work, and may need what would be missing.
  const completed = needsOf(facts).after.length > 0 || hooks.slice(1).some((names) => names?.length !== 0)
  if (!second || hooks.includes(undefined) || completed) {
    return [depsStage(facts, 'all'), prunedStage(facts)]
  }
  const disabled = (hooks[0] ?? []).map((name) => `scripts.${name}`)
  const before = disabled.length === 0 ? [] : [`${manager.pkg} delete ${disabled.join(' ')}`]
  const own = ownStart(facts)
  // A working directory alone is not worth a stage of its own.
  const shared: Stage | undefined =
    own.setup.length > 1 ? { name: 'manager', base: tools, steps: own.setup } : undefined
  const start = shared === undefined ? own : { base: shared.name, setup: [] }
  return [
    ...(shared === undefined ? [] : [shared]),
    depsStage(facts, 'all', start),
    {
      name: 'production-deps',
      base: start.base,
      why: ['A second installation: only the packages that run, without development dependencies.'],
      steps: [
        ...start.setup,
        ...copyManifests(facts, project.runs),
        install(facts, 'production', project.runs, { before, after: cleanUp(facts) }),
      ],
    },
  ]
}

function prunedStage(facts: Facts): Stage {
  const { manager } = facts
  const commands = [...(manager.prune === undefined ? [] : [manager.prune]), ...cleanUp(facts)]
  return {
    name: 'production-deps',
    base: 'deps',
    why: ['From the same installation, so that nothing is compiled or fetched twice.'],
    steps: [{ kind: 'run', commands, mounts: manager.mounts }],
  }
}

/** Of a workspace the final stage takes the whole tree, so that settings have to go where nothing else is left out. */
function cleanedStage(facts: Facts): Stage | undefined {
  const commands = cleanUp(facts)
  if (commands.length === 0) return undefined
  return {
    name: 'production-deps',
    base: 'deps',
    steps: [{ kind: 'run', why: ['Settings of the installation may hold a token.'], commands }],
  }
}

function cleanUp({ project, manager }: Facts): readonly string[] {
  if (project.file === undefined) return []
  const settings = [...registrySettings(project.top).files, ...manager.files]
    .filter((name) => name.startsWith('.'))
    .map((name) => name.split('/')[0] ?? name)
  return settings.length === 0 ? [] : [`rm -rf ${[...new Set(settings)].join(' ')}`]
}

// Source: node-gyp's README, "Configuration", Environment variables. Older ones do not read it, and download.
const HEADERS = { npm_package_config_node_gyp_nodedir: '/usr/local' }

function managerSteps(facts: Facts): readonly Step[] {
  const { manager, runtime, tools } = facts
  const system = needsOf(facts)
  const bun = runtime.name === 'bun'
  const compiles = TOOLCHAIN.every((name) => system.build.includes(name))
  return steps(
    { kind: 'workdir', value: TOP },
    aptInstall(
      system.build,
      `What dependencies are ${compiles ? 'compiled' : 'installed'} with; not in the final stage.`,
    ),
    compiles &&
      !(bun && tools === runtime.image) && {
        kind: 'env',
        why: ["The image's own headers of Node.js, in place of a download."],
        values: HEADERS,
      },
    Object.keys(system.buildEnv).length > 0 && { kind: 'env', values: system.buildEnv },
    Object.keys(system.placeholders).length > 0 && {
      kind: 'env',
      why: ['It has to be set, and nothing asks it: no database is there while an image is built.'],
      values: system.placeholders,
    },
    // Bun's own image has it.
    !(bun && tools === runtime.image) && manager.setup,
    bun &&
      tools !== runtime.image && {
        kind: 'copy',
        why: ['Scripts may call it, as what runs is Bun.'],
        from: runtime.image,
        sources: ['/usr/local/bin/bun'],
        to: '/usr/local/bin/',
      },
    manager.env !== undefined && { kind: 'env', values: manager.env },
  )
}

const UNFIT = 'The installation itself takes what the lockfile lacks: this refuses it, and tells what is new.'

/** Lines for the shell around an installation. */
interface Lines {
  readonly before?: readonly string[]
  readonly check?: readonly string[]
  readonly after?: readonly string[]
}

function install(
  { project, manager }: Facts,
  what: What,
  members: readonly Member[],
  { before = [], check = [], after = [] }: Lines = {},
): Step {
  const places = [project.place, ...members.map(({ place }) => place)]
  const commands = [...before, ...check, manager.install(what, places), ...after]
  return {
    kind: 'run',
    commands,
    mounts: [...manager.mounts, ...registrySettings(project.top).mounts],
    ...(check.length === 0 ? {} : { why: [UNFIT] }),
  }
}
