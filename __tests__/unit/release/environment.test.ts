import { describe, expect, it } from 'vitest'
import { checkSecrets, withEnvironment } from '../../../shared/release/deploy/ecs/environment.ts'

const variable = (name: string, value: string): { name: string; value: string } => ({ name, value })
const container = {
  name: 'app',
  environment: [variable('B', '1'), variable('A', '2')],
  secrets: [{ name: 'DB', valueFrom: 'arn' }],
}

describe('withEnvironment', () => {
  it.each([
    ['nothing', {}, [], container.environment],
    ['a new value in its place', { B: '9' }, [], [variable('B', '9'), variable('A', '2')]],
    ['the empty string', { A: '' }, [], [variable('B', '1'), variable('A', '')]],
    ['a new variable, last', { C: '3' }, [], [...container.environment, variable('C', '3')]],
    ['a removal', {}, ['B'], [variable('A', '2')]],
    ['the removal of what is not there', {}, ['X'], container.environment],
    [
      'a name of Object.prototype',
      { constructor: 'x' },
      [],
      [...container.environment, variable('constructor', 'x')],
    ],
  ])('%s', (_, set, remove, environment) => {
    expect(withEnvironment(container, { set, remove })).toStrictEqual({ ...container, environment })
  })

  it('gives no empty list to a container that had none, and keeps one that it had', () => {
    const bare = { name: 'app' }
    expect(withEnvironment(bare, { set: {}, remove: ['X'] })).toBe(bare)
    expect(withEnvironment(container, { set: {}, remove: ['A', 'B'] })['environment']).toStrictEqual([])
  })

  it('keeps further members of a variable, and variables without a value', () => {
    const odd = { environment: [{ name: 'A', value: '1', future: true }, { name: 'B' }] }
    expect(withEnvironment(odd, { set: { A: '2' }, remove: [] })).toStrictEqual({
      environment: [{ name: 'A', value: '2', future: true }, { name: 'B' }],
    })
  })
})

describe('checkSecrets', () => {
  it.each([
    ['set', { set: { DB: 'x' }, remove: [] }],
    ['removed', { set: {}, remove: ['DB'] }],
  ])('refuses a secret that is %s', (_, change) => {
    expect(() => {
      checkSecrets(container, change, 'the container "app" of app:7')
    }).toThrow(/^DB is a secret of the container "app" of app:7, and secrets are left as they are/)
  })

  it('says nothing of anything else', () => {
    checkSecrets(container, { set: { A: 'x' }, remove: ['B'] }, 'app')
    checkSecrets({ name: 'bare' }, { set: { A: 'x' }, remove: [] }, 'app')
  })
})
