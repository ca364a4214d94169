import { describe, expect, it } from 'vitest'
import { choose } from '../../../shared/dockerize/found.ts'
import { planMarkdown } from '../../../shared/dockerize/render/summary.ts'
import { planJson } from '../../../shared/dockerize/render/values.ts'
import { expressFiles, planFor } from './memory-view.ts'

describe('what a plan tells', () => {
  const plan = planFor({
    ...expressFiles,
    '.nvmrc': 'v22\n',
    'package.json': { ...expressFiles['package.json'], engines: { node: '>=20' } },
  })

  it('has the place of each value, what it won over, and what would change it', () => {
    expect(JSON.parse(planJson(plan))).toMatchObject({
      version: {
        value: '22',
        file: '.nvmrc',
        line: 1,
        considered: [{ value: '>=20', file: 'package.json', line: 9 }],
        change: 'the input "version" or .nvmrc',
      },
      port: { value: 8080, file: 'server.js', line: 3, change: 'the input "port"' },
    })
  })

  it('is read at a glance, and in full when it is opened', () => {
    const markdown = planMarkdown(plan).join('\n')
    expect(markdown).toContain('| version | `22` | .nvmrc:1 |')
    expect(markdown).toContain('| version | `>=20` (package.json:9) | the input "version" or .nvmrc |')
  })
})

describe('a choice', () => {
  it('remembers what lost, and what that had won over', () => {
    const inner = choose([
      { value: 'b', file: 'b' },
      { value: 'c', file: 'c' },
    ])
    expect(choose([undefined, { value: 'a', why: 'said' }, inner])).toEqual({
      value: 'a',
      why: 'said',
      considered: [
        { value: 'b', file: 'b' },
        { value: 'c', file: 'c' },
      ],
    })
  })

  it('is nothing among nothing', () => {
    expect(choose([undefined])).toBeUndefined()
  })
})
