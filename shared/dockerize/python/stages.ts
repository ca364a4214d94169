import { aptInstall } from '../apt.ts'
import { officialImage, serving, steps, type Stage, type Step } from '../image.ts'
import { takesLambda, type Request } from '../plan.ts'
import type { App } from '../view/file-view.ts'
import type { PythonManager } from './managers/manager.ts'
import type { Project } from './project.ts'
import { systemPackages } from './system-packages.ts'

/** All that the stages are made from. */
export interface Facts {
  readonly app: App
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
const VENV = { VIRTUAL_ENV: '/opt/venv', PATH: '/opt/venv/bin:$PATH' }

/** Dependencies, then whatever is built from the source, then what runs. */
export function pythonStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { app, project, manager, build, path, env } = facts
  const base = officialImage(request.baseRegistry, `python:${facts.version}-slim`)
  const built = build !== undefined || manager.installSelf !== undefined
  const own = build !== undefined
  const source: Step = own ? { kind: 'copy', from: 'build', sources: ['/app'], to: '.' } : copyAll(app)
  const runtime: Stage = {
    name: 'runtime',
    base,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      aptInstall(systemPackages(project).run, 'Libraries that dependencies load while they run.'),
      {
        kind: 'run',
        why: ['The official images have no user but root. Its home is what Lambda lets a function write to.'],
        commands: [
          'groupadd --gid 1001 app',
          'useradd --uid 1001 --gid 1001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin app',
        ],
      },
      {
        kind: 'copy',
        why: ['The virtual environment alone: neither compiler nor cache comes along.'],
        from: manager.installSelf === undefined ? 'deps' : 'build',
        sources: ['/opt/venv'],
        to: '/opt/venv',
      },
      { ...source, why: ['Owned by root: the server can read its source and change nothing.'] },
      ...serving({
        ...how,
        lambda: takesLambda(request, how.port),
        user: USER,
        env: {
          ...VENV,
          PYTHONUNBUFFERED: '1',
          PYTHONDONTWRITEBYTECODE: '1',
          ...(path === '' || manager.installSelf !== undefined ? {} : { PYTHONPATH: `/app/${path}` }),
          ...env,
        },
      }),
    ),
  }
  return [depsStage(facts, base), ...(built ? [buildStage(facts)] : []), runtime]
}

function depsStage({ app, project, manager, added }: Facts, base: string): Stage {
  const { files } = manager
  return {
    name: 'deps',
    base,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      aptInstall(
        systemPackages(project).build,
        'What dependencies are compiled with; not in the final stage.',
      ),
      manager.setup,
      manager.makesEnvironment !== true && { kind: 'run', commands: ['python -m venv /opt/venv'] },
      { kind: 'env', values: { ...VENV, ...manager.env } },
      ...(files === undefined
        ? [{ ...copyAll(app), why: ['The application itself is installed, which needs its source.'] }]
        : copyFiles(app, files)),
      { kind: 'run', commands: [manager.install(added)], mounts: manager.mounts },
    ),
  }
}

/** Each file into the folder that it stands in. */
function copyFiles(app: App, files: readonly string[]): readonly Step[] {
  const folders = [...new Set(files.map((file) => file.split('/').slice(0, -1).join('/')))]
  return folders.map((folder, index): Step => ({
    kind: 'copy',
    sources: files.filter((file) => file.split('/').slice(0, -1).join('/') === folder).map(app.at),
    to: folder === '' ? './' : `./${folder}/`,
    ...(index === 0
      ? {
          why: [
            'Only what decides the dependencies, so that a change of source alone installs nothing again.',
          ],
        }
      : {}),
  }))
}

function buildStage({ app, manager, build }: Facts): Stage {
  return {
    name: 'build',
    base: 'deps',
    steps: steps(
      copyAll(app),
      manager.installSelf !== undefined && {
        kind: 'run',
        why: ['The application itself, so that its metadata and entry points are there.'],
        commands: [manager.installSelf],
        mounts: manager.mounts,
      },
      build !== undefined && { kind: 'run', commands: [build] },
    ),
  }
}

function copyAll(app: App): Step {
  return app.folder === ''
    ? { kind: 'copy', sources: ['.'], to: '.' }
    : { kind: 'copy', sources: [`${app.folder}/`], to: './' }
}
