import { describe, expect, it } from 'vitest'
import { withTaskDefinitions } from '../../../../shared/release/deploy/family/rules.ts'
import { withTaskDefinition } from '../../../../shared/release/deploy/family/schedules.ts'
import { carryOut, sortOut } from '../../../../shared/release/deploy/family/move.ts'
import { pinsOf, refuseStrangers } from '../../../../shared/release/deploy/family/starter.ts'
import { definitionArn, FAMILY, run, starter } from './family-world.ts'

describe('what a schedule or rule runs', () => {
  it('is ours where family and cluster are', () => {
    const rule = starter('rule all', [
      run('nightly:1', { id: 'ours' }),
      run('nightly', { id: 'unpinned' }),
      run('nightly-report:1', { id: 'longer' }),
      run('nightly:1', { id: 'elsewhere', cluster: 'prod-2' }),
      {
        id: 'queue',
        arn: 'arn:aws:sqs:us-east-1:123456789012:queue',
        taskDefinition: undefined,
        isFargate: false,
      },
    ])
    expect(pinsOf([rule], FAMILY).map(({ key, isPinned }) => [key, isPinned])).toStrictEqual([
      ['rule all (target ours)', true],
      ['rule all (target unpinned)', false],
    ])
    const cluster = 'arn:aws:ecs:us-east-1:123456789012:cluster/prod-2'
    expect(pinsOf([rule], { ...FAMILY, cluster }).map(({ id }) => id)).toStrictEqual(['elsewhere'])
  })

  it.each([
    [[], 'It runs: nothing. Correct "schedules"'],
    [[run('weekly:3')], 'It runs: weekly:3 in the cluster prod. Correct "schedules"'],
    [[run('nightly:3', { cluster: 'dev' })], 'It runs: nightly:3 in the cluster dev.'],
    [
      [
        {
          id: '',
          arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask',
          taskDefinition: undefined,
          isFargate: false,
        },
      ],
      'A universal target keeps the task definition in its input',
    ],
  ])('is listed where none of it is ours', (runs, hint) => {
    expect(() => {
      refuseStrangers([starter('schedule nightly', runs)], FAMILY)
    }).toThrow(
      expect.objectContaining({
        message: 'The schedule nightly runs no task of the family "nightly" in the cluster "prod".',
        hint: expect.stringContaining(hint) as unknown,
      }),
    )
  })
})

describe('what is handed back', () => {
  it('is the whole schedule but what belongs to AWS, with one value changed', () => {
    const schedule = {
      Arn: 'arn',
      Name: 'nightly',
      GroupName: 'reports',
      CreationDate: 1,
      LastModificationDate: 2,
      Description: null,
      EndDate: 4_102_444_800.5,
      Added: { later: ['', null] },
      Target: { Arn: 'cluster', EcsParameters: { TaskDefinitionArn: 'old', Added: true }, Input: '' },
    }
    expect(withTaskDefinition(schedule, 'new')).toStrictEqual({
      GroupName: 'reports',
      EndDate: 4_102_444_800.5,
      Added: { later: ['', null] },
      Target: { Arn: 'cluster', EcsParameters: { TaskDefinitionArn: 'new', Added: true }, Input: '' },
    })
  })

  it('is each target of a rule that changes, as a whole, and no other', () => {
    const target = {
      Id: 'a',
      Arn: 'cluster',
      Added: 1,
      EcsParameters: { TaskDefinitionArn: 'old', TaskCount: 2 },
    }
    expect(withTaskDefinitions([target, { ...target, Id: 'b' }], new Map([['a', 'new']]))).toStrictEqual([
      { ...target, EcsParameters: { TaskDefinitionArn: 'new', TaskCount: 2 } },
    ])
  })
})

describe('moving', () => {
  const wanted = new Map([['schedule nightly', definitionArn('nightly:2')]])
  const isFormer = ({ taskDefinition }: { readonly taskDefinition: string }): boolean =>
    taskDefinition === definitionArn('nightly:1')

  it.each([
    ['nightly:1', 1, []],
    ['nightly:2', 0, []],
    [
      'nightly:9',
      0,
      ['The schedule nightly was moved to nightly:9 by somebody else meanwhile, and is left there.'],
    ],
    ['weekly:1', 0, ['The schedule nightly does not run the family any more.']],
  ])('finds %s', (now, count, taken) => {
    const pins = pinsOf([starter('schedule nightly', [run(now)])], FAMILY)
    const sorted = sortOut(pins, wanted, isFormer)
    expect(sorted.moves).toHaveLength(count)
    expect(sorted.taken).toStrictEqual(taken)
  })

  it('is one call for each schedule and rule, and goes on where one fails', async () => {
    const rule = starter('rule all', [run('nightly:1', { id: 'a' }), run('nightly:1', { id: 'b' })])
    const broken = starter('schedule broken', [run('nightly:1')], new Error('denied'))
    const pins = pinsOf([broken, rule], FAMILY)
    const moved = await carryOut(pins.map((pin) => ({ pin, to: definitionArn('nightly:2') })))
    expect(rule.moved).toStrictEqual(['a=nightly:2', 'b=nightly:2'])
    expect(moved).toMatchObject({
      keys: ['rule all (target a)', 'rule all (target b)'],
      errors: [{ message: 'denied' }],
    })
  })
})
