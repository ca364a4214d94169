import { aptInstall } from '../../image/apt.ts'
import { copyOnly } from '../../image/copies.ts'
import { officialImage, serving, steps, type Mount, type Stage, type Step } from '../../image/steps.ts'
import { takesLambda, type Request } from '../../plan.ts'
import { bashProbe } from '../../image/probe.ts'
import type { App } from '../../view/file-view.ts'
import type { Layout } from './layout.ts'
import type { SystemPackages } from './native.ts'
import { rustProbe } from './probe.ts'
import type { CargoConfig } from './registries.ts'
import { runtimeBase } from './runtime.ts'
import type { Source } from './source.ts'
import { isChannel } from './version.ts'

/** All that the stages are made from. */
export interface Facts {
  /** The folder where the program expects the files that it reads: the application's, or its package's. */
  readonly app: App
  readonly layout: Layout
  readonly version: string
  readonly system: SystemPackages
  readonly config: CargoConfig
  /** Parts of the toolchain beside the compiler and Cargo. */
  readonly components: readonly string[]
  /** The line that builds the program. */
  readonly build: string
  readonly program: string
  /** Whether queries are checked against what was saved of the database. */
  readonly sqlx: boolean
  /** Files that are read at run time, relative to the application. */
  readonly files: readonly string[]
  /** The working directory of the server. */
  readonly home: string
  /** Why it is that one, where it is not the usual one. */
  readonly whyHome?: string
  readonly shell: boolean
  readonly stops: Source['stops']
  readonly env: Readonly<Record<string, string>>
}

interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
}

const BIN = '/usr/local/bin'
// Cargo's own lock is beside these folders, not in them. Source: The Cargo Book, "Cargo Home".
const REGISTRY: readonly Mount[] = ['registry', 'git'].map((name) => ({
  type: 'cache',
  target: `/usr/local/cargo/${name}`,
  sharing: 'locked',
}))
const USER = '65532:65532'
const INIT = 'tini'

/** The tools that the final image lacks, the program, and what runs. */
export function rustStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { system, shell } = facts
  const openssl = system.build.includes('libssl-dev')
  const runtime = runtimeBase(facts.version, { packages: system.run, openssl, shell })
  const compiler = officialImage(request.baseRegistry, `rust:${runtime.compiler}`)
  const tools = runtime.shell ? [] : [toolsStage(facts, how, compiler)]
  return [...tools, buildStage(facts, compiler), runtimeStage(facts, how, request, runtime)]
}

function toolsStage({ stops }: Facts, how: Serving, compiler: string): Stage {
  return {
    name: 'tools',
    base: compiler,
    why: ['What the final image lacks, as it has neither a shell nor curl: a probe for the health path.'],
    steps: steps(
      stops === 'never' && aptInstall(['tini'], 'The first process of the container, see the end.'),
      { kind: 'inline', to: '/tools/probe.rs', lines: rustProbe(how.healthCheckPath) },
      {
        kind: 'run',
        why: ['Of the standard library alone.'],
        commands: ['rustc -O -o /tools/probe /tools/probe.rs'],
      },
    ),
  }
}

function buildStage(facts: Facts, compiler: string): Stage {
  const { layout, version, system, config, build, sqlx } = facts
  const toolchain = toolchainCommands(facts)
  const apt = [...new Set([...system.build, ...config.tools.packages])].sort()
  const env = { ...(isChannel(version) ? { RUSTUP_TOOLCHAIN: version } : {}), ...config.tools.env }
  const mounts = [...(config.vendored.length > 0 ? [] : REGISTRY), ...config.secrets]
  return {
    name: 'build',
    base: compiler,
    steps: steps(
      { kind: 'workdir', value: '/src' },
      aptInstall(apt, 'What dependencies are compiled with; not in the final stage.'),
      toolchain.length > 0 && { kind: 'run', commands: toolchain },
      Object.keys(env).length > 0 && { kind: 'env', values: env },
      ...layout.manifests,
      layout.folder !== '' && { kind: 'workdir', value: `/src/${layout.folder}` },
      {
        kind: 'run',
        why: [
          'Dependencies are compiled for empty programs, in a layer of their own: a change of source compiles none of',
          'them again, on this machine or on another that has the cached layer.',
        ],
        commands: [...layout.standIns, build],
        mounts,
      },
      ...layout.sources,
      sqlx && { kind: 'env', values: { SQLX_OFFLINE: 'true' } },
      {
        kind: 'run',
        why: [
          'Cargo goes by time stamps: the source must be newer than what was built for the empty programs.',
        ],
        commands: [`touch ${layout.roots.join(' ')}`, build],
        mounts,
      },
    ),
  }
}

