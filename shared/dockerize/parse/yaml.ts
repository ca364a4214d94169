import { parseDocument } from 'yaml'
import { UserError } from '../../errors.ts'

/** Parses YAML into plain values. Throws a UserError with file, line and column. */
export function parseYaml(file: string, text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true })
  const error = document.errors[0]
  if (error !== undefined) {
    const at = error.linePos?.[0]
    const place = at === undefined ? '' : ` at line ${at.line}, column ${at.col}`
    const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? ''
    throw new UserError(`${file} is not valid YAML${place}: ${reason}`, `Mend ${file}; nothing was written.`)
  }
  // Aliases that multiply (a "billion laughs" document) are refused by the library's own limit.
  return document.toJS({ maxAliasCount: 100 })
}
