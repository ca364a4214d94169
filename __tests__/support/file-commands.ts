/** One annotation, as the runner shows it beside a file or on the run's page. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  /** `title`, `file`, `line`, ... as they were given. */
  readonly properties: Readonly<Record<string, string>>
}

/**
 * The pairs in a GITHUB_OUTPUT, GITHUB_STATE or GITHUB_ENV file, in both forms (`name=value`, and `name<<delimiter`).
 * Throws for a line that is neither, as the runner fails the step. Source: actions/runner, FileCommandManager.cs.
 */
export function parsePairs(text: string): Record<string, string> {
  const pairs: Record<string, string> = {}
  const lines = text.split('\n')
  while (lines.length > 0) {
    const line = lines.shift() ?? ''
    if (line === '') continue
    const heredoc = /^([^=]+?)<<(.+)$/.exec(line)
    const plain = /^([^=]+)=(.*)$/.exec(line)
    if (heredoc?.[1] !== undefined && heredoc[2] !== undefined) {
      const end = lines.indexOf(heredoc[2])
      if (end < 0) throw new Error(`No line "${heredoc[2]}" ends the value of "${heredoc[1]}".`)
      pairs[heredoc[1]] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n')
    } else if (plain?.[1] !== undefined && plain[2] !== undefined) {
      pairs[plain[1]] = plain[2]
    } else {
      throw new Error(`Neither name=value nor name<<delimiter: ${line}`)
    }
  }
  return pairs
}

/** The annotations among the lines of a log. Source: actions/runner, ActionCommand.cs (names, escapes). */
export function parseAnnotations(log: string): Annotation[] {
  return commandsIn(log).flatMap(({ command, properties, value }) =>
    command === 'error' || command === 'warning' || command === 'notice'
      ? [{ level: command, message: value, properties }]
      : [],
  )
}

/** The values that a log asks the runner to mask. */
export function parseMasks(log: string): string[] {
  return commandsIn(log).flatMap(({ command, value }) => (command === 'add-mask' ? [value] : []))
}

/** A log without the lines that announce a mask: nobody gets to see those. */
export function withoutMaskLines(log: string): string {
  return log
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('::add-mask::'))
    .join('\n')
}

interface Command {
  readonly command: string
  readonly properties: Readonly<Record<string, string>>
  readonly value: string
}

function commandsIn(log: string): Command[] {
  return log.split('\n').flatMap((line) => {
    const found = /^\s*::([a-z-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/.exec(line)
    if (found?.[1] === undefined) return []
    return [{ command: found[1], properties: propertiesOf(found[2] ?? ''), value: unescaped(found[3] ?? '') }]
  })
}

function propertiesOf(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.includes('='))
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=')
      const value = pair
        .slice(equals + 1)
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ',')
      return [pair.slice(0, equals).trim(), unescaped(value)]
    }),
  )
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
