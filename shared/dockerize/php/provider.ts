import { UserError } from '../../errors.ts'
import { withoutMigrations } from '../command.ts'
import { decideHealthPath, decidePort } from '../decide.ts'
import { choose, fromInput, warningAt, withValue, type Found, type Warning } from '../found.ts'
import { readHints, type Hints } from '../hints/index.ts'
import { PORT_WORD } from '../parse/shell.ts'
import type { About, Plan, Provider, Request } from '../plan.ts'
import { endOfLifeWarning } from '../releases.ts'
import { healthPath, HEALTH_NAMES } from '../routes.ts'
import { sources, type App } from '../view/file-view.ts'
import { phpAssets } from './assets.ts'
import { readComposer, type Composer } from './composer.ts'
import { extensions } from './extensions.ts'
import { isCommitted, type PhpFramework } from './frameworks/framework.ts'
import { findPhpFramework, PHP_FRAMEWORKS } from './frameworks/index.ts'
import { plainPhp } from './frameworks/simple.ts'
import { PHP_RELEASES } from './releases.ts'
import { apacheServer, lineServer, octaneServer, type PhpServer } from './server.ts'
import { phpStages } from './stages.ts'
import { phpVersion } from './version.ts'

/** Applications with an index.php that a web server publishes, or that a known framework of Composer runs. */
export const php: Provider = {
  language: 'php',
  frameworks: PHP_FRAMEWORKS.map(({ name }) => name),
  lookedFor: `index.php (also in ${plainPhp.publicFolders.filter((folder) => folder !== '').join(', ')}), composer.json`,
  detect: (app) => {
    const composer = readComposer(app)
    if (publicIndex(app, plainPhp) !== undefined) return 'application'
    if (composer === undefined) return undefined
    const { framework } = findPhpFramework(app, composer, undefined)
    return framework !== plainPhp || readHints(app).start !== undefined ? 'application' : 'helper'
  },
  plan: planPhp,
}

function planPhp(app: App, request: Request): Plan {
  const { overrides } = request
  const composer = readComposer(app)
  const { framework, found } = findPhpFramework(app, composer, overrides.framework)
  const hints = readHints(app)
  const files = sources(app.files, ['.php'])
  const version = phpVersion(app, composer, overrides.version)
  const server = chooseServer(app, composer, framework, version.value, hints, request)
  const more = [
    ...(framework.extensions?.(app, composer) ?? []),
    ...server.extensions.map((value): Found<string> => ({ ...server.run, value })),
  ]
  const needed = extensions(app, composer, files, more)
  const build = findBuild(composer, hints, overrides.buildCommand)
  const port = decidePort(request, hints, server.port)
  const health = decideHealthPath(
    request,
    hints,
    framework.healthPath?.(app),
    framework.routes && healthPath(app, routeFiles(files), framework.routes),
    healthFile(app, framework),
  )
  const argv = server.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)))
  const lines = [
    ...(composer === undefined ? [] : (framework.build?.(app, composer) ?? [])),
    ...(build === undefined ? [] : [build.value]),
  ]
  const facts = {
    app,
    composer,
    framework,
    server,
    extensions: needed.map(({ value }) => value),
    assets: phpAssets(app, composer, request),
    build: lines,
  }
  return {
    language: { value: 'php', ...languageOrigin(app, composer, framework) },
    framework: found,
    version,
    ...(composer === undefined
      ? {}
      : {
          packageManager: {
            value: 'composer',
            file: app.at(composer.locked === undefined ? 'composer.json' : 'composer.lock'),
          },
        }),
    ...(build === undefined ? {} : { buildCommand: build }),
    runCommand: withValue(server.run, argv),
    port,
    healthCheckPath: health,
    stages: phpStages(facts, { argv, port: port.value, healthCheckPath: health.value }, request),
    ...(composer === undefined ? {} : { about: about(composer) }),
    ignore: [
      'vendor',
      'auth.json',
      ...(facts.assets === undefined ? [] : ['public/build', 'public/hot']),
      ...(framework.name === 'symfony' ? ['var/cache', 'var/log'] : []),
      // Defaults of the repository, and no secrets: those stand in files that git does not see.
      ...(framework.readsDotEnv === true
        ? ['.env', '.env.prod'].filter((name) => isCommitted(app, name)).map((name) => `!${name}`)
        : []),
      ...(framework.name === 'laravel' ? ['storage/logs/*.log', 'bootstrap/cache/*.php'] : []),
      'tests',
      '.phpunit*',
    ],
    warnings: [
      ...warningsOf(app, composer, framework, version, found, request.now),
      ...withoutMigrations(hints.start).warnings,
      ...hints.warnings,
    ],
  }
}

/** The published index.php. */
function publicIndex(app: App, { publicFolders }: PhpFramework): Found<string> | undefined {
  const folder = publicFolders.find((name) =>
    app.files.isFile(name === '' ? 'index.php' : `${name}/index.php`),
  )
  if (folder === undefined) return undefined
  return { value: folder, file: app.at(folder === '' ? 'index.php' : `${folder}/index.php`) }
}

// Start lines that mean "a web server with PHP": what Heroku's buildpack brings, and PHP's own for development.
const WEB_SERVER = /(?:^|[\s/])heroku-php-(?:apache2|nginx)\b(?:\s+-\S+\s+\S+)*\s*(?<folder>[\w./-]*)/
const DEVELOPMENT =
  /\bphp\s+(?:artisan\s+serve|-S\s+\S+(?:\s+-t\s+(?<folder>[\w./-]+))?)|\bsymfony\s+(?:server:start|serve)\b/

