import { UserError } from '../../../errors.ts'
import { withoutMigrations } from '../../decide/command.ts'
import { choose, fromInput, withValue, type Found } from '../../found.ts'
import type { Hints } from '../../hints/index.ts'
import type { Request } from '../../plan.ts'
import type { App } from '../../view/file-view.ts'
import type { Composer } from './composer.ts'
import type { PhpFramework } from './frameworks/framework.ts'
import { plainPhp } from './frameworks/simple.ts'
import { apacheServer, lineServer, octaneServer, type PhpServer } from './server.ts'

/** The published index.php. */
export function publicIndex(app: App, { publicFolders }: PhpFramework): Found<string> | undefined {
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

/**
 * What serves the application: the input, a start line of the repository, Octane, else Apache with the index.php that is
 * there. Throws a UserError where there is none.
 */
export function chooseServer(
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
