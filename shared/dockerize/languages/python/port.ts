import { fromInput, warningAt, withValue, type Found, type Warning } from '../../found.ts'
import type { Hints } from '../../hints/index.ts'
import { DEFAULT_PORT, type Request } from '../../plan.ts'
import { portIn, portInArguments } from '../../decide/routes.ts'
import type { Command } from './command.ts'
import type { Source } from './source.ts'

const PATTERNS = [
  /environ(?:\.get\(|\[)\s*['"]PORT['"]\s*,\s*['"]?(\d{2,5})\b/,
  /getenv\(\s*['"]PORT['"]\s*,\s*['"]?(\d{2,5})\b/,
  /\.run\([^)]*\bport\s*=\s*(\d{2,5})\b/,
]

interface Facts {
  readonly source: Source
  readonly command: Command
  readonly hints: Hints
  readonly request: Request
}

/**
 * Input, then what the command itself binds, then what other platforms are told, then the source, then the framework's
 * default. A warning where an input cannot change what the source fixes.
 */
export function findPort({ source, command, hints, request }: Facts): {
  readonly value: Found<number>
  readonly warnings: readonly Warning[]
} {
  const input = request.overrides.port
  const named = portInArguments(command.run.value)
  const bound = named === undefined ? undefined : withValue(command.run, named)
  const fixed = bound ?? (command.fixedPort === true ? command.port : undefined)
  if (input !== undefined) {
    const value = fromInput(input, 'port')
    if (fixed === undefined || fixed.value === input) return { value, warnings: [] }
    const text = `The input "port" is ${input}, but the application listens on ${fixed.value} whatever it is told.`
    return { value, warnings: [warningAt(fixed, text)] }
  }
  const value = fixed ??
    (command.port?.file === undefined ? undefined : command.port) ??
    hints.port ??
    command.port ??
    portIn(source.app, source.files, PATTERNS) ?? { value: DEFAULT_PORT, why: 'default' }
  return { value, warnings: [] }
}
