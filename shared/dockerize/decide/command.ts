import { originOf, warningAt, withValue, type Found, type Warning } from '../found.ts'
import { splitCommands } from '../parse/commands.ts'
import { parseCommandLine, throughShell } from '../parse/shell.ts'
import { migrates } from './migrations.ts'
import { portInArguments } from './routes.ts'

/** A start line as the image's process. */
export interface LineCommand {
  /** May still hold PORT_WORD. */
  readonly run: Found<readonly string[]>
  readonly env: Readonly<Record<string, string>>
  /** The port that the line itself names. */
  readonly port?: Found<number>
}

/** Turns a line of one's own (an input, a Procfile) into words where no shell is needed, else into a shell that becomes it. */
export function commandFromLine(line: Found<string>): LineCommand {
  const parsed = parseCommandLine(line.value)
  const [only, ...more] = parsed.segments
  const named = parsed.port ?? portInArguments(only?.argv ?? [])
  const port = named === undefined ? {} : { port: withValue(line, named) }
  if (parsed.needsShell || only === undefined || more.length > 0) {
    return { run: withValue(line, throughShell(line.value, parsed)), env: {}, ...port }
  }
  return { run: withValue(line, only.argv), env: only.env, ...port }
}

/** A platform's start line without the migrations before the server, which several tasks would run at once, and their warning. */
export function withoutMigrations(line: Found<string> | undefined): {
  readonly line: Found<string> | undefined
  readonly warnings: readonly Warning[]
} {
  if (line === undefined) return { line, warnings: [] }
  const commands = splitCommands(line.value)
  const migrations = commands.filter(migrates)
  const rest = commands.filter((command) => !migrates(command))
  if (migrations.length === 0 || rest.length === 0) return { line, warnings: [] }
  const text = `"${migrations.join(' && ')}" (${originOf(line)}) is left out, as several tasks would run it at once: run it as a task of its own.`
  return { line: withValue(line, rest.join(' && ')), warnings: [warningAt(line, text)] }
}
