import { readNodeTools } from '../node/assets.ts'
import { commandFromLine, withoutMigrations } from '../../decide/command.ts'
import { decideHealthPath, decidePort } from '../../decide/values.ts'
import { choose, fromInput, withValue, type Found } from '../../found.ts'
import { readHints, serverBuild } from '../../hints/index.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { Plan, Provider, Request } from '../../plan.ts'
import { healthPath, portIn } from '../../decide/routes.ts'
import { sources, type App } from '../../view/file-view.ts'
import { requireUsable } from './bundler.ts'
import type { RubyFramework, RubyImage } from './frameworks/framework.ts'
import { listeningFile, plainRuby } from './frameworks/plain.ts'
import { RACK_FRAMEWORKS } from './frameworks/rack.ts'
import { rails } from './frameworks/rails.ts'
import { readGemfile, type Gemfile } from './gemfile.ts'
import { rubyStages } from './stages.ts'
import { rubyVersion } from './version.ts'
import { PORTS, warningsOf } from './warnings.ts'

const FRAMEWORKS: readonly RubyFramework[] = [rails, ...RACK_FRAMEWORKS, plainRuby]
/** Applications of Rails, Sinatra and Rack, and files of Ruby that listen. */
export const ruby: Provider = {
  language: 'ruby',
  frameworks: FRAMEWORKS.map(({ name }) => name),
  lookedFor: 'Gemfile, config.ru',
  detect: (app) => {
    const gemfile = readGemfile(app)
    if (gemfile === undefined && !app.files.isFile('config.ru')) {
      return listeningFile(app) === undefined ? undefined : 'application'
    }
    if (FRAMEWORKS.some((framework) => framework.detect(app, gemfile) !== undefined)) return 'application'
    // A site that Jekyll generates has a Gemfile for Jekyll.
    if (gemfile?.gem('jekyll') !== undefined || gemfile?.gem('github-pages') !== undefined) return undefined
    return listeningFile(app) !== undefined || readHints(app).start !== undefined ? 'application' : 'helper'
  },
  plan: planRuby,
}

function planRuby(app: App, request: Request): Plan {
  const { overrides } = request
  const gemfile = readGemfile(app)
  const { framework, found } = findFramework(app, gemfile, overrides.framework)
  const hints = readHints(app)
  const files = sources(app.files, ['.rb', '.ru'])
  const version = rubyVersion(app, gemfile, overrides.version)
  requireUsable(gemfile, version)
  const input =
    overrides.runCommand === undefined ? undefined : fromInput(overrides.runCommand, 'run-command')
  const start = withoutMigrations(hints.start)
  const line = choose([input, start.line])
  const own = line === undefined ? undefined : commandFromLine(line)
  const image = imageOf(framework, app, gemfile, version.value, own?.run)
  const port = decidePort(
    request,
    hints,
    own?.port ?? pumaPort(app, own?.run),
    framework === rails ? undefined : portIn(app, files, PORTS),
    framework.port === undefined ? undefined : { value: framework.port, why: "the framework's default" },
  )
  const health = decideHealthPath(
    request,
    hints,
    healthPath(app, framework.routeFiles?.(files) ?? files, framework.routes, framework.mounts),
  )
  const put = (word: string): string => word.replaceAll(PORT_WORD, String(port.value))
  const argv = image.server.run.value.map(put)
  const build = findBuild(image, serverBuild(hints), overrides.buildCommand)
  const tools = image.needsNode === true || build !== undefined ? readNodeTools(app, request) : undefined
  const execjs = gemfile?.gem('execjs') !== undefined && gemfile.gem('mini_racer') === undefined
  const env = { ...own?.env, ...image.server.env }
  const facts = {
    app,
    gemfile,
    version: version.value,
    image,
    build: build === undefined ? [] : build.value,
    node: tools,
    nodeAtRunTime: execjs,
  }
  return {
    language: { value: 'ruby', ...origin(app, gemfile) },
    framework: found,
    version,
    ...(gemfile === undefined
      ? {}
      : { packageManager: { value: 'bundler', file: gemfile.lock?.file ?? app.at(gemfile.name) } }),
    ...(build === undefined ? {} : { buildCommand: withValue(build, build.value.join(' && ')) }),
    runCommand: withValue(image.server.run, argv),
    port,
    healthCheckPath: health,
    stages: rubyStages(
      facts,
      {
        argv,
        port: port.value,
        healthCheckPath: health.value,
        env: Object.fromEntries(
          Object.entries(env)
            .filter(([name]) => name !== 'PORT')
            .map(([name, value]) => [name, put(value)]),
        ),
      },
      request,
    ),
    ignore: [
      'vendor/bundle',
      '.bundle',
      'log/*',
      'tmp/*',
      'storage/*',
      'spec',
      'test',
      'coverage',
      'config/*.key',
      'config/credentials/*.key',
      ...(tools === undefined ? [] : ['public/assets', 'public/packs', 'public/vite']),
    ],
    warnings: [
      ...warningsOf(app, gemfile, version, files, port, framework, request.now),
      ...(image.warnings ?? []),
      ...start.warnings,
      ...hints.warnings,
    ],
  }
}

