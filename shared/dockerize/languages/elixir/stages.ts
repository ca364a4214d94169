import { aptInstall } from '../../image/apt.ts'
import { nodeCopies, type NodeTools } from '../node/assets.ts'
import { copyOnly, copySource, MANIFESTS_FIRST } from '../../image/copies.ts'
import { officialImage, serving, steps, type Mount, type Stage, type Step } from '../../image/steps.ts'
import { takesLambda, type Request } from '../../plan.ts'
import { bashProbe } from '../../image/probe.ts'
import { appUser, USER } from '../../image/user.ts'
import { join, type App } from '../../view/file-view.ts'
import type { Mix } from './mix.ts'
import { debianOf } from './releases.ts'
import type { Versions } from './version.ts'

/** All that the stages are made from. */
export interface Facts {
  readonly app: App
  readonly mix: Mix
  /** The applications of an umbrella, relative to it. */
  readonly children: readonly string[]
  readonly versions: Versions
  readonly release: string
  /** Lines for the shell that run when dependencies and source are there; the last makes the release. */
  readonly build: readonly string[]
  /** Node.js and the folder of its package.json, where assets need it. */
  readonly node: NodeTools | undefined
  readonly env: Readonly<Record<string, string>>
}

interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
}

/** Dependencies, then the release that is made from the source, then what runs: Debian with the release. */
export function elixirStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { versions, release, env } = facts
  const { elixir, otp } = versions
  const builder = officialImage(request.baseRegistry, `elixir:${elixir.value}-otp-${otp.value}-slim`)
  const runtime: Stage = {
    name: 'runtime',
    base: officialImage(request.baseRegistry, `debian:${debianOf(otp.value)}-slim`),
    why: [
      'The Debian that the release was built on: it brings Erlang along, which is linked to its libraries.',
    ],
    steps: steps(
      { kind: 'workdir', value: '/app' },
      aptInstall(
        ['ca-certificates', 'libncurses6', 'libstdc++6', 'openssl'],
        'What Erlang itself loads, and the certificates of servers that the application calls.',
      ),
      appUser(),
      {
        kind: 'copy',
        why: ['The release alone. Owned by root: the server can read it and change nothing.'],
        from: 'build',
        sources: [`/app/_build/prod/rel/${release}`],
        to: '.',
      },
      ...serving({
        ...how,
        lambda: takesLambda(request, how.port),
        user: USER,
        probe: bashProbe(how.healthCheckPath),
        // Erlang takes the locale's encoding for that of files and terminals; Debian has this one built in.
        env: { LANG: 'C.UTF-8', RELEASE_TMP: '/tmp', ...env },
      }),
    ),
  }
  return [dependencyStage(facts, builder), buildStage(facts), runtime]
}

function dependencyStage({ app, mix, children }: Facts, builder: string): Stage {
  const manifests = ['mix.exs', 'mix.lock', ...children.flatMap((child) => [join(child, 'mix.exs')])]
  const configs = ['config/config.exs', 'config/prod.exs', ...children.map((child) => `${child}/config`)]
  const there = (path: string): boolean => app.files.isFile(path) || app.files.isFolder(path)
  return {
    name: 'deps',
    base: builder,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      aptInstall(
        ['build-essential', 'git'],
        'What dependencies are fetched and compiled with; not in the final stage.',
      ),
      { kind: 'env', values: { MIX_ENV: 'prod' } },
      { kind: 'run', commands: ['mix local.hex --force', 'mix local.rebar --force'] },
      ...copyOnly(
        app,
        [...new Set([...manifests.filter(there), ...mix.reads, ...mix.paths])],
        MANIFESTS_FIRST,
      ),
      { kind: 'run', commands: fetchCommands(mix), mounts: fetchMounts(mix) },
      ...copyOnly(
        app,
        configs.filter(there),
        'Settings of compile time: dependencies are compiled again when these change.',
      ),
      { kind: 'run', commands: ['mix deps.compile'] },
    ),
  }
}

// What signs in is taken away in the same layer.
// Source: Hex' documentation, "Private packages" and `mix hex.organization`.
function fetchCommands({ organizations }: Mix): readonly string[] {
  const signIn = organizations.map((name) => `mix hex.organization auth ${name} --key "$${keyName(name)}"`)
  return [
    ...signIn,
    'mix deps.get --only prod',
    ...(signIn.length === 0 ? [] : ['rm -f /root/.hex/hex.config']),
  ]
}

function fetchMounts({ organizations }: Mix): readonly Mount[] {
  return [
    { type: 'cache', target: '/root/.hex/packages' },
    ...organizations.map((name): Mount => ({ type: 'secret', id: keyName(name), env: keyName(name) })),
  ]
}

function keyName(organization: string): string {
  return `HEX_${organization.replace(/\W/g, '_').toUpperCase()}_KEY`
}

function buildStage({ app, build, node }: Facts): Stage {
  const folder = node === undefined ? '' : node.app.folder.slice(app.folder.length).replace(/^\//, '')
  return {
    name: 'build',
    base: 'deps',
    steps: steps(
      ...(node === undefined
        ? []
        : [
            ...nodeCopies(node),
            { kind: 'workdir', value: join('/app', folder) } satisfies Step,
            ...node.install,
            { kind: 'workdir', value: '/app' } satisfies Step,
          ]),
      copySource(app),
      { kind: 'run', commands: build },
    ),
  }
}
