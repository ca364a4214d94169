import {
  DescribeRuleCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge'
import { CreateScheduleCommand, GetScheduleCommand, UpdateScheduleCommand } from '@aws-sdk/client-scheduler'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { clientsOf, EAST, type Clients } from './clients.ts'

const RoleArn = 'arn:aws:iam::123456789012:role/starts-tasks'
const Arn = `arn:aws:ecs:${EAST}:123456789012:cluster/dev`
const TaskDefinitionArn = `arn:aws:ecs:${EAST}:123456789012:task-definition/app:1`

let sandbox: Sandbox
let events: Clients['events']
let scheduler: Clients['scheduler']
beforeEach(async () => {
  sandbox = await startSandbox()
  ;({ events, scheduler } = clientsOf(sandbox))
})
afterEach(async () => {
  await sandbox.stop()
})

describe('targets of a rule', () => {
  const target = (Id: string, more: Partial<Target> = {}): Target => ({
    Id,
    Arn,
    RoleArn,
    EcsParameters: { TaskDefinitionArn },
    ...more,
  })
  const put = (...Targets: Target[]): PutTargetsCommand => new PutTargetsCommand({ Rule: 'nightly', Targets })
  beforeEach(async () => {
    await events.send(new PutRuleCommand({ Name: 'nightly', ScheduleExpression: 'rate(1 day)' }))
  })

  it('are replaced as a whole, and stay when the rule is put again', async () => {
    await events.send(put(target('a', { Input: '{}' })))
    await events.send(put(target('a')))
    await events.send(new PutRuleCommand({ Name: 'nightly', ScheduleExpression: 'rate(2 days)' }))
    expect(sandbox.ruleTargets(EAST, 'nightly')['a']).toStrictEqual(target('a'))
    await events.send(new RemoveTargetsCommand({ Rule: 'nightly', Ids: ['a'] }))
    expect(sandbox.ruleTargets(EAST, 'nightly')).toStrictEqual({})
  })

  it('come page by page', async () => {
    await events.send(put(target('a'), target('b'), target('c')))
    const first = await events.send(new ListTargetsByRuleCommand({ Rule: 'nightly' }))
    const { NextToken } = first
    const second = await events.send(new ListTargetsByRuleCommand({ Rule: 'nightly', NextToken }))
    expect([...(first.Targets ?? []), ...(second.Targets ?? [])].map(({ Id }) => Id)).toStrictEqual([
      'a',
      'b',
      'c',
    ])
    expect(second.NextToken).toBeUndefined()
  })

  it.each<[what: string, targets: Target[], error: string]>([
    ['without a role', [target('a', { RoleArn: undefined })], 'ValidationException'],
    [
      'with a task definition that is no ARN',
      [target('a', { EcsParameters: { TaskDefinitionArn: 'app:1' } })],
      'ValidationException',
    ],
    ['of a cluster without a task', [target('a', { EcsParameters: undefined })], 'ValidationException'],
    ['of something that is no ARN', [target('a', { Arn: 'dev' })], 'ValidationException'],
    ['with an id twice', [target('a'), target('a')], 'ValidationException'],
    ['with an id of another shape', [target('a b')], 'ValidationException'],
    ['that are none', [], 'ValidationException'],
    ['that are too many', ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => target(id)), 'LimitExceededException'],
  ])('are refused %s', async (_, targets, name) => {
    await expect(events.send(put(...targets))).rejects.toMatchObject({ name })
    expect(sandbox.ruleTargets(EAST, 'nightly')).toStrictEqual({})
  })

  it('fail one by one where others write to the rule', async () => {
    sandbox.createRule(EAST, { name: 'nightly', targets: {}, contended: { b: 1 } })
    expect(await events.send(put(target('a'), target('b')))).toMatchObject({
      FailedEntryCount: 1,
      FailedEntries: [{ TargetId: 'b', ErrorCode: 'ConcurrentModificationException' }],
    })
    expect(await events.send(put(target('b')))).toMatchObject({ FailedEntryCount: 0 })
    expect(Object.keys(sandbox.ruleTargets(EAST, 'nightly'))).toStrictEqual(['a', 'b'])
  })

  it("are nobody's to change where a service manages the rule", async () => {
    sandbox.createRule(EAST, { name: 'nightly', targets: {}, managedBy: 'ecs.amazonaws.com' })
    await expect(events.send(put(target('a')))).rejects.toMatchObject({ name: 'ManagedRuleException' })
    expect(await events.send(new DescribeRuleCommand({ Name: 'nightly' }))).toMatchObject({
      ManagedBy: 'ecs.amazonaws.com',
    })
  })
})

describe('a schedule', () => {
  const schedule = {
    Name: 'nightly',
    ScheduleExpression: 'cron(0 3 * * ? *)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn, RoleArn, EcsParameters: { TaskDefinitionArn } },
  } as const

  it('is replaced as a whole: what an update leaves out is the default again', async () => {
    const more = {
      State: 'DISABLED',
      Description: 'Every night',
      ScheduleExpressionTimezone: 'Asia/Tokyo',
    } as const
    await scheduler.send(new CreateScheduleCommand({ ...schedule, ...more }))
    const before = await scheduler.send(new GetScheduleCommand({ Name: 'nightly' }))
    expect(before).toMatchObject(more)
    await scheduler.send(new UpdateScheduleCommand(schedule))
    const after = await scheduler.send(new GetScheduleCommand({ Name: 'nightly' }))
    expect(after).toMatchObject({ State: 'ENABLED', ScheduleExpressionTimezone: 'UTC' })
    expect(after.Description).toBeUndefined()
    expect(after.CreationDate).toStrictEqual(before.CreationDate)
  })

  it.each([
    ['without a time', { ScheduleExpression: '' }],
    ['of a window without its minutes', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } as const }],
    [
      'with a task definition that is no ARN',
      { Target: { Arn, RoleArn, EcsParameters: { TaskDefinitionArn: 'app' } } },
    ],
    ['of a cluster without a task', { Target: { Arn, RoleArn } }],
    ['that starts in the past', { StartDate: new Date('2020-01-01') }],
  ])('is refused %s', async (_, wrong) => {
    await expect(scheduler.send(new CreateScheduleCommand({ ...schedule, ...wrong }))).rejects.toMatchObject({
      name: 'ValidationException',
    })
  })

  it('cannot be updated with the old start date that it has', async () => {
    const StartDate = new Date('2020-01-01')
    sandbox.createSchedule(EAST, {
      name: 'nightly',
      cluster: 'dev',
      taskDefinition: 'app:1',
      fields: { StartDate: StartDate.getTime() / 1000 },
    })
    expect(await scheduler.send(new GetScheduleCommand({ Name: 'nightly' }))).toMatchObject({ StartDate })
    await expect(scheduler.send(new UpdateScheduleCommand({ ...schedule, StartDate }))).rejects.toMatchObject(
      {
        name: 'ValidationException',
        message: expect.stringContaining('StartDate') as unknown,
      },
    )
    await scheduler.send(new UpdateScheduleCommand(schedule))
  })
})
