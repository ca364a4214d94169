import { UserError } from '../errors.ts'
import type { NamedValue } from './request.ts'

/**
 * Reads `id=value` records, one a line. A record in double quotes may have several lines, with `""` for a quote, as
 * docker/build-push-action reads them. Messages never show a value.
 * @throws UserError for a record without an id or with a quote that is never closed
 */
export function parseSecrets(text: string): readonly NamedValue[] {
  return records(text).map((record, index) => {
    const equals = record.indexOf('=')
    const id = record.slice(0, Math.max(equals, 0)).trim()
    if (!isId(id)) {
      throw new UserError(
        `Entry ${index + 1} of the input "secrets" does not begin with an id and "=".`,
        'Write ID=VALUE, one a line; put a value of several lines in double quotes: "ID=VALUE".',
      )
    }
    return { id, value: record.slice(equals + 1) }
  })
}

/**
 * Reads one `id=name` line, as in `secret-envs` and `secret-files`; the name alone stands for both.
 * @throws UserError for a line without a valid id
 */
export function parseNamed(input: string, line: string): NamedValue {
  const equals = line.indexOf('=')
  const id = equals < 0 ? line : line.slice(0, equals)
  const value = line.slice(equals + 1)
  if (isId(id) && value !== '') return { id, value }
  throw new UserError(`The input "${input}" has "${line}", which is not of the form ID=NAME.`)
}

function isId(id: string): boolean {
  return /^[\w.-]+$/.test(id)
}

function records(text: string): readonly string[] {
  const found: string[] = []
  const lines = text.split(/\r?\n/)
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line.trim() === '') continue
    if (!line.trimStart().startsWith('"')) {
      found.push(line.trim())
      continue
    }
    let record = line.trimStart()
    while (!isClosed(record)) {
      const next = lines.shift()
      if (next === undefined) throw new UserError('A quote in the input "secrets" is never closed.')
      record += `\n${next}`
    }
    found.push(record.trimEnd().slice(1, -1).replaceAll('""', '"'))
  }
  return found
}

/** True when the quote that a record begins with ends at its end: the quotes after the first come in an odd number. */
function isClosed(record: string): boolean {
  const trimmed = record.trimEnd()
  if (trimmed.length < 2 || !trimmed.endsWith('"')) return false
  return (trimmed.slice(1).match(/"/g)?.length ?? 0) % 2 === 1
}
