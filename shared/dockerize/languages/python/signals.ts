import { posix } from 'node:path'
import { listenersIn } from './listen.ts'
import type { Source } from './source.ts'

// Each ends its requests on SIGTERM. Source: the documentation of each server, on signals.
const STOP_BY_THEMSELVES =
  /^(?:gunicorn|uvicorn|hypercorn|daphne|granian|sanic|streamlit|chainlit|fastapi|sh|bash|ash)$/
const CALLS_THAT_STOP = ['uvicorn.run', 'web.run_app', 'app.run', 'ui.run', 'serve']

/**
 * Whether a command has to be ended by SIGINT, for which Python has a handler of its own: the kernel gives the first
 * process of a container no signal that it has no handler for, so that it would be killed after the orchestrator's
 * patience. Source: pid_namespaces(7), "The namespace init process"; Python's documentation, "signal".
 */
export function needsInterrupt(source: Source, argv: readonly string[]): boolean {
  const [program = '', first, second] = argv
  const name = posix.basename(program)
  const python = /^python[\d.]*$/.test(name)
  const module = python && first === '-m' ? (second ?? '') : name
  if (STOP_BY_THEMSELVES.test(module)) return false
  if (['waitress-serve', 'waitress', 'http.server', 'uwsgi'].includes(module)) return true
  if (!python && !source.app.files.isFile('pyproject.toml')) return false
  const handled = source.files.some((file) => /\bSIGTERM\b/.test(source.code(file)))
  const calls = source.files.flatMap((file) => listenersIn(source, file))
  return !handled && !calls.some(({ call }) => CALLS_THAT_STOP.includes(call))
}
