import type { Found } from './found.ts'
import { withValue } from './found.ts'
import { parseCommandLine, throughShell } from './parse/shell.ts'
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
