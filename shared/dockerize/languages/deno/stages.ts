import { MANIFESTS_FIRST } from '../../image/copies.ts'
import { serving, steps, type Stage, type Step } from '../../image/steps.ts'
import { takesLambda, type Request } from '../../plan.ts'
import { bashProbe } from '../../image/probe.ts'
import type { App } from '../../view/file-view.ts'

/** All that the stages are made from; paths are the repository's. */
export interface Facts {
  readonly app: App
  readonly version: string
  readonly manifests: readonly string[]
  /** Whether modules come from anywhere but the source. */
  readonly installs: boolean
  readonly locked: boolean
  /** The folder that /app stands for: the workspace's top, or the application's own. */
  readonly root: string
  /** Folders to copy: the application's, and those of the workspace. */
  readonly folders: readonly string[]
  /** The module that is started, relative to the application; its modules are fetched before it runs. */
  readonly entry: string | undefined
  readonly build: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
}

// The user `deno` of the official images.
const USER = '1993:1993'
const WHY_COMMAND =
  "The image's entry point is tini: it hands SIGTERM on to Deno, which as the first process would not end well."

/** Dependencies, then what is built of the source, then what runs. */
export function denoStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { app, version, env } = facts
  const base = `denoland/deno:${version}`
  const folder = below(facts.root, app.folder)
  const runtime: Stage = {
    name: 'runtime',
    base,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      {
        kind: 'copy',
        why: [
          'Every module that it loads, so that nothing is fetched at start. Owned by root: it can change none.',
        ],
        from: 'build',
        sources: ['/deno-dir'],
        to: '/deno-dir',
      },
      { kind: 'copy', from: 'build', sources: ['/app'], to: '.' },
      folder !== '' && { kind: 'workdir', value: `/app/${folder}` },
      ...serving({
        ...how,
        argv: how.argv[0] === 'deno' ? how.argv.slice(1) : how.argv,
        whyCommand: WHY_COMMAND,
        lambda: takesLambda(request, how.port),
        user: USER,
        probe: bashProbe(how.healthCheckPath),
        env: { DENO_NO_UPDATE_CHECK: '1', ...env },
      }),
    ),
  }
  return [buildStage(facts, base), runtime]
}

function buildStage(facts: Facts, base: string): Stage {
  const { app, manifests, installs, locked, root, folders, entry, build } = facts
  const frozen = locked ? ' --frozen' : ''
  const place = (path: string): string => (below(root, path) === '' ? './' : `./${below(root, path)}/`)
  const parents = [...new Set(manifests.map(parentOf))]
  const copies = parents.map((parent, index): Step => ({
    kind: 'copy',
    ...(index === 0 ? { why: [MANIFESTS_FIRST] } : {}),
    sources: manifests.filter((path) => parentOf(path) === parent),
    to: place(parent),
  }))
  const inside = below(root, app.folder)
  return {
    name: 'build',
    base,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      ...(installs ? copies : []),
      installs && { kind: 'run', commands: [`deno install${frozen}`] },
      ...folders.map((folder): Step => ({
        kind: 'copy',
        sources: [folder === '' ? '.' : `${folder}/`],
        to: folder === '' ? '.' : place(folder),
      })),
      inside !== '' && { kind: 'workdir', value: `/app/${inside}` },
      ...build.map((command): Step => ({ kind: 'run', commands: [command] })),
      entry !== undefined && {
        kind: 'run',
        why: ['What the source imports beside that, and what it is translated to.'],
        commands: [`deno cache${frozen} ${entry}`],
      },
    ),
  }
}

function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}

function below(root: string, path: string): string {
  return root === '' ? path : path.slice(root.length + 1)
}
