import { aptInstall } from '../apt.ts'
import type { Found } from '../found.ts'
import { officialImage, serving, steps, type Stage, type Step } from '../image.ts'
import { takesLambda, type Request } from '../plan.ts'
import { siteStage } from '../static/site.ts'
import type { App } from '../view/file-view.ts'
import type { Facts } from './facts.ts'
import { entryOf } from './entry.ts'
import type { Built, SiteOutput } from './frameworks/framework.ts'
import { installation, type Installation } from './install.ts'
import { nodeProbe } from './probe.ts'
import { runtimeEntries } from './runtime-files.ts'
import { registrySettings } from './secrets.ts'
import { scriptFile } from './source.ts'
import { systemPackages } from './system-packages.ts'

interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
}

// The user `node` of the official images.
const USER = '1000:1000'

/** The stages of a server: what it installs, what it builds, and what runs. */
export function serverStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { manifest, framework, command, build } = facts
  const base = baseImage(facts, request)
  const install = installation(facts, base)
  const own = command.output
  const system = systemPackages(manifest)
  const modules =
    (own?.modules !== false || command.custom === true) &&
    manifest.dependencies.size + (install.keep ? 1 : 0) > 0
  const runtime: Stage = {
    name: 'runtime',
    base,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      aptInstall(system.run, 'Libraries that dependencies load while they run.'),
      modules && {
        kind: 'copy',
        why: [install.why],
        from: install.modules,
        sources: ['/app/node_modules'],
        to: './node_modules',
      },
      ...runtimeFiles(facts),
      ...serving({
        ...how,
        lambda: takesLambda(request, how.port),
        user: USER,
        probe: nodeProbe(how.healthCheckPath),
        env: {
          NODE_ENV: 'production',
          ...framework.env,
          ...facts.source.host.env,
          ...system.env,
          ...own?.env,
          ...environment(facts, how.argv),
        },
      }),
    ),
  }
  const building = build === undefined ? [] : [buildStage(facts, base, install, build)]
  const installing = modules || build !== undefined ? install.stages(modules) : []
  const source = sourceStage(facts, base)
  return [...installing, ...building, ...(source === undefined ? [] : [source]), runtime]
}

/** The stages of files that a build makes and nginx serves. */
export function siteStages(facts: Facts, site: SiteOutput, how: Serving, request: Request): readonly Stage[] {
  const { app, build } = facts
  const base = baseImage(facts, request)
  const install = installation(facts, base)
  const folder = site.folder.value
  const copy: Step = {
    kind: 'copy',
    ...(build === undefined
      ? { sources: [app.at(folder === '.' ? '' : folder) || '.'] }
      : { from: 'build', sources: [`/app/${folder}`] }),
    to: '/srv/www',
  }
  if (build === undefined) return [siteStage({ ...how, copy, fallback: site.fallback }, request)]
  return [
    ...install.stages(false),
    buildStage(facts, base, install, build),
    siteStage({ ...how, copy, fallback: site.fallback }, request),
  ]
}

function baseImage({ version }: Facts, { baseRegistry }: Request): string {
  return officialImage(baseRegistry, `node:${version}-slim`)
}

function buildStage(facts: Facts, base: string, install: Installation, build: Found<string>): Stage {
  const { app, framework, source } = facts
  const cache = framework.buildCache
  const after = facts.command.output?.afterBuild
  const clean = wholeBuild(facts)
  const why = ['Public by their prefix: they end up in what browsers load. Given by --build-arg.']
  return {
    name: 'build',
    base: install.all ?? base,
    steps: steps(
      install.all === undefined && { kind: 'workdir', value: '/app' },
      copyAll(app),
      ...source.publicVariables.map((value, index): Step => ({
        kind: 'arg',
        value,
        ...(index === 0 ? { why } : {}),
      })),
      framework.buildEnv !== undefined && { kind: 'env', values: framework.buildEnv },
      {
        kind: 'run',
        commands: [
          build.value,
          ...(after === undefined ? [] : [after]),
          ...(clean ? [`rm -rf ${['node_modules', ...registrySettings(app).files].join(' ')}`] : []),
        ],
        ...(cache === undefined ? {} : { mounts: [{ type: 'cache', target: `/app/${cache}` }] }),
      },
    ),
  }
}

