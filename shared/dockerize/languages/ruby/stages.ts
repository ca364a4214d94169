import { aptInstall } from '../../image/apt.ts'
import { nodeCopies, type NodeTools } from '../node/assets.ts'
import { copyOnly, copySource, copyWritable, MANIFESTS_FIRST, setApart } from '../../image/copies.ts'
import { officialImage, serving, steps, type Stage, type Step } from '../../image/steps.ts'
import { takesLambda, type Request } from '../../plan.ts'
import { bashProbe } from '../../image/probe.ts'
import { appUser, USER } from '../../image/user.ts'
import type { App } from '../../view/file-view.ts'
import { installBundler } from './bundler.ts'
import type { RubyImage } from './frameworks/framework.ts'
import type { Gemfile } from './gemfile.ts'
import { gemServerSecrets } from './secrets.ts'
import { systemPackages } from './system-packages.ts'

/** All that the stages are made from. */
export interface Facts {
  readonly app: App
  readonly gemfile: Gemfile | undefined
  readonly version: string
  readonly image: RubyImage
  /** Lines for the shell that run when the source is there. */
  readonly build: readonly string[]
  /** Node.js for those lines. */
  readonly node: NodeTools | undefined
  /** Gems call a JavaScript runtime while the application runs. */
  readonly nodeAtRunTime: boolean
}

interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
  readonly env: Readonly<Record<string, string>>
}

/** Gems, then what is built from the source, then what runs. */
export function rubyStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { app, gemfile, image, build, node, nodeAtRunTime } = facts
  const base = officialImage(request.baseRegistry, `ruby:${facts.version}-slim`)
  const packages = [...(image.packages ?? []), ...(gemfile === undefined ? [] : systemPackages(gemfile).run)]
  const { writable = [] } = image
  const built = build.length > 0 || writable.length > 0
  const source: Step = built ? { kind: 'copy', from: 'build', sources: ['/app'], to: '.' } : copySource(app)
  const runtime: Stage = {
    name: 'runtime',
    base,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      aptInstall([...new Set(packages)].sort(), 'Libraries and programs that gems use while they run.'),
      ...(nodeAtRunTime ? nodeAlone(facts, request) : []),
      appUser(),
      gemfile !== undefined && {
        kind: 'copy',
        why: ['The gems alone: neither compiler nor cache comes along.'],
        from: 'gems',
        sources: ['/usr/local/bundle'],
        to: '/usr/local/bundle',
      },
      { ...source, why: ['Owned by root: the server can read its source and change nothing.'] },
      copyWritable(writable, USER),
      ...serving({
        ...how,
        lambda: takesLambda(request, how.port),
        user: USER,
        probe: bashProbe(how.healthCheckPath, image.checksHost),
        env: { ...bundleEnv(gemfile), ...image.env, ...how.env },
        ...image.server.stopSignal,
      }),
    ),
  }
  return [
    ...(gemfile === undefined ? [] : [gemsStage(facts, gemfile, base)]),
    ...(built ? [buildStage(facts, base, node)] : []),
    runtime,
  ]
}

/** Where gems are and which are left out. Source: Bundler's documentation, "bundle-config(1)". */
function bundleEnv(gemfile: Gemfile | undefined): Readonly<Record<string, string>> {
  if (gemfile === undefined) return {}
  return {
    ...(gemfile.lock === undefined ? {} : { BUNDLE_DEPLOYMENT: '1' }),
    BUNDLE_PATH: '/usr/local/bundle',
    BUNDLE_WITHOUT: 'development:test',
    ...(gemfile.name === 'Gemfile' ? {} : { BUNDLE_GEMFILE: `/app/${gemfile.name}` }),
  }
}

function gemsStage({ app, ...facts }: Facts, gemfile: Gemfile, base: string): Stage {
  const bundler = installBundler(gemfile.lock, facts.version)
  const lock = gemfile.lock === undefined ? [] : [gemfile.name === 'Gemfile' ? 'Gemfile.lock' : 'gems.locked']
  const packages = systemPackages(gemfile)
  // What the build loads of the application, it loads libraries for.
  const build = [...new Set([...packages.build, ...(facts.build.length === 0 ? [] : packages.run)])].sort()
  const bootsnap =
    gemfile.gem('bootsnap') !== undefined && facts.build.some((line) => line.includes('bootsnap'))
  return {
    name: 'gems',
    base,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      aptInstall(build, 'What gems are compiled with; not in the final stage.'),
      { kind: 'env', values: { ...bundleEnv(gemfile), BUNDLE_GLOBAL_GEM_CACHE: 'true' } },
      ...(gemfile.gemspec
        ? [{ ...copySource(app), why: ['The application is a gem itself, which needs its source.'] }]
        : copyOnly(app, [gemfile.name, ...lock, ...gemfile.reads], MANIFESTS_FIRST)),
      {
        kind: 'run',
        commands: [
          ...(bundler === undefined ? [] : [bundler]),
          'bundle install',
          'rm -rf /usr/local/bundle/ruby/*/cache /usr/local/bundle/ruby/*/bundler/gems/*/.git',
          ...(bootsnap ? ['bundle exec bootsnap precompile -j 1 --gemfile'] : []),
        ],
        mounts: [{ type: 'cache', target: '/root/.bundle/cache' }, ...gemServerSecrets(gemfile)],
      },
    ),
  }
}

function buildStage({ app, gemfile, image, build }: Facts, base: string, node: NodeTools | undefined): Stage {
  const { writable = [] } = image
  return {
    name: 'build',
    base: gemfile === undefined ? base : 'gems',
    steps: steps(
      gemfile === undefined && { kind: 'workdir', value: '/app' },
      ...(node === undefined ? [] : [...nodeCopies(node), ...node.install]),
      copySource(app),
      build.length > 0 && image.env !== undefined && { kind: 'env', values: forBuild(image.env) },
      {
        kind: 'run',
        commands: [...build, ...(node === undefined ? [] : ['rm -rf node_modules']), ...setApart(writable)],
      },
    ),
  }
}

// For the server alone; the library is not even there.
function forBuild(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => name !== 'LD_PRELOAD' && name !== 'RUBY_YJIT_ENABLE'),
  )
}

function nodeAlone({ node }: Facts, request: Request): readonly Step[] {
  return [
    {
      kind: 'copy',
      why: ['Gems that run JavaScript (execjs) look for a runtime when they are loaded.'],
      from: node?.image ?? officialImage(request.baseRegistry, 'node:24-slim'),
      sources: ['/usr/local/bin/node'],
      to: '/usr/local/bin/',
    },
  ]
}
