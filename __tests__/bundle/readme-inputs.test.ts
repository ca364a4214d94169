import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { actionOf, repositoryRoot } from '../support/action-file.ts'
import { yamlBlocks } from '../support/readme.ts'
import { actionByUses } from '../support/workflow.ts'

const actions = ['build', 'release', 'auto-dockerize', 'root']
const readmes = ['README.md', ...actions.slice(0, 3).map((action) => `${action}-action/README.md`)]

describe('every input that a README gives is in the action.yml', () => {
  test.each(readmes)('%s', (readme) => {
    const steps = yamlBlocks(readme).flatMap(({ text }) => stepsIn(parse(text)))
    expect(steps.length).toBeGreaterThan(0)
    for (const { action, inputs } of steps) {
      const known = actionOf(action).inputs.map(({ name }) => name)
      expect(inputs.filter((input) => !known.includes(input))).toEqual([])
    }
  })
})

describe('every input in an action.yml is read by the code', () => {
  test.each(actions)('%s', (action) => {
    const code = sourcesOf(join(repositoryRoot, `${action}-action/src/main.ts`))
    const used = actionOf(action).inputs.filter(({ description }) => description !== 'Not used yet.')
    const unread = used.filter(({ name }) => !code.includes(`'${name}'`))
    expect(unread.map(({ name }) => name)).toEqual([])
  })
})

describe('every variable in an action.yml is read by the code', () => {
  test.each(actions)('%s', (action) => {
    const code = sourcesOf(join(repositoryRoot, `${action}-action/src/main.ts`))
    const variables = actionOf(action).inputs.flatMap(({ variable }) => variable ?? [])
    expect(variables.filter((variable) => !code.includes(`'${variable}'`))).toEqual([])
  })
})

test('every AWS operation of the code is among the permissions in the README', () => {
  const readme = readFileSync(join(repositoryRoot, 'README.md'), 'utf8')
  const code = actions
    .map((action) => sourcesOf(join(repositoryRoot, `${action}-action/src/main.ts`)))
    .join('\n')
  const operations = [...code.matchAll(/new (\w+)Command\(/g)].map(([, operation]) => operation ?? '')
  expect(operations).toContain('UpdateService')
  expect(operations.filter((operation) => !readme.includes(`:${operation}\``))).toEqual([])
})

/** Steps with our actions anywhere in a document: a whole workflow, a list of steps, or one step. */
function stepsIn(document: unknown): { action: string; inputs: string[] }[] {
  if (typeof document !== 'object' || document === null) return []
  const members = new Map<string, unknown>(Object.entries(document))
  const uses = members.get('uses')
  const action = typeof uses === 'string' ? actionByUses(uses) : undefined
  if (action !== undefined) return [{ action, inputs: Object.keys(members.get('with') ?? {}) }]
  return [...members.values()].flatMap(stepsIn)
}

/** A module and all that it imports from this repository, as one text. */
function sourcesOf(path: string, seen = new Set<string>()): string {
  if (seen.has(path) || !existsSync(path)) return ''
  seen.add(path)
  const text = readFileSync(path, 'utf8')
  const imports = [...text.matchAll(/(?:from |import\()'(\.[^']+)'/g)]
  return text + imports.map(([, name]) => sourcesOf(join(dirname(path), name ?? ''), seen)).join('\n')
}
