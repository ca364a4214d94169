import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runAction } from '../support/run-action.ts'

let workspace = ''
let outside = ''
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'bad-'))
  outside = mkdtempSync(join(tmpdir(), 'outside-'))
})
afterEach(() => {
  rmSync(workspace, { recursive: true, force: true })
  rmSync(outside, { recursive: true, force: true })
})

type Texts = Readonly<Record<string, string>>

function put(files: Texts): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), text)
  }
}

/** Runs the action and expects one sentence and nothing written; gives the sentence. */
async function refusal(files: Texts, inputs: Texts = {}): Promise<string> {
  put(files)
  const before = readdirSync(workspace, { recursive: true }).toSorted()
  const { exitCode, annotations, leftovers } = await runAction({
    action: 'auto-dockerize',
    workspace,
    inputs,
  })
  expect(exitCode).toBe(1)
  const errors = annotations.filter(({ level }) => level === 'error')
  expect(errors).toHaveLength(1)
  expect(readdirSync(workspace, { recursive: true }).toSorted()).toEqual(before)
  expect(leftovers).toEqual([])
  return errors[0]?.message ?? ''
}

const node = { 'package.json': '{"scripts": {"start": "node a.js"}}', 'a.js': 'listen(1)' }

describe('files that are broken', () => {
  it.each<readonly [string, Texts, RegExp]>([
    [
      'JSON',
      { 'package.json': '{\n  "name": "x",\n}\n' },
      /^package\.json is not valid JSON at line 3, column 1: /,
    ],
    [
      'TOML',
      { 'pyproject.toml': '[project]\nname = x\n' },
      /^pyproject\.toml is not valid TOML at line 2, column \d+: /,
    ],
    [
      'YAML',
      { ...node, 'render.yaml': 'services:\n  - [\n' },
      /^render\.yaml is not valid YAML at line \d+, column \d+: /,
    ],
    [
      'XML',
      { 'pom.xml': '<project>\n  <a></b>\n</project>\n' },
      /^pom\.xml is not valid XML at line 2, column \d+: /,
    ],
    [
      'an array for a manifest',
      { 'package.json': '[]' },
      /No start command was found|No application was recognised/,
    ],
  ])('%s', async (_name, files, message) => {
    expect(await refusal(files)).toMatch(message)
  })
})

describe('what contradicts itself or is not there', () => {
  it.each<readonly [string, Texts, Texts, RegExp]>([
    [
      'versions that exclude each other',
      {
        '.python-version': '3.9\n',
        'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.12"\ndependencies = ["flask"]\n',
      },
      {},
      /3\.9 \(\.python-version:1\).*">=3\.12" \(pyproject\.toml:3\)/,
    ],
    ['a version that there is not', { ...node, '.nvmrc': 'nonsense\n' }, {}, /"nonsense" \(\.nvmrc:1\)/],
    ['an unknown framework', node, { framework: 'djnago' }, /"djnago".*nearest first: django, /s],
    ['a root outside', node, { 'root-directory': '..' }, /"\.\.", which is outside the repository/],
    ['an absolute root', node, { 'root-directory': '/etc' }, /"\/etc", which is outside the repository/],
    ['a root behind a link', node, { 'root-directory': 'out' }, /"out", which is outside the repository/],
    ['a root that is not there', node, { 'root-directory': 'nowhere' }, /is not there/],
    ['nothing at all', {}, {}, /^No application was recognised in the repository: looked for /],
    [
      'several applications',
      { 'a/package.json': node['package.json'], 'b/package.json': node['package.json'] },
      {},
      /several applications: a, b\./,
    ],
  ])('%s', async (_name, files, inputs, message) => {
    symlinkSync(outside, join(workspace, 'out'))
    expect(await refusal(files, inputs)).toMatch(message)
  })
})