/** What rustup has to fetch beyond the image. Source: The rustup book, "Profiles", "Components", "Cross-compilation". */
function toolchainCommands({ version, components, config: { target } }: Facts): readonly string[] {
  if (isChannel(version)) {
    const more = [
      ...components.map((name) => ` --component ${name}`),
      ...(target === undefined ? [] : [` --target ${target}`]),
    ]
    return [`rustup toolchain install ${version} --profile minimal${more.join('')}`]
  }
  return [
    ...(components.length === 0 ? [] : [`rustup component add ${components.join(' ')}`]),
    ...(target === undefined ? [] : [`rustup target add ${target}`]),
  ]
}

function runtimeStage(
  facts: Facts,
  how: Serving,
  request: Request,
  { image, shell, packages }: ReturnType<typeof runtimeBase>,
): Stage {
  const { app, layout, system, config, program, files, home, whyHome, stops, env } = facts
  const folder = ['/src', layout.folder, 'target', config.target ?? '', 'release']
    .filter((part) => part !== '')
    .join('/')
  const init = stops === 'never'
  const all = [...new Set(['ca-certificates', ...packages, ...system.run, ...(init ? [INIT] : [])])].sort()
  return {
    name: 'runtime',
    base: shell ? officialImage(request.baseRegistry, image) : image,
    steps: steps(
      { kind: 'workdir', value: home, ...(whyHome === undefined ? {} : { why: [whyHome] }) },
      shell && aptInstall(all, 'What the program loads or asks while it runs.'),
      ...(shell ? [] : toolCopies(init)),
      { kind: 'copy', from: 'build', sources: [`${folder}/${program}`], to: `${BIN}/${program}` },
      ...copyOnly(
        app,
        files,
        'Read by their path while the server runs. Owned by root: it can change none of them.',
      ),
      ...serving({
        ...how,
        argv: init ? [shell ? `/usr/bin/${INIT}` : `${BIN}/${INIT}`, '--', ...how.argv] : how.argv,
        ...(init ? { whyCommand: WHY_INIT } : {}),
        ...(stops === 'interrupt'
          ? { stopSignal: 'SIGINT', whyStopSignal: WHY_INTERRUPT, whyCommand: WHY_FIRST }
          : {}),
        lambda: takesLambda(request, how.port),
        user: USER,
        probe: shell ? bashProbe(how.healthCheckPath) : [`${BIN}/probe`],
        ...(shell
          ? {}
          : { whyProbe: 'Asked with the probe from above, as there is nothing else in the image.' }),
        env,
      }),
    ),
  }
}

// Source: signal(7) and pid_namespaces(7): the first process of a container ignores what it has no handler for.
const WHY_INIT =
  'The program has no handler for SIGTERM, which the first process of a container then ignores: tini is first and hands it on.'
const WHY_FIRST = 'The process itself is PID 1, so that it gets the signal and can finish its requests.'
const WHY_INTERRUPT = 'The signal that the code waits for; as the first process it would ignore SIGTERM.'

function toolCopies(init: boolean): readonly Step[] {
  return steps(
    init && { kind: 'copy', from: 'tools', sources: ['/usr/bin/tini-static'], to: `${BIN}/${INIT}` },
    { kind: 'copy', from: 'tools', sources: ['/tools/probe'], to: `${BIN}/probe` },
  )
}
