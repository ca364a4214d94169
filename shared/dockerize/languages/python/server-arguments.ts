import { posix } from 'node:path'
import { UserError } from '../../../errors.ts'
import { originOf, warningAt, withValue, type Found } from '../../found.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import { isPort, portInArguments } from '../../decide/routes.ts'
import type { Command } from './command.ts'
import { gunicornConfig } from './gunicorn-config.ts'
import { isLoopback, listenersIn } from './listen.ts'
import { processOf } from './scripts.ts'
import type { Source } from './source.ts'

type Argv = Found<readonly string[]>

/**
 * A server's command with what it needs to be reached from outside: its address and port by the environment where it
 * reads them, else as arguments. Throws a UserError where it is told to listen on loopback alone.
 */
export function completed(source: Source, run: Argv): Command {
  refuseLoopback(run)
  const words = run.value
  const [program = '', ...rest] = words
  const name = posix.basename(program)
  const module = /^python[\d.]*$/.test(name) && rest[0] === '-m' ? (rest[1] ?? '') : name
  const plain: Command = { run, readsPort: !says(words), added: [], env: {}, warnings: [] }
  switch (module) {
    case 'gunicorn':
      return { ...plain, ...gunicornPlace(source, run) }
    // Source: Uvicorn's documentation, "Settings": each option is read from UVICORN_<NAME>.
    case 'uvicorn':
      return {
        ...plain,
        readsPort: false,
        env: {
          ...(has(words, '--host') || has(words, '--uds') ? {} : { UVICORN_HOST: '0.0.0.0' }),
          ...(has(words, '--port') ? {} : { UVICORN_PORT: PORT_WORD }),
        },
      }
    case 'streamlit':
      return {
        ...plain,
        readsPort: false,
        env: {
          ...(has(words, '--server.port') ? {} : { STREAMLIT_SERVER_PORT: PORT_WORD }),
          ...(has(words, '--server.headless') ? {} : { STREAMLIT_SERVER_HEADLESS: 'true' }),
        },
        port: portOf(run, '--server.port') ?? { value: 8501, why: "Streamlit's default" },
      }
    case 'hypercorn':
      return has(words, '--bind') || has(words, '-b')
        ? plain
        : extended(plain, ['--bind', `0.0.0.0:${PORT_WORD}`])
    case 'daphne':
      return has(words, '-b') || has(words, '--bind')
        ? plain
        : extended(plain, ['-b', '0.0.0.0', ...(has(words, '-p') ? [] : ['-p', PORT_WORD])])
    case 'waitress-serve':
    case 'waitress':
      return says(words)
        ? plain
        : { ...plain, readsPort: false, port: { value: 8080, why: "Waitress' default" } }
    case 'http.server': {
      const port = words.map(Number).find(isPort)
      const found =
        port === undefined ? { value: 8000, why: 'the default of http.server' } : withValue(run, port)
      return { ...plain, readsPort: false, ...(words.includes(PORT_WORD) ? {} : { port: found }) }
    }
    default:
      return scriptPlace(source, run) ?? plain
  }
}

/** What gunicorn's settings say where its arguments say nothing. */
function gunicornPlace(source: Source, run: Argv): Partial<Command> {
  const words = run.value
  if (has(words, '--bind') || has(words, '-b')) return {}
  const config = gunicornConfig(source, optionValue(words, '-c') ?? optionValue(words, '--config'))
  return config === undefined ? {} : configuredPlace(source, config)
}

/** The place that gunicorn's settings file gives it. Throws a UserError for loopback. */
export function configuredPlace(
  source: Source,
  { file, bind }: NonNullable<ReturnType<typeof gunicornConfig>>,
): Partial<Command> {
  if (bind === undefined) return {}
  const at = source.app.at(file)
  if (isLoopback(bind.host.text)) {
    throw new UserError(
      `${at}:${bind.line} binds ${bind.host.text ?? ''}: nothing outside the container can reach it.`,
      'Bind 0.0.0.0, or leave "bind" out: gunicorn then takes 0.0.0.0 and PORT.',
    )
  }
  const port = Number(bind.port.text)
  const { variable } = bind.port
  return {
    readsPort: variable === 'PORT',
    ...(variable === undefined || variable === 'PORT' ? {} : { env: { [variable]: PORT_WORD } }),
    ...(isPort(port) ? { port: { value: port, file: at, line: bind.line } } : {}),
    ...(variable === undefined && isPort(port) ? { fixedPort: true } : {}),
  }
}

/** `python server.py`: what the file says of its own address and port. */
function scriptPlace(source: Source, run: Argv): Command | undefined {
  const [program = '', ...rest] = run.value
  if (!/^python[\d.]*$/.test(posix.basename(program))) return undefined
  const words = rest.filter((word) => word !== '-u')
  const module = words[0] === '-m' ? words[1]?.replaceAll('.', '/') : undefined
  const files = module === undefined ? [words[0] ?? ''] : [`${module}.py`, `${module}/__main__.py`]
  const file = files.find((name) => source.app.files.isFile(name))
  const listener = file === undefined ? undefined : listenersIn(source, file)[0]
  if (listener === undefined || says(run.value)) return undefined
  const {
    readsPort,
    port,
    fixedPort,
    env = {},
    warnings = [],
  } = processOf(source, { argv: run.value, path: '' }, listener)
  return {
    run,
    readsPort,
    added: [],
    env,
    warnings,
    ...(port === undefined ? {} : { port }),
    ...(fixedPort === undefined ? {} : { fixedPort }),
  }
}

function extended(command: Command, words: readonly string[]): Command {
  const { run } = command
  const text = `"${run.value.join(' ')}" would listen on 127.0.0.1: the image adds ${words.join(' ')}.`
  return {
    ...command,
    run: withValue(run, [...run.value, ...words]),
    readsPort: false,
    warnings: [warningAt(run, text)],
  }
}

function refuseLoopback(run: Argv): void {
  for (const option of ['--host', '--bind', '-b', '--server.address', '--listen', '-H', '--server-name']) {
    const value = optionValue(run.value, option)?.replace(/:(?:\d+|\$PORT)$/, '')
    if (!isLoopback(value)) continue
    throw new UserError(
      `"${run.value.join(' ')}" (${originOf(run)}) listens on ${value ?? ''}: nothing outside the container can reach it.`,
      `Give ${option} the address 0.0.0.0.`,
    )
  }
}

function portOf(run: Argv, option: string): Found<number> | undefined {
  const port = Number(optionValue(run.value, option))
  return isPort(port) ? withValue(run, port) : undefined
}

function says(words: readonly string[]): boolean {
  return portInArguments(words) !== undefined || words.some((word) => word.includes(PORT_WORD))
}

function has(words: readonly string[], option: string): boolean {
  return words.some((word) => word === option || word.startsWith(`${option}=`))
}

/** The value of an option: `--host 0.0.0.0`, `--host=0.0.0.0`. */
function optionValue(words: readonly string[], option: string): string | undefined {
  const inline = words.find((word) => word.startsWith(`${option}=`))
  if (inline !== undefined) return inline.slice(option.length + 1)
  const index = words.indexOf(option)
  return index === -1 ? undefined : words[index + 1]
}
