import { UserError } from '../../../errors.ts'
import { withValue, type Found, type Warning } from '../../found.ts'
import { parseCommandLine, throughShell } from '../../parse/shell.ts'
import { developmentServer } from './server.ts'
import { completed } from './server-arguments.ts'
import type { Source } from './source.ts'

/** The process that the image runs. */
export interface Command {
  /** PORT_WORD stands where the port goes. */
  readonly run: Found<readonly string[]>
  /** It takes the port from PORT by itself. */
  readonly readsPort: boolean
  /** Requirements to install beside those of the application. */
  readonly added: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly warnings: readonly Warning[]
  /** The port that the command or the source says. */
  readonly port?: Found<number>
  /** It listens there whatever it is told. */
  readonly fixedPort?: boolean
}

/**
 * The command that somebody wrote, as an exec form where no shell is needed. Throws a UserError for a development server,
 * and for one that only the container itself could reach.
 */
export function commandFromLine(source: Source, line: Found<string>): Command {
  const parsed = parseCommandLine(line.value)
  const development = developmentServer(line.value.split(/\s+/))
  if (development !== undefined) {
    throw new UserError(
      `"${line.value}" (${line.file ?? 'the input "run-command"'}) starts a development server.`,
      'Start a production server instead, for example by "gunicorn app:app".',
    )
  }
  const [only, ...more] = parsed.segments
  const port = parsed.port === undefined ? {} : { port: withValue(line, parsed.port) }
  if (parsed.needsShell || only === undefined || more.length > 0) {
    const run = withValue(line, throughShell(line.value, parsed))
    return { run, readsPort: true, added: [], env: {}, warnings: [], ...port }
  }
  const command = completed(source, withValue(line, only.argv))
  return { ...port, ...command, env: { ...command.env, ...only.env } }
}