function findFramework(
  app: App,
  gemfile: Gemfile | undefined,
  input: string | undefined,
): { readonly framework: RubyFramework; readonly found: Found<string> } {
  if (input !== undefined) {
    const framework = FRAMEWORKS.find(({ name }) => name === input) ?? plainRuby
    return { framework, found: fromInput(input, 'framework') }
  }
  for (const framework of FRAMEWORKS) {
    const shown = framework.detect(app, gemfile)
    if (shown !== undefined) return { framework, found: withValue(shown, framework.name) }
  }
  return { framework: plainRuby, found: { value: plainRuby.name, why: 'no known framework' } }
}

/** The framework's image; with a start line of one's own, that runs in it, and it need not know a server. */
function imageOf(
  framework: RubyFramework,
  app: App,
  gemfile: Gemfile | undefined,
  version: string,
  own: Found<readonly string[]> | undefined,
): RubyImage {
  if (own === undefined) return framework.image(app, gemfile, version)
  const server = { run: own }
  return framework === rails
    ? { ...rails.image(app, gemfile, version), server }
    : { server, env: { RACK_ENV: 'production' } }
}

// Source: Puma's documentation, "Binding TCP": without an address, and without settings, it takes this port and no other.
function pumaPort(app: App, run: Found<readonly string[]> | undefined): Found<number> | undefined {
  if (run === undefined) return undefined
  const settings = ['config/puma.rb', 'config/puma/production.rb'].some((path) => app.files.isFile(path))
  const argv = run.value.filter((word) => word !== 'bundle' && word !== 'exec')
  const bound = argv.some((word) => /^(?:-[bpC]|--(?:bind|port|config))/.test(word))
  return argv[0] !== 'puma' || settings || bound
    ? undefined
    : { ...withValue(run, 9292), why: "Puma's default, as the command names none" }
}

function findBuild(
  image: RubyImage,
  hint: Found<string> | undefined,
  input: string | undefined,
): Found<readonly string[]> | undefined {
  const [first] = image.build ?? []
  return choose<readonly string[]>([
    input === undefined ? undefined : fromInput([input], 'build-command'),
    hint === undefined ? undefined : withValue(hint, [hint.value]),
    first === undefined || image.build === undefined
      ? undefined
      : { value: image.build, why: 'the build of the framework' },
  ])
}

function origin(app: App, gemfile: Gemfile | undefined): Pick<Found<string>, 'file'> {
  if (gemfile !== undefined) return { file: app.at(gemfile.name) }
  const file = listeningFile(app)?.file ?? (app.files.isFile('config.ru') ? app.at('config.ru') : undefined)
  return file === undefined ? {} : { file }
}
