import type { Found } from '../../found.ts'
import type { Step } from '../../image/steps.ts'
import { officialImage } from '../../image/steps.ts'
import { commandFromLine } from '../../decide/command.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { Request } from '../../plan.ts'
import { APACHE, APACHE_ENV, apacheSteps } from './apache.ts'

/** What serves, and the image that has it. */
export interface PhpServer {
  readonly base: string
  /** The names of Debian 13's packages hold in it. */
  readonly debian13: boolean
  readonly run: Found<readonly string[]>
  readonly port?: Found<number>
  readonly steps: readonly Step[]
  readonly env: Readonly<Record<string, string>>
  readonly extensions: readonly string[]
  readonly stopSignal?: { readonly stopSignal: string; readonly whyStopSignal: string }
}

/** The official image of a version. Its lines have one with Debian 13 since 8.2; an exact version may be older. */
function image(version: string, variant: string): { readonly tag: string; readonly debian13: boolean } {
  const debian13 = /^8\.(?:[2-9]|\d\d)$/.test(version)
  return { tag: `php:${version}-${variant}${debian13 ? '-trixie' : ''}`, debian13 }
}

/** Apache with PHP in it: one process tree that the official image starts, and that reads the .htaccess files there are. */
export function apacheServer(
  version: string,
  publicFolder: string,
  frontController: boolean,
  why: Found<unknown>,
  request: Request,
): PhpServer {
  const { tag, debian13 } = image(version, 'apache')
  return {
    base: officialImage(request.baseRegistry, tag),
    debian13,
    run: { ...why, value: APACHE },
    steps: apacheSteps(publicFolder, frontController),
    env: APACHE_ENV,
    extensions: [],
    stopSignal: {
      stopSignal: 'SIGWINCH',
      whyStopSignal: 'The signal on which Apache finishes its requests; SIGTERM cuts them off.',
    },
  }
}

/** A server in PHP itself: what a start line of the application's own runs. */
export function lineServer(version: string, line: Found<string>, request: Request): PhpServer {
  const { tag, debian13 } = image(version, 'cli')
  const { run, env, port } = commandFromLine(line)
  return {
    base: officialImage(request.baseRegistry, tag),
    debian13,
    run,
    steps: [],
    env,
    extensions: [],
    ...(port === undefined ? {} : { port }),
  }
}

type OctaneServer = 'frankenphp' | 'swoole' | 'roadrunner'

/** Laravel Octane: the application stays in memory between requests. Source: Laravel's documentation, "Octane". */
export function octaneServer(version: string, server: Found<OctaneServer>, request: Request): PhpServer {
  const { tag, debian13 } = image(version, 'cli')
  const line = `php artisan octane:start --server=${server.value} --host=0.0.0.0 --port=${PORT_WORD}`
  const run = { ...server, value: line.split(' ') }
  const common = { run, env: {}, debian13 }
  if (server.value === 'frankenphp') {
    // Source: FrankenPHP's documentation, "Laravel"; its images are named by the line of PHP.
    const [major = '8', minor = '4'] = version.split('.')
    return {
      ...common,
      base: `dunglas/frankenphp:1-php${major}.${minor}${debian13 ? '-trixie' : ''}`,
      steps: [
        {
          kind: 'run',
          why: [
            'The capability to bind low ports is not needed, and where it is not granted nothing starts with it.',
          ],
          commands: ['setcap -r /usr/local/bin/frankenphp'],
        },
      ],
      env: { XDG_CONFIG_HOME: '/tmp', XDG_DATA_HOME: '/tmp' },
      extensions: ['pcntl'],
    }
  }
  const base = officialImage(request.baseRegistry, tag)
  if (server.value === 'swoole') return { ...common, base, steps: [], extensions: ['pcntl', 'swoole'] }
  return {
    ...common,
    base,
    steps: [
      {
        kind: 'copy',
        from: 'ghcr.io/roadrunner-server/roadrunner:2025',
        sources: ['/usr/bin/rr'],
        to: '/usr/local/bin/rr',
      },
    ],
    extensions: ['pcntl', 'sockets'],
  }
}
