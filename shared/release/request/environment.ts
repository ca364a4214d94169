import { UserError } from '../../errors.ts'
import type { EnvironmentChange } from './target.ts'

// They say where a stack lives; the actions read them, and an application that overrides them is not the stack's.
const IMMUTABLE = ['S3_BUCKET', 'ECR_ENDPOINT', 'ECR_IMAGE_URL']
const NAME = /^[^\s=\p{Cc}-][^\s=\p{Cc}]{0,255}$/u

/**
 * The lines of `environment-variables`: `KEY=VALUE` sets, `KEY=` sets the empty string, `-KEY` removes. A value is
 * never part of a message.
 * @throws UserError that names the line
 */
export function parseEnvironment(lines: readonly string[], input: string): EnvironmentChange {
  const set: Record<string, string> = {}
  const remove: string[] = []
  for (const [index, line] of lines.entries()) {
    const removes = line.startsWith('-')
    const equals = line.indexOf('=')
    const name = removes ? line.slice(1).trim() : line.slice(0, Math.max(equals, 0)).trim()
    if (!NAME.test(name) || (!removes && equals < 0)) {
      throw new UserError(
        `Line ${index + 1} of the input "${input}" names no variable.`,
        'A line is KEY=VALUE, KEY= for an empty value, or -KEY to remove one.',
      )
    }
    if (IMMUTABLE.includes(name)) {
      throw new UserError(
        `The input "${input}" has ${name}, which is the same for a whole stack and cannot be changed.`,
        `Remove it from "${input}".`,
      )
    }
    if (name in set || remove.includes(name)) {
      throw new UserError(`The input "${input}" has ${name} twice.`, 'Keep one of the lines.')
    }
    if (removes) remove.push(name)
    else set[name] = line.slice(equals + 1)
  }
  return { set, remove }
}

/** Both changes, the second one's wherever they name the same variable. */
export function bothChanges(first: EnvironmentChange, second: EnvironmentChange): EnvironmentChange {
  const named = new Set([...Object.keys(second.set), ...second.remove])
  const kept = Object.entries(first.set).filter(([name]) => !named.has(name))
  return {
    set: { ...Object.fromEntries(kept), ...second.set },
    remove: [...first.remove.filter((name) => !named.has(name)), ...second.remove],
  }
}
