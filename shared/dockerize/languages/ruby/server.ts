import { UserError } from '../../../errors.ts'
import { originOf, withValue, type Found } from '../../found.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { App } from '../../view/file-view.ts'
import type { Gemfile } from './gemfile.ts'

/** The process that serves. */
export interface RubyServer {
  /** May hold PORT_WORD. */
  readonly run: Found<readonly string[]>
  readonly env?: Readonly<Record<string, string>>
  readonly stopSignal?: { readonly stopSignal: string; readonly whyStopSignal: string }
}

type Command = (app: App) => readonly string[]

// The strongest first. Each becomes the process that `bundle exec` was, so that signals reach it.
// Source: the documentation of each, "configuration" or "command line".
const SERVERS: readonly (readonly [string, Command])[] = [
  ['puma', puma],
  ['falcon', () => ['falcon', 'serve', '--bind', `http://0.0.0.0:${PORT_WORD}`]],
  ['unicorn', unicorn],
  ['thin', () => ['thin', 'start', '-a', '0.0.0.0', '-p', PORT_WORD, '-R', 'config.ru']],
  ['rackup', rackup],
  // Before Rack 3 the command was its own.
  ['webrick', rackup],
]

/** The server of a config.ru: the first that the Gemfile has. Throws a UserError where it has none. */
export function rackServer(app: App, gemfile: Gemfile, why: Found<unknown>): RubyServer {
  for (const [gem, command] of SERVERS) {
    const found = gemfile.gem(gem)
    if (found === undefined) continue
    return {
      run: withValue(found, ['bundle', 'exec', ...command(app)]),
      ...(gem === 'unicorn'
        ? {
            stopSignal: {
              stopSignal: 'SIGQUIT',
              whyStopSignal: 'The signal on which Unicorn finishes its requests; SIGTERM cuts them off.',
            },
          }
        : {}),
    }
  }
  throw new UserError(
    `${originOf(why)} is a Rack application, but ${app.at(gemfile.name)} has no server for it: looked for ${SERVERS.map(([gem]) => gem).join(', ')}.`,
    'bundle add puma',
  )
}

function puma(app: App): readonly string[] {
  const config = ['config/puma.rb', 'config/puma/production.rb'].find((path) => app.files.isFile(path))
  if (config === undefined) return ['puma', '--bind', `tcp://0.0.0.0:${PORT_WORD}`]
  // What binds by PORT already is left to do so; an address on the command line would replace it.
  return pumaReadsPort(app, config)
    ? ['puma', '--config', config]
    : ['puma', '--config', config, '--bind', `tcp://0.0.0.0:${PORT_WORD}`]
}

function pumaReadsPort(app: App, config: string): boolean {
  return /^\s*(?:port|bind)\b.*\bPORT\b/m.test(app.files.head(config) ?? '')
}

function unicorn(app: App): readonly string[] {
  const config = ['config/unicorn.rb', 'unicorn.rb'].find((path) => app.files.isFile(path))
  const flag = config === undefined ? [] : ['--config-file', config]
  return ['unicorn', '--host', '0.0.0.0', '--port', PORT_WORD, ...flag]
}

function rackup(): readonly string[] {
  return ['rackup', '--host', '0.0.0.0', '--port', PORT_WORD, 'config.ru']
}
