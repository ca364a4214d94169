import { isAlias, isMap, isScalar, isSeq, type LineCounter } from 'yaml'
import { UserError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import type { Shape } from './shapes.ts'

/** The file that is read, and where its lines begin. */
export interface Source {
  readonly file: string
  readonly lines: LineCounter
}

/** A value in the file: its node, where it stands, and what messages call it. */
export interface Value {
  readonly node: unknown
  readonly offset: number
  /** A key in quotes, or words as `a stage`. */
  readonly label: string
  readonly source: Source
}

/** The values of a mapping by key. */
export type Fields = ReadonlyMap<string, Value>

const MOST_SHOWN = 100
const MOST_CHARACTERS = 2048

/** An error at an offset of the file: `file:line:column: sentence`, lines and columns from 1. */
export function faultAt(source: Source, offset: number, sentence: string, hint?: string): UserError {
  const { line, col } = source.lines.linePos(offset)
  const capital = sentence.slice(0, 1).toUpperCase() + sentence.slice(1)
  return new UserError(`${source.file}:${line}:${col}: ${capital}`, hint)
}

/** An error at a value. */
export function fault(value: Value, sentence: string, hint?: string): UserError {
  return faultAt(value.source, value.offset, sentence, hint)
}

/** A text from the file as messages quote it. */
export function shown(text: string): string {
  return text.length <= MOST_SHOWN ? `"${text}"` : `"${text.slice(0, MOST_SHOWN)}..."`
}

/** True where nothing, or `null`, stands after a key. */
export function isNull(value: Value): boolean {
  return value.node === null || (isScalar(value.node) && value.node.value === null)
}

/** An error for a value of another kind than `wanted`. It never shows the value, which may be a secret. */
export function wrongKind(value: Value, wanted: string, hint?: string): UserError {
  if (isAlias(value.node)) {
    return fault(value, `${value.label} is an alias, which this file cannot have.`, 'Write the value out.')
  }
  if (isNull(value)) {
    return fault(
      value,
      `${value.label} has no value; it must be ${wanted}.`,
      hint ?? 'Give it one, or remove it.',
    )
  }
  return fault(value, `${value.label} is ${kindOf(value.node)}; it must be ${wanted}.`, hint)
}

function kindOf(node: unknown): string {
  if (isMap(node)) return 'a mapping'
  if (isSeq(node)) return 'a list'
  if (!isScalar(node)) return 'no value'
  if (typeof node.value === 'string') return 'a text'
  if (typeof node.value === 'boolean') return 'a boolean'
  return typeof node.value === 'number' ? 'a number' : 'a value of another kind'
}

/**
 * The values of a mapping.
 * @throws UserError at another kind of value and at a key that stands twice.
 */
export function entriesOf(value: Value): Fields {
  const { node, source } = value
  if (!isMap(node)) throw wrongKind(value, 'a mapping of keys to values')
  const fields = new Map<string, Value>()
  for (const pair of node.items) {
    if (!isScalar(pair.key)) throw fault(value, `${value.label} has a key that is no text.`)
    const key = String(pair.key.value)
    const offset = pair.key.range?.[0] ?? value.offset
    if (fields.has(key)) {
      throw faultAt(source, offset, `The key ${shown(key)} stands here a second time.`, 'Remove one of them.')
    }
    fields.set(key, { node: pair.value, offset: offsetOf(pair.value, offset), label: shown(key), source })
  }
  return fields
}

/**
 * The values of a mapping that has no other keys than these.
 * @throws UserError at an unknown key, with the nearest known one.
 */
export function fieldsOf(value: Value, known: readonly string[]): Fields {
  const fields = entriesOf(value)
  for (const [key] of fields) {
    if (known.includes(key)) continue
    const meant = nearest(key, known)
    const question = meant === undefined ? '' : ` Did you mean "${meant}"?`
    throw faultAt(
      value.source,
      keyOffset(value.node, key) ?? value.offset,
      `${shown(key)} is no key of ${value.label}.${question}`,
      `Keys here: ${known.join(', ')}.`,
    )
  }
  return fields
}

function keyOffset(node: unknown, name: string): number | undefined {
  if (!isMap(node)) return undefined
  const key = node.items
    .map((pair) => pair.key)
    .find((candidate) => isScalar(candidate) && candidate.value === name)
  return isScalar(key) ? key.range?.[0] : undefined
}

/** The items of a list, each called as the list. */
export function itemsOf(value: Value, wanted: string): readonly Value[] {
  const { node, label, source } = value
  if (!isSeq(node)) throw wrongKind(value, wanted)
  return node.items.map((item) => ({ node: item, offset: offsetOf(item, value.offset), label, source }))
}

/**
 * A text of a shape.
 * @throws UserError at another kind of value and at a text of another shape.
 */
export function textOf(value: Value, shape: Shape): string {
  const text = isScalar(value.node) ? value.node.value : undefined
  if (typeof text !== 'string') {
    const number = typeof text === 'number' || typeof text === 'boolean'
    throw wrongKind(value, shape.what, number ? 'Put it in quotes.' : undefined)
  }
  if (text.length <= MOST_CHARACTERS && shape.pattern.test(text)) return text
  throw fault(
    value,
    `${value.label} is ${shown(text)}, which is not ${shape.what}.`,
    `It looks like ${shape.example}.`,
  )
}

/** A text of a shape, or `''` where it is empty: what is not created yet. */
export function textOrEmpty(value: Value, shape: Shape): string {
  if (isNull(value) || (isScalar(value.node) && value.node.value === '')) return ''
  return textOf(value, shape)
}

/** A text, number or boolean as it is written; undefined for anything else. */
export function writtenText({ node }: Value): string | undefined {
  if (!isScalar(node)) return undefined
  if (typeof node.value === 'string') return node.value
  if (typeof node.value === 'number' || typeof node.value === 'boolean')
    return node.source ?? String(node.value)
  return undefined
}

function offsetOf(node: unknown, otherwise: number): number {
  if (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) return node.range?.[0] ?? otherwise
  return otherwise
}
