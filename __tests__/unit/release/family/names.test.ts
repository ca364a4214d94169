import { describe, expect, it } from 'vitest'
import {
  ruleKey,
  ruleNames,
  scheduleKey,
  scheduleNames,
  taskDefinitionName,
} from '../../../../shared/release/deploy/family/names.ts'
import { FAMILY, TARGET } from './family-world.ts'

const ARN = 'arn:aws:scheduler:us-east-1:123456789012:schedule'
const RULE = 'arn:aws-us-gov:events:us-east-1:123456789012:rule'

describe('names of schedules', () => {
  it.each([
    ['nightly', { group: 'default', name: 'nightly' }, 'schedule nightly'],
    ['reports/nightly', { group: 'reports', name: 'nightly' }, 'schedule reports/nightly'],
    [`${ARN}/default/nightly`, { group: 'default', name: 'nightly' }, 'schedule nightly'],
    [`${ARN}/reports/nightly`, { group: 'reports', name: 'nightly' }, 'schedule reports/nightly'],
  ])('%s', (reference, name, key) => {
    const [found] = scheduleNames({ ...FAMILY, schedules: [reference] }, TARGET)
    expect(found).toStrictEqual({ ...name, arn: reference.startsWith('arn:') ? reference : undefined })
    expect(found && scheduleKey(found)).toBe(key)
  })

  it('count once, however they are written', () => {
    const schedules = ['nightly', 'default/nightly', `${ARN}/default/nightly`, 'reports/nightly']
    expect(scheduleNames({ ...FAMILY, schedules }, TARGET)).toHaveLength(2)
  })

  it('of another region are refused', () => {
    const schedules = [`${ARN}/default/nightly`.replace('us-east-1', 'eu-west-1')]
    expect(() => scheduleNames({ ...FAMILY, schedules }, TARGET)).toThrow(
      /is in eu-west-1, and the target "us-east-1 ecs family nightly" in us-east-1/,
    )
  })
})

describe('names of rules', () => {
  it.each([
    ['order.placed', { bus: 'default', name: 'order.placed' }, 'rule order.placed'],
    [`${RULE}/nightly`, { bus: 'default', name: 'nightly' }, 'rule nightly'],
    [`${RULE}/orders/placed`, { bus: 'orders', name: 'placed' }, 'rule orders/placed'],
    [
      `${RULE}/aws.partner/example.com/123/orders/placed`,
      { bus: 'aws.partner/example.com/123/orders', name: 'placed' },
      'rule aws.partner/example.com/123/orders/placed',
    ],
  ])('%s', (reference, name, key) => {
    const [found] = ruleNames({ ...FAMILY, rules: [reference] }, TARGET)
    expect(found).toStrictEqual({ ...name, arn: reference.startsWith('arn:') ? reference : undefined })
    expect(found && ruleKey(found)).toBe(key)
  })
})

describe('task definitions', () => {
  const arn = 'arn:aws-cn:ecs:cn-north-1:123456789012:task-definition'
  it.each([
    [`${arn}/nightly:12`, { family: 'nightly', revision: '12' }],
    [`${arn}/nightly`, { family: 'nightly', revision: undefined }],
    [`${arn}/nightly:latest`, undefined],
    ['arn:aws:ecs:us-east-1:123456789012:cluster/nightly', undefined],
    ['nightly:1', undefined],
    ['', undefined],
  ])('%s', (reference, name) => {
    expect(taskDefinitionName(reference)).toStrictEqual(name)
  })
})
