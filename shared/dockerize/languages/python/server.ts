import * as pep440 from '@renovatebot/pep440'
import { UserError } from '../../../errors.ts'
import type { Warning } from '../../found.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { ServedObject } from './frameworks/framework.ts'
import type { PythonManager } from './managers/manager.ts'
import type { Project } from './project.ts'
import { minor } from './wheels.ts'

/** The process that serves an application object. */
export interface Server {
  readonly argv: readonly string[]
  /** Whether it takes the port from PORT by itself. */
  readonly readsPort: boolean
  /** Requirements to install beside those of the application. */
  readonly added: readonly string[]
  readonly warnings: readonly Warning[]
  readonly env: Readonly<Record<string, string>>
}

/** What a server's command depends on beside the object. */
export interface ServerFacts {
  readonly project: Project
  readonly manager: PythonManager
  /** Of Python. */
  readonly version: string
  /** The image may run on AWS Lambda. */
  readonly lambda: boolean
  /** gunicorn finds settings of the application's own. */
  readonly configured: boolean
}

type Name = 'gunicorn' | 'waitress' | 'uvicorn' | 'hypercorn' | 'daphne' | 'granian'

const WSGI: readonly Name[] = ['gunicorn', 'waitress', 'granian']
const ASGI: readonly Name[] = ['uvicorn', 'hypercorn', 'daphne', 'granian']

// Exact, so that two builds are the same; an entry of one's own in the requirements replaces them.
const ADDED = { gunicorn: 'gunicorn==27.0.1', uvicorn: 'uvicorn==0.54.0' } as const
// The last ones for Python before 3.10.
const ADDED_BEFORE_3_10 = { gunicorn: 'gunicorn==23.0.0', uvicorn: 'uvicorn==0.33.0' } as const

/** Packages that always bring a server along, by the extras that they need for it. */
const BRINGS: readonly (readonly [name: string, extra: string | undefined, server: Name])[] = [
  ['fastapi', 'standard', 'uvicorn'],
  ['fastapi', 'all', 'uvicorn'],
  ['litestar', 'standard', 'uvicorn'],
  ['python-fasthtml', undefined, 'uvicorn'],
  ['gradio', undefined, 'uvicorn'],
  ['uvicorn-worker', undefined, 'uvicorn'],
  ['quart', undefined, 'hypercorn'],
  ['channels', 'daphne', 'daphne'],
]

/** Chooses a production server among the dependencies, or adds one. Throws a UserError where every download is held to a hash. */
export function chooseServer(target: ServedObject, facts: ServerFacts): Server {
  const { project, manager, version } = facts
  const names = target.protocol === 'wsgi' ? WSGI : ASGI
  const name = names.find((one) => has(project, one))
  const chosen = name ?? (target.protocol === 'wsgi' ? 'gunicorn' : 'uvicorn')
  if (name === undefined && manager.hashed === true) {
    throw new UserError(
      `The application (${target.found.file ?? ''}) needs a production server, and ${manager.found.file ?? 'the lockfile'} has none.`,
      `${manager.addCommand ?? ''} ${chosen}`,
    )
  }
  const pins = minor(version) < 10 ? ADDED_BEFORE_3_10 : ADDED
  const added = name === undefined && (chosen === 'gunicorn' || chosen === 'uvicorn') ? [pins[chosen]] : []
  const advice =
    manager.addCommand === undefined
      ? 'Add it to choose the version.'
      : `"${manager.addCommand} ${chosen}" would lock it.`
  return {
    ...commandOf(chosen, target, facts),
    added,
    warnings: added.map((requirement) => ({
      text: `The dependencies have no production server: the image adds ${requirement}. ${advice}`,
      ...(manager.found.file === undefined ? {} : { file: manager.found.file }),
    })),
  }
}

function has(project: Project, server: Name): boolean {
  if (project.dependency(server) !== undefined) return true
  return BRINGS.some(([name, extra, brought]) => {
    const found = brought === server ? project.dependency(name)?.value : undefined
    return (
      found !== undefined && (extra === undefined || new RegExp(`[[,]\\s*${extra}\\s*[\\],]`).test(found))
    )
  })
}

function commandOf(
  name: Name,
  target: ServedObject,
  facts: ServerFacts,
): Pick<Server, 'argv' | 'readsPort' | 'env'> {
  const { found, factory, protocol } = target
  const called = factory ? `${found.value}()` : found.value
  switch (name) {
    case 'gunicorn':
      return gunicorn(target, called, facts)
    case 'waitress': {
      const call = factory ? ['--call'] : []
      const argv = ['waitress-serve', `--listen=0.0.0.0:${PORT_WORD}`, ...call, found.value]
      return { argv, readsPort: false, env: {} }
    }
    case 'uvicorn': {
      const flag = factory ? ['--factory'] : []
      const version = facts.project.versionOf('uvicorn')
      // Known since 0.22: without it a request that never ends holds the process until it is killed.
      const old = version !== undefined && pep440.valid(version) !== null && pep440.lt(version, '0.22')
      const graceful = old ? [] : ['--timeout-graceful-shutdown', '25']
      const argv = ['uvicorn', ...flag, '--host', '0.0.0.0', ...graceful, '--port', PORT_WORD, found.value]
      return { argv, readsPort: false, env: {} }
    }
    case 'hypercorn':
      return { argv: ['hypercorn', '--bind', `0.0.0.0:${PORT_WORD}`, called], readsPort: false, env: {} }
    case 'daphne':
      return { argv: ['daphne', '-b', '0.0.0.0', '-p', PORT_WORD, found.value], readsPort: false, env: {} }
    case 'granian': {
      const interfaceName = protocol === 'wsgi' ? 'wsgi' : 'asgi'
      const flags = ['--interface', interfaceName, '--host', '0.0.0.0', '--port', PORT_WORD]
      const argv = ['granian', ...flags, ...(factory ? ['--factory'] : []), found.value]
      return { argv, readsPort: false, env: {} }
    }
  }
}

/**
 * Its default address is 0.0.0.0:$PORT, and WEB_CONCURRENCY is its number of processes. Threads let a slow request wait
 * without the others; requests that run get less time to end than the 30 seconds that ECS waits. Its workers show that
 * they live by a file, which belongs into memory; AWS Lambda has no /dev/shm. Source: Gunicorn's documentation,
 * "Settings" and "FAQ".
 */
function gunicorn(
  { gunicorn: words }: ServedObject,
  called: string,
  { configured, lambda }: ServerFacts,
): Pick<Server, 'argv' | 'readsPort' | 'env'> {
  if (configured) return { argv: ['gunicorn', ...(words ?? []), called], readsPort: true, env: {} }
  const memory = lambda ? [] : ['--worker-tmp-dir', '/dev/shm']
  const argv = [
    'gunicorn',
    ...(words ?? ['--threads', '4']),
    ...memory,
    '--graceful-timeout',
    '25',
    '--access-logfile',
    '-',
    called,
  ]
  return { argv, readsPort: true, env: { WEB_CONCURRENCY: '2' } }
}

/** The part of a command line that starts a development server; undefined for any other. */
export function developmentServer(argv: readonly string[]): string | undefined {
  const line = argv.join(' ')
  const found = /\bmanage\.py runserver\b|\bflask\b.*\brun\b|\bfastapi dev\b|\buvicorn\b.*--reload\b/.exec(
    line,
  )
  return found?.[0]
}
