import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACCOUNT, EAST, type FamilyStage, NIGHTLY, startFamilyStage } from '../support/family-stage.ts'

let stage: FamilyStage
beforeEach(async () => {
  stage = await startFamilyStage()
})
afterEach(async () => {
  await stage.close()
})

describe('a family that a schedule runs', () => {
  it('gets a revision with nothing but the image changed, and the schedule pins it', async () => {
    stage.stages(NIGHTLY)
    const before = stage.sandbox.schedule(EAST, 'reports/nightly')
    const run = await stage.release()
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released', deployed: 'true' } })
    const [first, second, ...more] = stage.sandbox.family(EAST, 'nightly')
    expect(more).toStrictEqual([])
    expect(second).toMatchObject({
      brandNew: { kept: true },
      containerDefinitions: [
        { name: 'proxy', image: 'envoy:1' },
        { name: 'job', image: `${stage.url}@${stage.latest}` },
      ],
    })
    expect(Object.keys(second ?? {}).sort()).toStrictEqual(Object.keys(first ?? {}).sort())
    const after = stage.sandbox.schedule(EAST, 'reports/nightly')
    expect(JSON.stringify(after).replace(/"LastModificationDate":[\d.]+/, '')).toBe(
      JSON.stringify(before)
        .replace(/"LastModificationDate":[\d.]+/, '')
        .replace('nightly:1', 'nightly:2'),
    )
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'UpdateSchedule'])
    expect(run.outputs).toMatchObject({
      'task-definition-arn': `arn:aws:ecs:${EAST}:${ACCOUNT}:task-definition/nightly:2`,
      'previous-task-definition-arn': `arn:aws:ecs:${EAST}:${ACCOUNT}:task-definition/nightly:1`,
    })
    expect(run.log).toContain('nightly:2 runs at the next time of the schedule reports/nightly')
    expect(stage.sandbox.tags(EAST, 'app')).toMatchObject({
      prod: stage.latest,
      'prod-previous': stage.running,
    })
  })

  it('writes nothing the second time', async () => {
    stage.stages(NIGHTLY)
    await stage.release()
    const again = await stage.release()
    expect(again).toMatchObject({ exitCode: 0, outputs: { result: 'unchanged' } })
    expect(stage.writes()).toStrictEqual([])
    expect(stage.sandbox.requests.filter(({ service }) => service !== 'ecr').length).toBeLessThanOrEqual(2)
  })

  it('goes back by the same path', async () => {
    stage.stages(NIGHTLY)
    await stage.release()
    const back = await stage.release({ rollback: 'true' })
    expect(back).toMatchObject({ exitCode: 0, outputs: { result: 'released', digest: stage.running } })
    expect(stage.scheduled()).toBe('nightly:3')
    expect(JSON.stringify(stage.sandbox.family(EAST, 'nightly')[2])).toContain(stage.running)
  })

  it('gets its environment from the stage and the input, and a change alone is a revision', async () => {
    stage.stages(NIGHTLY)
    await stage.release()
    const run = await stage.release({ 'environment-variables': 'MODE=full' })
    expect(run.outputs).toMatchObject({ result: 'released', digest: stage.latest })
    expect(stage.scheduled()).toBe('nightly:3')
    expect(stage.sandbox.family(EAST, 'nightly')[2]).toMatchObject({
      containerDefinitions: [{ name: 'proxy' }, { environment: [{ name: 'MODE', value: 'full' }] }],
    })
    expect((await stage.release({ 'environment-variables': 'MODE=full' })).outputs['result']).toBe(
      'unchanged',
    )
  })

  it('is planned without a write, and shown with what moves', async () => {
    stage.stages(NIGHTLY)
    const run = await stage.release({ plan: 'true' })
    expect(run.outputs['result']).toBe('planned')
    expect(run.summary).toContain('+ schedule reports/nightly: nightly:1 -> the new revision')
    expect(stage.writes()).toStrictEqual([])
    expect(stage.scheduled()).toBe('nightly:1')
  })

  it('is cloned from its newest revision, and told that a schedule pins an older one', async () => {
    stage.sandbox.createFamily(EAST, {
      cluster: 'prod',
      family: 'nightly',
      containers: { job: `${stage.url}:other` },
    })
    stage.stages(NIGHTLY)
    const run = await stage.release()
    expect(run.log).toContain('pins nightly:1; what is cloned is the newest revision, nightly:2')
    expect(stage.scheduled()).toBe('nightly:3')
    expect(stage.sandbox.family(EAST, 'nightly')[2]).toMatchObject({
      containerDefinitions: [{ name: 'job' }],
    })
  })

  it('moves a schedule that is disabled, and one whose start is long ago', async () => {
    stage.sandbox.createSchedule(EAST, {
      name: 'old',
      cluster: 'prod',
      taskDefinition: 'nightly:1',
      fields: { State: 'DISABLED', StartDate: 1_600_000_000, ScheduleExpression: 'rate(1 day)' },
    })
    stage.stages('{ ecs: { cluster: prod, family: nightly, schedules: [old, reports/nightly] } }')
    const run = await stage.release()
    expect(run.outputs['result'], run.log).toBe('released')
    expect(stage.scheduled('old')).toBe('nightly:2')
    expect(stage.sandbox.schedule(EAST, 'old')).toMatchObject({ State: 'DISABLED' })
    expect(run.log).toContain('The schedule old is disabled')
    expect(run.log).toMatch(/written without its start date 2020-09-13,.* Its intervals begin anew\./)
  })
})

