import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { messageOf, UserError } from '../../errors.ts'
import type { Found } from '../found.ts'
import { isTable } from './toml.ts'

/** An element of an XML document. */
export interface XmlElement {
  readonly name: string
  readonly file: string
  readonly line: number
  /** Its own text, trimmed; that of elements inside is theirs. */
  readonly text: string
  readonly attributes: Readonly<Record<string, string>>
  readonly elements: readonly XmlElement[]
}

const PARSER = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // A manifest has no business with more; entities that multiply end here.
  processEntities: { enabled: true, maxTotalExpansions: 200, maxExpandedLength: 20_000, maxEntityCount: 50 },
  maxNestedTags: 100,
})

/** Parses XML into its root element. Throws a UserError with file, line and column. */
export function parseXml(file: string, text: string): XmlElement {
  // The parser counts positions after this, too.
  const source = text.replace(/\r\n?/g, '\n')
  // Its successor is the same code in a package of its own.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const valid = XMLValidator.validate(source)
  if (valid !== true) throw broken(file, valid.err.line, valid.err.col, valid.err.msg)
  const root = elementsOf(parse(file, source), file, lineCounter(source))[0]
  if (root === undefined) throw broken(file, 1, 1, 'There is no element.')
  return root
}

/** The first element at a path of names. */
export function xmlChild(from: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (element, name) => element?.elements.find((child) => child.name === name),
    from,
  )
}

/** All elements of a name in the element at a path. */
export function xmlChildren(
  from: XmlElement | undefined,
  name: string,
  ...path: string[]
): readonly XmlElement[] {
  return xmlChild(from, ...path)?.elements.filter((child) => child.name === name) ?? []
}

/** An element's text with the place where it stands; undefined for an empty one. */
export function xmlText(element: XmlElement | undefined): Found<string> | undefined {
  if (element === undefined || element.text === '') return undefined
  return { value: element.text, file: element.file, line: element.line }
}

function parse(file: string, source: string): unknown {
  try {
    return PARSER.parse(source)
  } catch (error) {
    // Beyond one of the limits above.
    throw new UserError(`${file} cannot be read: ${messageOf(error)}`, `Mend ${file}; nothing was written.`)
  }
}

function elementsOf(nodes: unknown, file: string, lineOf: (index: number) => number): readonly XmlElement[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: unknown): readonly XmlElement[] => {
    if (!isTable(node)) return []
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
    if (name === undefined) return []
    const inside = node[name]
    return [
      {
        name,
        file,
        line: lineOf(startOf(node)),
        text: textOf(inside),
        attributes: attributesOf(node[':@']),
        elements: elementsOf(inside, file, lineOf),
      },
    ]
  })
}

function attributesOf(node: unknown): Readonly<Record<string, string>> {
  const entries = isTable(node) ? Object.entries(node) : []
  return Object.fromEntries(entries.map(([name, value]): [string, string] => [name, String(value)]))
}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ''
  const parts = nodes.flatMap((node: unknown) => (isTable(node) ? [node['#text']] : []))
  return parts
    .filter((part) => typeof part === 'string')
    .join('')
    .trim()
}

function startOf(node: object): number {
  // The parser keeps positions under a symbol, the only one that there is.
  const [symbol] = Object.getOwnPropertySymbols(node)
  const meta: unknown = symbol === undefined ? undefined : Reflect.get(node, symbol)
  return isTable(meta) && typeof meta['startIndex'] === 'number' ? meta['startIndex'] : 0
}

/** Positions come in the document's order, so that each line is counted once. */
function lineCounter(source: string): (index: number) => number {
  let line = 1
  let at = 0
  return (index) => {
    for (; at < index; at += 1) if (source[at] === '\n') line += 1
    return line
  }
}

function broken(file: string, line: number, column: number | undefined, reason: string): UserError {
  return new UserError(
    `${file} is not valid XML at line ${line}, column ${column ?? 1}: ${reason}`,
    `Mend ${file}; nothing was written.`,
  )
}
