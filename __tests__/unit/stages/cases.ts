import { ACCEPTED } from './accepted.ts'
import { REFUSED_BY_PARSER } from './refused-by-parser.ts'
import { REFUSED_KEYS } from './refused-keys.ts'
import { REFUSED_VALUES } from './refused-values.ts'

/** A text and whether it is a stages file. Held against the parser and the published JSON schema alike. */
export interface Case {
  readonly title: string
  readonly text: string
  /** Where the parser refuses it, `line:column`, and what it says; absent for an accepted one. */
  readonly error?: readonly [position: string, sentence: string]
  /** The schema cannot see this error. */
  readonly parserOnly?: boolean
}

export const CASES: readonly Case[] = [
  ...ACCEPTED.map(([title, text]) => ({ title, text })),
  ...[...REFUSED_KEYS, ...REFUSED_VALUES].map(([title, text, position, sentence]) => ({
    title,
    text,
    error: [position, sentence] as const,
  })),
  ...REFUSED_BY_PARSER.map(([title, text, position, sentence]) => ({
    title,
    text,
    error: [position, sentence] as const,
    parserOnly: true,
  })),
]