describe('a family that rules run', () => {
  const ARN = `arn:aws:events:${EAST}:${ACCOUNT}:rule`
  beforeEach(() => {
    stage.sandbox.createFamily(EAST, { cluster: 'prod', family: 'weekly' })
    stage.sandbox.createRule(EAST, {
      name: 'everything',
      bus: 'orders',
      targets: {
        one: { cluster: 'prod', taskDefinition: 'nightly:1', fields: { BrandNew: true, Input: '{}' } },
        two: { cluster: 'prod', taskDefinition: 'weekly:1' },
        three: { cluster: 'dev', taskDefinition: 'nightly:1' },
        four: { Arn: `arn:aws:sqs:${EAST}:${ACCOUNT}:queue` },
        five: { cluster: 'prod', taskDefinition: 'nightly:1' },
      },
      contended: { five: 1 },
    })
    stage.sandbox.createRule(EAST, {
      name: 'follows',
      targets: { job: { cluster: 'prod', taskDefinition: 'nightly' } },
    })
  })

  it('has its own targets moved, page by page, and none beside them', async () => {
    stage.stages(`{ ecs: { cluster: prod, family: nightly, rules: ["${ARN}/orders/everything"] } }`)
    const before = stage.sandbox.ruleTargets(EAST, 'everything', 'orders')
    const run = await stage.release()
    expect(run.outputs['result'], run.log).toBe('released')
    expect(stage.ruled('everything', 'orders')).toStrictEqual({
      one: 'nightly:2',
      two: 'weekly:1',
      three: 'nightly:1',
      four: undefined,
      five: 'nightly:2',
    })
    const after = stage.sandbox.ruleTargets(EAST, 'everything', 'orders')
    expect(JSON.stringify(after).replaceAll('nightly:2', 'nightly:1')).toBe(JSON.stringify(before))
    const puts = stage.sandbox.requests
      .filter(({ action }) => action === 'PutTargets')
      .map(({ body }) => body)
    expect(puts).toMatchObject([
      { EventBusName: 'orders', Targets: [{ Id: 'one', BrandNew: true }, { Id: 'five' }] },
      { Targets: [{ Id: 'five' }] },
    ])
  })

  it('follows the newest revision where it pins none, and goes back by taking it away', async () => {
    stage.stages(
      '{ ecs: { cluster: prod, family: nightly, rules: [follows], schedules: [reports/nightly] } }',
      '{ ecs: { cluster: prod, service: web }, wave: 2 }',
    )
    stage.sandbox.createService(EAST, {
      cluster: 'prod',
      service: 'web',
      containers: { web: `${stage.url}@${stage.running}` },
    })
    stage.sandbox.nextRollout(EAST, 'prod', 'web', 'circuit-breaker')
    const failed = await stage.release()
    expect(failed.outputs['result'], failed.log).toBe('rolled-back')
    expect(failed.log).toContain('names the family without a revision')
    expect(stage.sandbox.family(EAST, 'nightly').map(({ status }) => status)).toStrictEqual([
      'ACTIVE',
      'INACTIVE',
    ])
    expect(stage.scheduled()).toBe('nightly:1')
    const again = await stage.release()
    expect(again.outputs['result'], again.log).toBe('released')
    expect(stage.ruled('follows')).toStrictEqual({ job: 'nightly' })
    expect(stage.scheduled()).toBe('nightly:3')
  })
})