function chooseServer(
  app: App,
  composer: Composer | undefined,
  framework: PhpFramework,
  version: string,
  hints: Hints,
  request: Request,
): PhpServer {
  const { overrides } = request
  const input =
    overrides.runCommand === undefined ? undefined : fromInput(overrides.runCommand, 'run-command')
  const line = choose([input, withoutMigrations(hints.start).line])
  const named = line === undefined ? null : (WEB_SERVER.exec(line.value) ?? DEVELOPMENT.exec(line.value))
  if (line !== undefined && named === null) {
    const octane = /\boctane:(?:start|frankenphp|swoole|roadrunner)\b/.test(line.value)
    if (octane && composer !== undefined)
      return octaneServer(version, octaneKind(app, composer, line), request)
    return lineServer(version, line, request)
  }
  const octane = composer?.dependency('laravel/octane')
  if (octane !== undefined && composer !== undefined && line === undefined) {
    return octaneServer(version, octaneKind(app, composer, octane), request)
  }
  const folder = named?.groups?.['folder']?.replace(/^\.\/|\/+$/g, '')
  const index =
    line !== undefined && folder !== undefined && folder !== ''
      ? withValue(line, folder)
      : (publicIndex(app, framework) ?? publicIndex(app, plainPhp))
  if (index === undefined) {
    throw new UserError(
      `No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, and for index.php in ${[...new Set([...framework.publicFolders, ...plainPhp.publicFolders])].map((name) => name || 'the top').join(', ')}.`,
      'Set the input "run-command", for example to "php server.php".',
    )
  }
  const routed = framework.frontController || routesByItself(app, index.value)
  return apacheServer(version, index.value, routed, index, request)
}

type OctaneKind = Parameters<typeof octaneServer>[1]

// Source: Laravel's documentation, "Octane": the configuration's server, which OCTANE_SERVER overrides.
function octaneKind(app: App, composer: Composer, origin: Found<unknown>): OctaneKind {
  const text = `${app.files.text('.env.example') ?? ''}\n${app.files.head('config/octane.php') ?? ''}`
  const named =
    /^OCTANE_SERVER=["']?(frankenphp|swoole|roadrunner)/m.exec(text) ??
    /OCTANE_SERVER['"]\s*,\s*['"](frankenphp|swoole|roadrunner)/.exec(text)
  const value = named?.[1]
  if (value === 'swoole' || value === 'frankenphp') return { ...origin, value }
  const roadrunner = value === 'roadrunner' || composer.dependency('spiral/roadrunner-http') !== undefined
  return { ...origin, value: roadrunner ? 'roadrunner' : 'frankenphp' }
}

// An index.php that looks at the path of the request answers for all paths.
function routesByItself(app: App, folder: string): boolean {
  const text = app.files.head(folder === '' ? 'index.php' : `${folder}/index.php`) ?? ''
  return /REQUEST_URI|PATH_INFO/.test(text)
}

function routeFiles(files: readonly string[]): readonly string[] {
  return files.slice(0, 200)
}

function healthFile(app: App, framework: PhpFramework): Found<string> | undefined {
  const index = publicIndex(app, framework)
  const prefix = index === undefined || index.value === '' ? '' : `${index.value}/`
  const name = HEALTH_NAMES.find((one) => app.files.isFile(`${prefix}${one}.php`))
  return name === undefined ? undefined : { value: `/${name}.php`, file: app.at(`${prefix}${name}.php`) }
}

function findBuild(
  composer: Composer | undefined,
  hints: Hints,
  input: string | undefined,
): Found<string> | undefined {
  // Heroku's buildpack runs it, and so do those that follow it.
  const compile = composer?.json.string('scripts', 'compile')
  return choose([
    input === undefined ? undefined : fromInput(input, 'build-command'),
    hints.build,
    compile === undefined ? undefined : withValue(compile, 'composer run-script --no-dev compile'),
  ])
}

function languageOrigin(
  app: App,
  composer: Composer | undefined,
  framework: PhpFramework,
): Pick<Found<string>, 'file'> {
  if (composer !== undefined) return { file: composer.json.file }
  const file = publicIndex(app, framework)?.file
  return file === undefined ? {} : { file }
}

function about({ json }: Composer): About {
  const title = json.string('name')?.value
  const description = json.string('description')?.value
  const licenses = json.string('license')?.value
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(licenses === undefined ? {} : { licenses }),
  }
}

function warningsOf(
  app: App,
  composer: Composer | undefined,
  framework: PhpFramework,
  version: Found<string>,
  found: Found<string>,
  now: number,
): readonly Warning[] {
  const ended = endOfLifeWarning('PHP', version.value, PHP_RELEASES, now)
  const needs = framework.needs?.(app, composer)
  const unlocked =
    composer !== undefined &&
    composer.locked === undefined &&
    [...composer.require.keys()].some((name) => name.includes('/'))
  return [
    ...(ended === undefined ? [] : [warningAt(version, ended)]),
    ...(unlocked
      ? [
          {
            text: 'There is no lockfile: each build may install other versions. Commit composer.lock.',
            file: app.at('composer.json'),
          },
        ]
      : []),
    ...(needs === undefined ? [] : [warningAt(found, needs)]),
  ]
}
