import { isNode, LineCounter, parseDocument, type Document as Yaml } from 'yaml'
import { messageOf, UserError } from '../../errors.ts'
import { valueAt, type Document } from './document.ts'

/** Parses YAML into plain values. Throws a UserError with file, line and column. */
export function parseYaml(file: string, text: string): unknown {
  return plainValues(file, parse(file, text))
}

/** Parses YAML into a document whose values know their line. Throws a UserError with file, line and column. */
export function parseYamlFile(file: string, text: string): Document {
  const lines = new LineCounter()
  const document = parse(file, text, lines)
  const root = plainValues(file, document)
  return {
    file,
    get: (...path) => valueAt(root, path),
    lineOf: (...path) => {
      const node: unknown = document.getIn(path, true)
      const start = isNode(node) ? node.range?.[0] : undefined
      return start === undefined ? undefined : lines.linePos(start).line
    },
  }
}

function parse(file: string, text: string, lineCounter = new LineCounter()): Yaml {
  let document: Yaml
  try {
    // Compose files and others share settings by `<<: *anchor`, which YAML 1.2 left out.
    document = parseDocument(text, { lineCounter, merge: true })
  } catch (error) {
    throw tooDeep(file, error)
  }
  const error = document.errors[0]
  if (error === undefined) return document
  const at = error.linePos?.[0]
  const place = at === undefined ? '' : ` at line ${at.line}, column ${at.col}`
  const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? ''
  throw new UserError(`${file} is not valid YAML${place}: ${reason}`, `Mend ${file}; nothing was written.`)
}

function plainValues(file: string, document: Yaml): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    // Aliases that multiply (a "billion laughs" document) are refused by the library's own limit.
    if (error instanceof ReferenceError) {
      throw new UserError(`${file} is not read: ${messageOf(error)}.`, `Mend ${file}; nothing was written.`)
    }
    throw tooDeep(file, error)
  }
}

function tooDeep(file: string, error: unknown): unknown {
  return error instanceof RangeError ? new UserError(`${file} is nested too deeply to be read.`) : error
}
