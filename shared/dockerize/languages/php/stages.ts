import { aptInstall } from '../../image/apt.ts'
import type { NodeAssets } from '../node/assets.ts'
import { copyOnly, copySource, copyWritable, MANIFESTS_FIRST, setApart } from '../../image/copies.ts'
import { officialImage, serving, steps, type Stage, type Step } from '../../image/steps.ts'
import { takesLambda, type Request } from '../../plan.ts'
import { bashProbe } from '../../image/probe.ts'
import type { App } from '../../view/file-view.ts'
import type { Composer } from './composer.ts'
import { installExtensions } from './extensions.ts'
import type { PhpFramework } from './frameworks/framework.ts'
import { productionSettings } from './ini.ts'
import type { PhpServer } from './server.ts'

/** All that the stages are made from. */
export interface Facts {
  readonly app: App
  readonly composer: Composer | undefined
  readonly framework: PhpFramework
  readonly server: PhpServer
  readonly extensions: readonly string[]
  readonly assets: NodeAssets | undefined
  /** Lines for the shell that run when the source is there. */
  readonly build: readonly string[]
}

interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
}

// The user www-data of Debian, and so of the official images.
const USER = '33:33'

const COMPOSER_INSTALL =
  'composer install --no-dev --no-scripts --no-autoloader --prefer-dist --no-interaction --no-progress'

/** The interpreter with its extensions, then packages and what is built, then what runs. */
export function phpStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { app, composer, framework, server, extensions, assets, build } = facts
  const interpreter = steps(
    { kind: 'workdir', value: '/app' },
    installExtensions(extensions, server.debian13),
    ...productionSettings(),
    ...server.steps,
  )
  const built = composer !== undefined || build.length > 0 || assets !== undefined
  const runtime = steps(
    ...(built ? [] : interpreter),
    ...files(framework, built, app),
    ...serving({
      ...how,
      lambda: takesLambda(request, how.port),
      user: USER,
      probe: bashProbe(how.healthCheckPath),
      env: { ...framework.env, ...server.env },
      ...server.stopSignal,
    }),
  )
  if (!built) return [{ name: 'runtime', base: server.base, steps: runtime }]
  return [
    { name: 'base', base: server.base, steps: interpreter },
    ...(composer === undefined ? [] : [vendorStage(facts, composer, request)]),
    ...(assets?.stages(
      composer === undefined
        ? undefined
        : { from: 'vendor', path: `/app/${composer.vendor}`, to: `./${composer.vendor}` },
    ) ?? []),
    buildStage(facts),
    { name: 'runtime', base: 'base', steps: runtime },
  ]
}

function vendorStage({ app }: Facts, composer: Composer, request: Request): Stage {
  const git = [...(composer.locked?.values() ?? [])].some(({ fromGit }) => fromGit)
  const plugins = ['symfony.lock', 'patches', 'patches.json', 'patches.lock.json'].filter(
    (name) => app.files.isFile(name) || app.files.isFolder(name),
  )
  const lock = composer.locked === undefined ? [] : ['composer.lock']
  return {
    name: 'vendor',
    base: 'base',
    steps: steps(
      aptInstall(git ? ['git', 'unzip'] : ['unzip'], 'What Composer unpacks with; not in the final stage.'),
      {
        kind: 'copy',
        from: officialImage(request.baseRegistry, 'composer:2'),
        sources: ['/usr/bin/composer'],
        to: '/usr/local/bin/composer',
      },
      {
        kind: 'env',
        values: { COMPOSER_ALLOW_SUPERUSER: '1', COMPOSER_CACHE_DIR: '/var/cache/composer' },
      },
      ...copyOnly(app, ['composer.json', ...lock, ...plugins, ...composer.pathFolders], MANIFESTS_FIRST),
      {
        kind: 'run',
        commands: [COMPOSER_INSTALL],
        mounts: [
          { type: 'cache', target: '/var/cache/composer' },
          ...(composer.privateRepositories
            ? [{ type: 'secret', id: 'COMPOSER_AUTH', env: 'COMPOSER_AUTH' } as const]
            : []),
        ],
      },
    ),
  }
}

function buildStage({ app, composer, framework, assets, build }: Facts): Stage {
  const autoload =
    composer === undefined ? [] : ['composer dump-autoload --no-dev --optimize --no-interaction']
  const made = [...framework.writable, ...(framework.folders ?? [])]
  const folders = made.length === 0 ? [] : [`mkdir -p ${made.join(' ')}`]
  const lines = [...folders, ...autoload, ...build, ...setApart(framework.writable)]
  return {
    name: 'build',
    base: composer === undefined ? 'base' : 'vendor',
    steps: steps(
      copySource(app),
      ...(assets?.copies ?? []),
      framework.env !== undefined && build.length > 0 && { kind: 'env', values: framework.env },
      lines.length > 0 && { kind: 'run', commands: lines },
    ),
  }
}

function files(framework: PhpFramework, built: boolean, app: App): readonly Step[] {
  const why = ['Owned by root: the server can read its source and change nothing.']
  if (!built) {
    return steps(
      { ...copySource(app), why },
      framework.writable.length > 0 && {
        kind: 'run',
        why: ['What it writes to while it runs.'],
        commands: [
          `mkdir -p ${framework.writable.join(' ')}`,
          `chown -R ${USER} ${framework.writable.join(' ')}`,
        ],
      },
    )
  }
  return steps(
    { kind: 'copy', why, from: 'build', sources: ['/app'], to: '.' },
    copyWritable(framework.writable, USER),
  )
}
