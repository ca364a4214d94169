import { UserError } from '../../errors.ts'
import type { Found, Warning } from '../found.ts'
import { PORT_WORD } from '../parse/shell.ts'
import type { Target } from './frameworks/framework.ts'
import type { PythonManager } from './managers/manager.ts'
import type { Project } from './project.ts'

/** The process that serves a target. */
export interface Server {
  readonly argv: readonly string[]
  /** Whether it takes the port from PORT by itself. */
  readonly readsPort: boolean
  /** Requirements to install beside those of the application. */
  readonly added: readonly string[]
  readonly warnings: readonly Warning[]
  readonly env: Readonly<Record<string, string>>
}

// Exact, so that two builds are the same; an entry of one's own in the requirements replaces them.
const ADDED = { gunicorn: 'gunicorn==27.0.1', uvicorn: 'uvicorn==0.54.0' } as const
// The last ones for Python before 3.10.
const ADDED_BEFORE_3_10 = { gunicorn: 'gunicorn==23.0.0', uvicorn: 'uvicorn==0.33.0' } as const

/** Chooses a production server among the dependencies, or adds one. Throws a UserError where adding would break a lockfile. */
export function chooseServer(
  target: Target,
  project: Project,
  manager: PythonManager,
  version: string,
): Server {
  const has = (name: string): boolean => project.dependency(name) !== undefined
  const standard = /\[(?:.*,)?\s*(?:standard|all)\b/.test(project.dependency('fastapi')?.value ?? '')
  const name = target.protocol === 'wsgi' ? wsgiServer(has) : asgiServer(has)
  const chosen = name ?? (target.protocol === 'wsgi' ? 'gunicorn' : 'uvicorn')
  const missing = name === undefined && !(chosen === 'uvicorn' && standard)
  if (missing && manager.addCommand !== undefined) {
    throw new UserError(
      `The application (${target.found.file ?? ''}) needs a production server, and ${manager.found.file ?? 'the lockfile'} has none.`,
      `${manager.addCommand} ${chosen}`,
    )
  }
  const pins = Number(version.split('.')[1]) < 10 ? ADDED_BEFORE_3_10 : ADDED
  const added = missing && (chosen === 'gunicorn' || chosen === 'uvicorn') ? [pins[chosen]] : []
  return {
    ...commandOf(chosen, target),
    added,
    warnings: added.map((requirement) => ({
      text: `The dependencies have no production server: the image adds ${requirement}. Add it to choose the version.`,
      ...(manager.found.file === undefined ? {} : { file: manager.found.file }),
    })),
  }
}

type Name = 'gunicorn' | 'waitress' | 'uvicorn' | 'hypercorn'

function wsgiServer(has: (name: string) => boolean): Name | undefined {
  return (['gunicorn', 'waitress'] as const).find(has)
}

function asgiServer(has: (name: string) => boolean): Name | undefined {
  return (['uvicorn', 'hypercorn'] as const).find(has)
}

function commandOf(name: Name, { found, factory }: Target): Pick<Server, 'argv' | 'readsPort' | 'env'> {
  const called = factory ? `${found.value}()` : found.value
  switch (name) {
    // Its default address is 0.0.0.0:$PORT. Workers are processes: threads let a slow request wait without the others.
    case 'gunicorn':
      return {
        argv: ['gunicorn', '--threads', '4', '--access-logfile', '-', called],
        readsPort: true,
        env: { WEB_CONCURRENCY: '2' },
      }
    case 'waitress': {
      const call = factory ? ['--call'] : []
      return {
        argv: ['waitress-serve', `--listen=0.0.0.0:${PORT_WORD}`, ...call, found.value],
        readsPort: false,
        env: {},
      }
    }
    case 'uvicorn': {
      const flag = factory ? ['--factory'] : []
      return {
        argv: ['uvicorn', ...flag, '--host', '0.0.0.0', '--port', PORT_WORD, found.value],
        readsPort: false,
        env: {},
      }
    }
    case 'hypercorn':
      return { argv: ['hypercorn', '--bind', `0.0.0.0:${PORT_WORD}`, called], readsPort: false, env: {} }
  }
}

/** The server of a command line of one's own, for the error about a development server: undefined for any other. */
export function developmentServer(argv: readonly string[]): string | undefined {
  const line = argv.join(' ')
  const found = /\bmanage\.py runserver\b|\bflask\b.*\brun\b|\bfastapi dev\b|\buvicorn\b.*--reload\b/.exec(
    line,
  )
  return found?.[0]
}

/** The origin of a server that the target alone decides. */
export function serverOrigin({ found }: Target, argv: readonly string[]): Found<readonly string[]> {
  return { ...found, value: argv }
}