/** Everything that .dockerignore lets through, from the application's folder. */
function copyAll(app: App): Step {
  return app.folder === ''
    ? { kind: 'copy', sources: ['.'], to: '.' }
    : { kind: 'copy', sources: [`${app.folder}/`], to: './' }
}

// The settings of registries may hold a token: the source reaches the final stage by way of one without them.
function sourceStage(facts: Facts, base: string): Stage | undefined {
  const { files } = registrySettings(facts.app)
  if (facts.build !== undefined || files.length === 0) return undefined
  return {
    name: 'source',
    base,
    steps: [
      { kind: 'workdir', value: '/app' },
      copyAll(facts.app),
      { kind: 'run', why: ['It may hold a token.'], commands: [`rm ${files.join(' ')}`] },
    ],
  }
}

// They belong to root, so that a server that was broken into can change none of them.
function runtimeFiles(facts: Facts): readonly Step[] {
  const { output, custom = false } = facts.command
  const built = output?.built
  if (facts.build === undefined) {
    if (registrySettings(facts.app).files.length > 0) {
      return [{ kind: 'copy', from: 'source', sources: ['/app'], to: '.' }]
    }
    return [
      { ...copyAll(facts.app), why: ['Owned by root: the server can read its source and change nothing.'] },
    ]
  }
  if (built !== undefined && !custom) return built.map(copyBuilt)
  if (wholeBuild(facts)) {
    return [
      {
        kind: 'copy',
        why: [
          'The source, which is what runs, and what was built for it. Owned by root: the server can change nothing.',
        ],
        from: 'build',
        sources: ['/app'],
        to: './',
      },
      ...(built ?? []).filter(({ writable }) => writable).map(copyBuilt),
    ]
  }
  const { folders, names } = runtimeEntries(facts.app, facts.command.run.value)
  return [
    {
      kind: 'copy',
      why: [
        'What was built, and what stands beside the source (views, public files). Owned by root: the server can',
        'read it and change nothing.',
      ],
      from: 'build',
      sources: names.map((name) => `/app/${name}`),
      to: './',
    },
    ...folders.map((folder): Step => ({
      kind: 'copy',
      from: 'build',
      sources: [`/app/${folder}`],
      to: `./${folder}`,
    })),
    // A server of the application's own that serves what the framework built.
    ...(built ?? []).filter(({ to }) => ![...folders, ...names].includes(to)).map(copyBuilt),
  ]
}

/** Whether source runs and something is built for it too: then what was built may be anywhere. */
function wholeBuild({ app, build, command }: Facts): boolean {
  if (build === undefined) return false
  const { output, custom = false, run } = command
  if (output !== undefined && !custom) return false
  const entry = entryOf(run.value)
  return run.value[0] === '/bin/sh' || (entry !== undefined && scriptFile(app, entry) !== undefined)
}

function copyBuilt({ from, to, writable = false }: Built): Step {
  const step: Step = {
    kind: 'copy',
    from: 'build',
    sources: [`/app/${from}`],
    to: to === '.' ? './' : `./${to}`,
  }
  if (!writable) return step
  return {
    ...step,
    why: ['Written to while the server runs: pages rendered again, optimised images.'],
    owner: USER,
  }
}

// What the start script sets, and for a shell the commands of dependencies, which npm has on its PATH.
function environment({ command }: Facts, [first]: readonly string[]): Readonly<Record<string, string>> {
  const own = Object.entries(command.env).filter(([name]) => name !== 'PORT' && name !== 'NODE_ENV')
  if (first !== '/bin/sh') return Object.fromEntries(own)
  const path = '/app/node_modules/.bin:$PATH'
  return { ...Object.fromEntries(own), PATH: path }
}
