import { describe, expect, it } from 'vitest'
import { parseJson } from '../../../shared/dockerize/parse/json.ts'
import { parseToml } from '../../../shared/dockerize/parse/toml.ts'
import { parseYaml, parseYamlFile } from '../../../shared/dockerize/parse/yaml.ts'
import { errorOf } from './memory-view.ts'

describe('TOML', () => {
  const toml = parseToml(
    'x.toml',
    `# dependencies: flask
title = "a" # title
[project]
dependencies = [
  "Flask_Cors>=1", # one
  'b',
]
description = """
[fake]
\\""" more "text"""""
[tool.poetry.dependencies]
django = { version = "5", extras = ["x"] }
a."b c".d = 1
[[services]]
port = 8080
[[services.checks]]
path = "/a"
[[services]]
port = 8081
  [[services.checks]]
  path = "/b"
  [services.sub]
  when = 2026-11-28T10:00:00Z
`,
  )
  it.each([
    [['title'], 2],
    [['project'], 3],
    [['project', 'dependencies', 1], 6],
    [['project', 'description'], 8],
    [['tool', 'poetry', 'dependencies', 'django', 'extras', 0], 12],
    [['tool', 'poetry', 'dependencies', 'a', 'b c', 'd'], 13],
    [['services', 0, 'checks', 0, 'path'], 17],
    [['services', 1, 'port'], 19],
    [['services', 1, 'checks', 0, 'path'], 21],
    [['services', 1, 'sub', 'when'], 23],
    [['fake'], undefined],
  ])('%j stands on line %s', (path, line) => {
    expect(toml.lineOf(...path)).toBe(line)
    if (line !== undefined) expect(toml.get(...path)).toBeDefined()
  })

  it('finds a package by its name in any spelling, and no longer name, comment or text in between', () => {
    expect(toml.lineOf('flask-cors')).toBe(5)
    expect(toml.lineOf('flask')).toBeUndefined()
    expect(toml.lineOf('django')).toBe(12)
  })

  it('gives a string with its place', () => {
    expect(toml.string('services', 1, 'checks', 0, 'path')).toEqual({ value: '/b', file: 'x.toml', line: 21 })
    expect(toml.string('services', 0, 'port')).toBeUndefined()
    expect(toml.table('nothing')).toEqual({})
  })

  it('says where a mistake is', () => {
    expect(errorOf(() => parseToml('x.toml', 'a = 1\nb = ?\n')).message).toMatch(
      /^x.toml is not valid TOML at line 2, column 5: /,
    )
  })
})

describe('YAML', () => {
  it('knows the lines of values, and what anchors stand for', () => {
    const file = parseYamlFile(
      'x.yaml',
      'base: &base\n  port: 1\nweb:\n  <<: *base\n  list:\n    - a\n    - b: 2\n',
    )
    expect(file.get('web', 'port')).toBe(1)
    expect(file.get('web', 'list', 1, 'b')).toBe(2)
    expect(file.lineOf('web', 'list', 1, 'b')).toBe(7)
    expect(file.lineOf('web', 'list', 5)).toBeUndefined()
  })

  it('says where a mistake is', () => {
    expect(errorOf(() => parseYaml('x.yaml', 'a: 1\nb: [1\n')).message).toMatch(
      /^x.yaml is not valid YAML at line 3, column 1: /,
    )
  })

  it('takes no document that multiplies or goes too deep', () => {
    const bomb = Array.from({ length: 12 }, (_, index) =>
      index === 0 ? 'l0: &l0 [x, x]' : `l${index}: &l${index} [${`*l${index - 1},`.repeat(9)}]`,
    )
    expect(errorOf(() => parseYaml('x.yaml', bomb.join('\n'))).message).toMatch(/^x.yaml is not read: /)
    expect(errorOf(() => parseYaml('x.yaml', '['.repeat(10_000))).message).toMatch(/^x.yaml is /)
  })
})

describe('JSON', () => {
  it('takes the last of members with one name, as everyone does', () => {
    const file = parseJson('x.json', '{\n"a": "1",\n"a": "2", "list": ["x",\n"y"], "__proto__": "p"}')
    expect(file.string('a')).toEqual({ value: '2', file: 'x.json', line: 3 })
    expect(file.string('list', 1)).toMatchObject({ value: 'y', line: 4 })
    expect(file.string('__proto__')).toMatchObject({ value: 'p' })
    expect(file.has('constructor')).toBe(false)
  })

  it.each([
    ['{"a":', 1, 6],
    ['{\n  "a":\n', 3, 1],
    ['', 1, 1],
  ])('says where %j ends too soon', (text, line, column) => {
    expect(errorOf(() => parseJson('x.json', text)).message).toContain(
      `x.json is not valid JSON at line ${line}, column ${column}: `,
    )
  })

  it('has comments and trailing commas where the format allows them', () => {
    expect(parseJson('x.jsonc', '// a\n{"a": "b",}', 'jsonc').string('a')).toMatchObject({
      value: 'b',
      line: 2,
    })
    expect(errorOf(() => parseJson('x.json', '{\n  "a": 1,\n}')).message).toMatch(
      /^x.json is not valid JSON at line 3, column 1: /,
    )
  })

  it('is quick about a manifest of many megabytes', () => {
    const many = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [`package-${index}`, '^1.0.0']),
    )
    const file = parseJson('package.json', JSON.stringify({ dependencies: many }))
    expect(file.strings('dependencies').size).toBe(50_000)
  })
})
