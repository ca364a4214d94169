import { UserError } from '../../../errors.ts'
import type { Found, Warning } from '../../found.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import { isPort } from '../../decide/routes.ts'
import type { ServingProcess } from './frameworks/framework.ts'
import { isLoopback, listenersIn, type Listener } from './listen.ts'
import { likelyFirst, moduleOf } from './modules.ts'
import type { Source } from './source.ts'

/** A file that listens when it is run, as the process that runs it; undefined where none does. */
export function servingScript(
  source: Source,
  takes: (listener: Listener) => boolean = () => true,
): ServingProcess | undefined {
  for (const file of likelyFirst(source.files)) {
    const listener = listenersIn(source, file).find(takes)
    if (listener === undefined) continue
    return processOf(source, commandFor(source, starterOf(source, file)), listener)
  }
  return undefined
}

/** How Python runs a file: a package by its name, a file of one as a module, any other as it is. */
function commandFor(
  source: Source,
  file: string,
): { readonly argv: readonly string[]; readonly path: string } {
  const { name, path } = moduleOf(source, file)
  if (!file.includes('/')) return { argv: ['python', file], path: '' }
  if (file.endsWith('/__main__.py')) return { argv: ['python', '-m', name.replace(/\.__main__$/, '')], path }
  if (name.includes('.')) return { argv: ['python', '-m', name], path }
  // Run from its own folder, as people do, so that files beside it are found.
  return path === '' || path === 'src'
    ? { argv: ['python', file], path: '' }
    : { argv: ['python', file.slice(path.length + 1)], path }
}

/**
 * The file to run for one that listens inside a function: itself where it is run as a script, or else one beside or
 * above it that imports it and is.
 */
function starterOf(source: Source, file: string): string {
  if (runsItself(source.code(file), file)) return file
  const { name } = moduleOf(source, file)
  const last = name.split('.').at(-1) ?? name
  const imports = new RegExp(
    `^[ \\t]*(?:from\\s+[\\w.]*\\b${last}\\s+import|from\\s+[\\w.]+\\s+import\\s+.*\\b${last}\\b|import\\s+[\\w.]*\\b${last}\\b)`,
    'm',
  )
  const starter = likelyFirst(source.files).find(
    (other) => other !== file && imports.test(source.code(other)) && runsItself(source.code(other), other),
  )
  return starter ?? file
}

function runsItself(code: string, file: string): boolean {
  return /^if\s+__name__\s*==/m.test(code) || file.endsWith('__main__.py')
}

/**
 * A command whose listening place is known. Throws a UserError for one that nothing outside the container can reach.
 */
export function processOf(
  source: Source,
  { argv, path }: { readonly argv: readonly string[]; readonly path: string },
  listener: Listener,
): ServingProcess {
  const { file, line, call, host, port } = listener
  const at = source.app.at(file)
  if (isLoopback(host.text) && host.variable === undefined) {
    const reason = listener.hostUnsaid ? `, which is the default of ${call}` : ''
    throw new UserError(
      `${at}:${line} listens on ${host.text ?? ''}${reason}: nothing outside the container can reach it.`,
      `Let it listen on 0.0.0.0, or set the input "run-command" to a server that does.`,
    )
  }
  const hostEnv =
    host.variable !== undefined && isLoopback(host.text ?? '127.0.0.1') ? { [host.variable]: '0.0.0.0' } : {}
  const named = port.variable !== undefined && port.variable !== 'PORT' ? { [port.variable]: PORT_WORD } : {}
  const number = Number(port.text)
  const known: Found<number> | undefined = isPort(number) ? { value: number, file: at, line } : undefined
  return {
    kind: 'process',
    found: { value: argv, file: at, line },
    path,
    env: { ...hostEnv, ...named },
    readsPort: port.variable === 'PORT',
    ...(known === undefined ? {} : { port: known }),
    ...(port.variable === undefined && known !== undefined ? { fixedPort: true } : {}),
    warnings: unknownAddress(listener, at),
  }
}

function unknownAddress({ host, port, line }: Listener, file: string): readonly Warning[] {
  const unknown = [
    ...(host.text === undefined && host.variable === undefined ? ['address'] : []),
    ...(port.text === undefined && port.variable === undefined ? ['port'] : []),
  ]
  if (unknown.length === 0) return []
  return [
    {
      text: `The ${unknown.join(' and ')} that it listens on cannot be read from the source: it has to be 0.0.0.0, and the port of the plan.`,
      file,
      line,
    },
  ]
}
