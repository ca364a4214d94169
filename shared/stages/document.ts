import { LineCounter, parseDocument } from 'yaml'
import { fault, faultAt, isNull, type Source, type Value } from './value.ts'

const MOST_BYTES = 1024 * 1024
// The YAML library's cost grows with the indentation that one line can open, so no line may be as long as the file.
const MOST_LINE_CHARACTERS = 100_000

// The library's own messages quote the text, and a text of this file may be a variable's value.
const SENTENCES: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'An alias cannot have a tag or an anchor.',
  BAD_ALIAS: 'There is no anchor of this name above; this file cannot have aliases.',
  BAD_DQ_ESCAPE: 'There is no such escape in a text in double quotes.',
  BAD_INDENT: 'The indentation here does not fit the lines above.',
  BAD_SCALAR_START: 'A text that starts with this character must be put in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A mapping or list cannot begin here; it belongs on a line of its own.',
  BLOCK_IN_FLOW: 'A mapping or list inside braces or brackets must use braces or brackets too.',
  MISSING_CHAR: 'A quote, bracket, brace, comma, colon or blank is missing here.',
  MULTILINE_IMPLICIT_KEY: 'A key and its colon must be on one line.',
  MULTIPLE_DOCS: 'The file has a second document here; it must have one.',
  NON_STRING_KEY: 'A key must be a text.',
  RESOURCE_EXHAUSTION: 'The values here are nested too deep.',
  TAB_AS_INDENT: 'A tab cannot be used as indentation; use blanks.',
  TAG_RESOLVE_FAILED: 'This file cannot have a tag of this kind.',
  UNEXPECTED_TOKEN: 'This is not expected here.',
}

/**
 * Reads a text as one YAML document.
 * @throws UserError with line and column where it is no YAML, is empty, or is too big to be a stages file.
 */
export function parseYaml(text: string, file: string): Value {
  const lines = new LineCounter()
  lines.addNewLine(0)
  const source = { file, lines }
  refuseTooBig(text, source)

  const parsed = new LineCounter()
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: parsed,
    prettyErrors: false,
    stringKeys: true,
    // Ours names the first of both, and costs no square of the number of keys.
    uniqueKeys: false,
    // At 'silent' a second document would pass unseen.
    logLevel: 'error',
  })
  const problem = document.errors[0] ?? document.warnings[0]
  if (problem !== undefined) {
    const sentence = SENTENCES[problem.code] ?? 'This is not valid YAML.'
    throw faultAt({ file, lines: parsed }, problem.pos[0], sentence, 'The file must be valid YAML.')
  }
  const root = { node: document.contents, offset: 0, label: 'this file', source: { file, lines: parsed } }
  if (isNull(root))
    throw fault(root, 'The file is empty.', 'List the stages under "stages:", or remove the file.')
  return { ...root, offset: document.contents?.range[0] ?? 0 }
}

function refuseTooBig(text: string, source: Source): void {
  if (Buffer.byteLength(text) > MOST_BYTES) {
    throw faultAt(
      source,
      0,
      'The file is bigger than 1 MB.',
      'A stages file lists stages and their targets only.',
    )
  }
  let start = 0
  let line = 1
  while (start < text.length) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    if (end - start > MOST_LINE_CHARACTERS) {
      throw faultAt(source, start, `Line ${line} has more than ${MOST_LINE_CHARACTERS} characters.`)
    }
    start = end + 1
    line += 1
    source.lines.addNewLine(start)
  }
}
