import { withoutMigrations } from '../../decide/command.ts'
import { decideHealthPath, decidePort } from '../../decide/values.ts'
import { choose, fromInput, warningAt, withValue, type Found, type Warning } from '../../found.ts'
import { readHints, serverBuild, type Hints } from '../../hints/index.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { About, Plan, Provider, Request } from '../../plan.ts'
import { endOfLifeWarning } from '../../decide/releases.ts'
import { healthPath, HEALTH_NAMES } from '../../decide/routes.ts'
import { sources, type App } from '../../view/file-view.ts'
import { phpAssets } from './assets.ts'
import { chooseServer, publicIndex } from './choose-server.ts'
import { readComposer, type Composer } from './composer.ts'
import { extensions } from './extensions.ts'
import { isCommitted, type PhpFramework } from './frameworks/framework.ts'
import { findPhpFramework, PHP_FRAMEWORKS } from './frameworks/index.ts'
import { plainPhp } from './frameworks/simple.ts'
import { PHP_RELEASES } from './releases.ts'
import { phpStages } from './stages.ts'
import { phpVersion } from './version.ts'

/** Applications with an index.php that a web server publishes, or that a known framework of Composer runs. */
export const php: Provider = {
  language: 'php',
  frameworks: PHP_FRAMEWORKS.map(({ name }) => name),
  lookedFor: `index.php (also in ${plainPhp.publicFolders.filter((folder) => folder !== '').join(', ')}), composer.json`,
  detect: (app) => {
    if (isPublished(app)) return undefined
    const composer = readComposer(app)
    if (publicIndex(app, plainPhp) !== undefined) return 'application'
    if (composer === undefined) return undefined
    const { framework } = findPhpFramework(app, composer, undefined)
    return framework !== plainPhp || readHints(app).start !== undefined ? 'application' : 'helper'
  },
  plan: planPhp,
}

/** Whether the folder is what the application above it publishes, and none itself. */
function isPublished({ folder, repository }: App): boolean {
  const found = plainPhp.publicFolders.find((name) => name !== '' && `/${folder}`.endsWith(`/${name}`))
  if (found === undefined) return false
  const above = folder.slice(0, folder.length - found.length)
  return repository.isFile(`${above}composer.json`) && !repository.isFile(`${folder}/composer.json`)
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
    framework.routes && healthPath(app, routeFiles(app, files), framework.routes),
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
      composer?.vendor ?? 'vendor',
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

// Groups, prefixes of routes, and those of whole controllers: what such a file's routes say is not where they answer.
const PREFIXED =
  /(?:->|::)(?:prefix|group)\(|['"]prefix['"]\s*=>|#\[Route\((?:path:\s*)?['"]\/?\w[^\]]{0,500}\]\s*(?:(?:final|abstract|readonly)\s+)*class\b/

// Source: Laravel's documentation, "Routing": those of routes/api.php are below /api.
function routeFiles(app: App, files: readonly string[]): readonly string[] {
  return files
    .slice(0, 200)
    .filter((file) => file !== 'routes/api.php' && !PREFIXED.test(app.files.head(file) ?? ''))
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
    serverBuild(hints),
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
