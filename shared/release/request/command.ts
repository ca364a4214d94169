import { parse } from 'shell-quote'
import { UserError } from '../../errors.ts'

/**
 * The words of a command line, as a shell splits them. Nothing is expanded: variables and operators mean nothing to a
 * task, which gets words and no shell.
 * @throws UserError for what only a shell could do
 */
export function parseCommand(line: string | undefined): readonly string[] {
  if (line === undefined) return []
  const words = parse(line, (name) => `$${name}`)
  const odd = words.find((word) => typeof word !== 'string')
  if (odd === undefined) return words.filter((word) => typeof word === 'string')
  throw new UserError(
    `The input "command" is "${line.slice(0, 200)}", which only a shell could run.`,
    'A task gets words and no shell: put operators into quotes after "sh -c".',
  )
}

/** What a command without a service to run it ends with. */
export function commandNeedsService(stage: string): UserError {
  return new UserError(
    `The input "command" needs an ECS service to run in, and "${stage}" has none.`,
    'Name the service, or run the command in a step of its own.',
  )
}
