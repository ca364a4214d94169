import { UserError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import type { Env } from './ports.ts'

/**
 * Reads one action's inputs. For each: the input, then TinyStacks' variable of the same meaning, then the default.
 * Empty or blank is absent, because composite actions and workflow expressions forward absent values as ''.
 */
export interface InputReader {
  readonly text: (name: string, variable?: string) => string | undefined
  /** Throws a UserError when absent: runners do not enforce `required: true`. */
  readonly required: (name: string, variable?: string) => string
  readonly flag: (name: string, fallback: boolean) => boolean
  readonly choice: <T extends string>(name: string, valid: readonly T[], fallback: T) => T
  /** A positive number of minutes, in milliseconds. */
  readonly minutes: (name: string, fallback: number) => number
  /** One value a line; blank lines are skipped. */
  readonly lines: (name: string) => readonly string[]
  /** One value a line or separated by commas. */
  readonly list: (name: string) => readonly string[]
  /** Throws for each of these inputs that is given: silence would be taken for consent. */
  readonly refuse: (names: readonly string[], why: string) => void
}

/** The inputs in an environment as the runner sets it: `INPUT_<NAME>`, upper case, blanks as underscores, hyphens kept. */
export function inputReader(env: Env): InputReader {
  const read = (key: string): string | undefined => {
    const value = env[key]?.trim()
    return value === '' ? undefined : value
  }
  const text: InputReader['text'] = (name, variable) =>
    read(inputVariable(name)) ?? (variable === undefined ? undefined : read(variable))
  const lines: InputReader['lines'] = (name) => split(text(name), /\r?\n/)

  return {
    text,
    lines,
    list: (name) => split(text(name), /[\r\n,]/),
    required: (name, variable) => {
      const value = text(name, variable)
      if (value !== undefined) return value
      const or = variable === undefined ? '' : ` or the environment variable ${variable}`
      throw new UserError(`The input "${name}" is missing.`, `Set "${name}"${or}.`)
    },
    flag: (name, fallback) => {
      const value = text(name)?.toLowerCase()
      if (value === undefined) return fallback
      if (value === 'true' || value === 'false') return value === 'true'
      throw invalid(name, value, ['true', 'false'])
    },
    choice: (name, valid, fallback) => {
      const value = text(name)
      if (value === undefined) return fallback
      const found = valid.find((candidate) => candidate === value.toLowerCase())
      if (found === undefined) throw invalid(name, value, valid)
      return found
    },
    minutes: (name, fallback) => {
      const value = text(name)
      if (value === undefined) return fallback * 60_000
      const minutes = /^\d+(\.\d+)?$/.test(value) ? Number(value) : 0
      if (minutes > 0 && minutes <= MOST_MINUTES) return minutes * 60_000
      throw new UserError(
        `The input "${name}" is "${value}", which is no number of minutes.`,
        `Use a number greater than 0 and at most ${MOST_MINUTES}, for example ${fallback}.`,
      )
    },
    refuse: (names, why) => {
      for (const name of names) {
        if (text(name) !== undefined) throw new UserError(`The input "${name}" cannot be used: ${why}`)
      }
    },
  }
}

// A job on a GitHub-hosted runner ends after six hours, on a runner of one's own after five days.
const MOST_MINUTES = 7200
const MOST_SHOWN = 300

/** The name of the variable that carries an input. Source: actions/toolkit, packages/core/src/core.ts, getInput. */
function inputVariable(name: string): string {
  return `INPUT_${name.replace(/ /g, '_').toUpperCase()}`
}

function split(value: string | undefined, separator: RegExp): readonly string[] {
  if (value === undefined) return []
  return value
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function invalid(name: string, value: string, valid: readonly string[]): UserError {
  const meant = nearest(value, valid)
  const question = meant === undefined ? '' : ` Did you mean "${meant}"?`
  const shown = value.length <= MOST_SHOWN ? value : `${value.slice(0, MOST_SHOWN)}...`
  return new UserError(`The input "${name}" is "${shown}".${question}`, `Valid values: ${valid.join(', ')}.`)
}
