/**
 * The commands of a shell line that run one after another: split at `&&`, `;` and line breaks outside of quotes and
 * parentheses. Each keeps its text; one with a pipe or `||` stays whole. Source: POSIX, "Shell Command Language".
 */
export function splitCommands(line: string): readonly string[] {
  const commands: string[] = []
  let start = 0
  let quote = ''
  let depth = 0
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index] ?? ''
    if (character === '\\' && quote !== "'") index += 1
    else if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'" || character === '`') quote = character
    else if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    else if (depth === 0 && (character === ';' || character === '\n' || line.startsWith('&&', index))) {
      commands.push(line.slice(start, index))
      if (character === '&') index += 1
      start = index + 1
    }
  }
  commands.push(line.slice(start))
  return commands
    .map((command) => command.trim())
    .filter((command) => command !== '' && !command.startsWith('#'))
}
