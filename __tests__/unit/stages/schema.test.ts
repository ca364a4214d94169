import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseStagesFile } from '../../../shared/stages/index.ts'
import * as shapes from '../../../shared/stages/shapes.ts'
import { CASES } from './cases.ts'

const docs = new URL('../../../docs/', import.meta.url)
const schema: unknown = JSON.parse(readFileSync(new URL('stages.schema.json', docs), 'utf8'))
if (!isObject(schema)) throw new Error('The schema is no object.')
/** Every part of the schema that lists the keys of a mapping. */
const OBJECTS = objectsIn(schema)

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false })
const validate = ajv.compile(schema)

function isObject(node: unknown): node is Readonly<Record<string, unknown>> {
  return typeof node === 'object' && node !== null
}

function objectsIn(
  node: unknown,
): readonly { node: object; properties: Readonly<Record<string, unknown>> }[] {
  if (!isObject(node)) return []
  const below = Object.values(node).flatMap(objectsIn)
  return isObject(node['properties']) ? [{ node, properties: node['properties'] }, ...below] : below
}

describe('stages.schema.json', () => {
  it.each(CASES.filter(({ parserOnly }) => parserOnly !== true))(
    'agrees with the parser on $title',
    (row) => {
      expect(validate(parse(row.text))).toBe(row.error === undefined)
    },
  )

  it('refuses no file that the parser accepts', () => {
    const texts = CASES.filter(({ error }) => error === undefined).map(({ text }) => text)
    expect(texts.filter((text) => !validate(parse(text)))).toEqual([])
  })

  it('has the patterns of the parser', () => {
    const patterns = Object.values(shapes).flatMap((shape) =>
      'pattern' in shape ? [shape.pattern.source] : [],
    )
    const text = JSON.stringify(schema)
    expect(patterns.length).toBeGreaterThan(10)
    expect(patterns.filter((pattern) => !text.includes(JSON.stringify(pattern).slice(1)))).toEqual([])
  })

  it('describes every key and lets no other stand', () => {
    expect(OBJECTS).toHaveLength(5)
    for (const { node, properties } of OBJECTS) {
      expect(node).toMatchObject({ additionalProperties: false })
      for (const property of Object.values(properties)) expect(property).toSatisfy(isTold)
    }
  })
})

describe('stages-file.md', () => {
  const page = readFileSync(new URL('stages-file.md', docs), 'utf8')
  const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text ?? '')

  it('has examples that parse', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(2)
    for (const text of blocks) {
      expect(parseStagesFile(text, 'example').stages.length).toBeGreaterThan(0)
      expect(validate(parse(text))).toBe(true)
    }
  })

  it('has a row for every key of the schema', () => {
    const keys = OBJECTS.flatMap(({ properties }) => Object.keys(properties))
    expect(keys.length).toBeGreaterThan(20)
    expect(keys.filter((key) => !new RegExp(`^\\| \`${key}\` +\\|`, 'm').test(page))).toEqual([])
  })
})

function isTold(property: unknown): boolean {
  return isObject(property) && ('description' in property || '$ref' in property)
}
