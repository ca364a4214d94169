import { aptInstall } from '../apt.ts'
import { officialImage, serving, steps, type Stage, type Step } from '../image.ts'
import { takesLambda, type Request } from '../plan.ts'
import { join, type App } from '../view/file-view.ts'
import { browserStep, BROWSERS } from './browsers.ts'
import { copyFiles, layoutOf, type Layout } from './layout.ts'
import type { PythonManager } from './managers/manager.ts'
import type { Project } from './project.ts'
import type { Source } from './source.ts'
import { needsInterrupt } from './signals.ts'
import { systemPackages } from './system-packages.ts'

/** All that the stages are made from. */
export interface Facts {
  readonly app: App
  readonly source: Source
  readonly project: Project
  readonly manager: PythonManager
  readonly version: string
  /** Requirements beside those of the application. */
  readonly added: readonly string[]
  /** A line for the shell that runs when the source is there. */
  readonly build: string | undefined
  /** The folder that imports start from. */
  readonly path: string
  readonly env: Readonly<Record<string, string>>
}

interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
  readonly probe: readonly string[]
}

const USER = '1001:1001'
const INTERRUPT = {
  stopSignal: 'SIGINT',
  whyStopSignal:
    'Python handles SIGINT, but not SIGTERM, and the first process of a container ignores signals without a handler.',
}
const VENV = { VIRTUAL_ENV: '/opt/venv', PATH: '/opt/venv/bin:$PATH' }

/** Dependencies, then whatever is built from the source, then what runs. */
export function pythonStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { manager, build, version } = facts
  const base = officialImage(request.baseRegistry, `python:${version}-slim`)
  const layout = layoutOf(facts.app, manager)
  const built = build !== undefined || makes(manager)
  // An application that needs nothing but Python has no environment to make.
  if (!installs(facts) && !built) return [runtimeStage(facts, layout, how, request, base)]
  const install = installSteps(facts, layout)
  const first: Stage = built
    ? { name: 'build', base, steps: [...install, ...buildSteps(facts, layout)] }
    : { name: 'deps', base, steps: install }
  return [first, runtimeStage(facts, layout, how, request, base)]
}

function runtimeStage(facts: Facts, layout: Layout, how: Serving, request: Request, base: string): Stage {
  const { app, source, project, manager, version, build, path, env } = facts
  const { home } = layout
  const copied: Step =
    build === undefined ? layout.source(app) : { kind: 'copy', from: 'build', sources: [home], to: '.' }
  // A folder of sources is only a place to import from; any other is where the application is started by hand.
  const isSourceFolder = path === 'src' || path.endsWith('/src')
  const environment = installs(facts) || build !== undefined
  const browsers = browserStep(project, source)
  return {
    name: 'runtime',
    base,
    steps: steps(
      { kind: 'workdir', value: home },
      aptInstall(systemPackages(project, version).run, 'Libraries that dependencies load while they run.'),
      {
        kind: 'run',
        why: ['The official images have no user but root. Its home is what Lambda lets a function write to.'],
        commands: [
          'groupadd --gid 1001 app',
          'useradd --uid 1001 --gid 1001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin app',
        ],
      },
      environment && {
        kind: 'copy',
        why: ['The virtual environment alone: neither compiler nor cache comes along.'],
        from: build === undefined && !makes(manager) ? 'deps' : 'build',
        sources: ['/opt/venv'],
        to: '/opt/venv',
      },
      browsers,
      ...(manager.editable === true ? inPlace(layout.siblings) : []),
      { ...copied, why: ['Owned by root: the server can read its source and change nothing.'] },
      path !== '' && !isSourceFolder && { kind: 'workdir', value: join(home, path) },
      ...serving({
        ...how,
        lambda: takesLambda(request, how.port),
        user: USER,
        ...(needsInterrupt(source, how.argv) ? INTERRUPT : {}),
        env: {
          ...(environment ? VENV : {}),
          PYTHONUNBUFFERED: '1',
          PYTHONDONTWRITEBYTECODE: '1',
          ...(isSourceFolder && manager.installSelf === undefined ? { PYTHONPATH: join(home, path) } : {}),
          ...(browsers === undefined ? {} : BROWSERS),
          ...env,
        },
      }),
    ),
  }
}

function installs({ manager, added }: Facts): boolean {
  return manager.files === undefined || manager.install(added).length > 0
}

/** Whether installing goes on once source is there. */
function makes({ installSelf, installSiblings }: PythonManager): boolean {
  return installSelf !== undefined || installSiblings !== undefined
}

function inPlace(copies: readonly Step[]): readonly Step[] {
  return copies.map((copy, index) =>
    index === 0 ? { ...copy, why: ['Installed in place: the environment points at its source.'] } : copy,
  )
}

function installSteps({ project, manager, added, version, app }: Facts, layout: Layout): readonly Step[] {
  const { files } = manager
  const install = manager.install(added)
  return steps(
    { kind: 'workdir', value: layout.home },
    aptInstall(
      systemPackages(project, version).build,
      'What dependencies are compiled with; not in the final stage.',
    ),
    manager.setup,
    manager.makesEnvironment !== true && { kind: 'run', commands: ['python -m venv /opt/venv'] },
    {
      kind: 'env',
      ...(manager.whyEnv === undefined ? {} : { why: [manager.whyEnv] }),
      values: { ...VENV, ...manager.env },
    },
    ...(files === undefined
      ? [
          ...layout.siblings,
          { ...layout.source(app), why: ['The application itself is installed, which needs its source.'] },
        ]
      : copyFiles(layout, files)),
    install.length > 0 && { kind: 'run', commands: install, mounts: manager.mounts },
  )
}

/** Packages beside the application before its own source, so that its change does not build them again. */
function buildSteps({ app, manager, build }: Facts, layout: Layout): readonly Step[] {
  const { installSiblings, installSelf, mounts, files } = manager
  const source = files !== undefined && (installSelf !== undefined || build !== undefined)
  return steps(
    ...(installSiblings === undefined ? [] : layout.siblings),
    installSiblings !== undefined && {
      kind: 'run',
      why: ['The packages of this repository that the application needs.'],
      commands: [installSiblings],
      mounts,
    },
    source && layout.source(app),
    installSelf !== undefined && {
      kind: 'run',
      why: ['The application itself, so that its metadata and entry points are there.'],
      commands: [installSelf],
      mounts,
    },
    build !== undefined && {
      kind: 'run',
      ...(/^\w+=/.test(build)
        ? {
            why: ['Stand-ins for what the settings insist on: for this command alone, not in the image.'],
          }
        : {}),
      commands: [build],
    },
  )
}
