import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACCOUNT, EAST, type FamilyStage, NIGHTLY, startFamilyStage } from '../support/family-stage.ts'

let stage: FamilyStage
beforeEach(async () => {
  stage = await startFamilyStage()
})
afterEach(async () => {
  await stage.close()
})

const CHANGING = /^(Put|Update|Register|Deregister)/

describe('a stage of a web service, a worker and a nightly family', () => {
  beforeEach(() => {
    for (const service of ['web', 'worker']) {
      stage.sandbox.createService(EAST, {
        cluster: 'prod',
        service,
        containers: { app: `${stage.url}@${stage.running}` },
      })
    }
    stage.stages(
      '{ ecs: { cluster: prod, service: web } }',
      '{ ecs: { cluster: prod, service: worker } }',
      NIGHTLY,
    )
  })
  const imageOf = (service: string): string =>
    JSON.stringify(stage.sandbox.service(EAST, 'prod', service).taskDefinition)

  it('is released as one', async () => {
    const run = await stage.release()
    expect(run.outputs['result'], run.log).toBe('released')
    expect(JSON.parse(run.outputs['regions'] ?? '')).toMatchObject([
      { service: 'web', result: 'deployed', digest: stage.latest },
      { service: 'worker', result: 'deployed', digest: stage.latest },
      { result: 'deployed', digest: stage.latest },
    ])
    for (const service of ['web', 'worker']) expect(imageOf(service)).toContain(stage.latest)
    expect(stage.scheduled()).toBe('nightly:2')
    expect(run.summary).toContain('nightly')
  })

  it('has its schedule back when the worker fails, and no tag moves', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'worker', 'circuit-breaker')
    const run = await stage.release()
    expect(run.outputs['result'], run.log).toBe('rolled-back')
    expect(JSON.parse(run.outputs['regions'] ?? '')).toMatchObject([
      { result: 'rolled-back' },
      { result: 'rolled-back' },
      { result: 'rolled-back' },
    ])
    expect(stage.scheduled()).toBe('nightly:1')
    expect(stage.sandbox.family(EAST, 'nightly').map(({ status }) => status)).toStrictEqual([
      'ACTIVE',
      'ACTIVE',
    ])
    expect(stage.sandbox.tags(EAST, 'app')['prod']).toBe(stage.running)
    // The revision that was left behind is used when the release comes again.
    expect((await stage.release()).outputs['result']).toBe('released')
    expect(stage.scheduled()).toBe('nightly:2')
    expect(stage.sandbox.family(EAST, 'nightly')).toHaveLength(2)
  })

  it('is unchanged after a failure too, when what runs is released again', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'worker', 'circuit-breaker')
    await stage.release()
    const run = await stage.release({ 'previous-stage-name': stage.running })
    expect(run.outputs['result'], run.log).toBe('unchanged')
    expect(stage.writes()).toStrictEqual([])
  })

  it('ends as if it had not been killed, whatever write of the family it was killed at', async () => {
    for (const action of ['RegisterTaskDefinition', 'UpdateSchedule']) {
      const killer = new AbortController()
      stage.sandbox.fail({
        service: action === 'UpdateSchedule' ? 'scheduler' : 'ecs',
        action,
        kind: 'lost-reply',
        when: ({ body }) => {
          if (action === 'RegisterTaskDefinition' && body['family'] !== 'nightly') return false
          killer.abort()
          return true
        },
      })
      const digest = stage.sandbox.putImage(EAST, 'app', ['latest'], { marker: action }).digest
      const revisions = stage.sandbox.family(EAST, 'nightly').length
      const killed = await stage.release({}, { signals: [{ signal: 'SIGKILL', at: killer.signal }] })
      expect(killed.exitCode).toBeNull()
      stage.sandbox.heal()
      const run = await stage.release()
      expect(run.outputs['result'], run.log).toBe('released')
      expect(stage.scheduled()).toBe(`nightly:${revisions + 1}`)
      expect(stage.sandbox.family(EAST, 'nightly')).toHaveLength(revisions + 1)
      expect(stage.sandbox.tags(EAST, 'app')['prod']).toBe(digest)
    }
  })

  it('has all schedules back when it fails after one that was killed between them', async () => {
    stage.sandbox.createSchedule(EAST, { name: 'second', cluster: 'prod', taskDefinition: 'nightly:1' })
    stage.stages(
      '{ ecs: { cluster: prod, family: nightly, schedules: [reports/nightly, second] } }',
      '{ ecs: { cluster: prod, service: worker }, wave: 2 }',
    )
    const killer = new AbortController()
    stage.sandbox.fail({
      service: 'scheduler',
      action: 'UpdateSchedule',
      kind: 'stall',
      when: ({ path }) => {
        if (!path.endsWith('second')) return false
        killer.abort()
        return true
      },
    })
    await stage.release({}, { signals: [{ signal: 'SIGKILL', at: killer.signal }] })
    expect([stage.scheduled(), stage.scheduled('second')]).toStrictEqual(['nightly:2', 'nightly:1'])
    stage.sandbox.heal()
    stage.sandbox.nextRollout(EAST, 'prod', 'worker', 'circuit-breaker')
    const run = await stage.release()
    expect(run.outputs['result'], run.log).toBe('rolled-back')
    expect([stage.scheduled(), stage.scheduled('second')]).toStrictEqual(['nightly:1', 'nightly:1'])
  })
})

describe('what somebody else does meanwhile', () => {
  it('is left alone: the schedule stays where it was moved to', async () => {
    stage.stages(NIGHTLY)
    const other = stage.sandbox.createFamily(EAST, {
      cluster: 'prod',
      family: 'nightly',
      containers: { job: 'x' },
    })
    stage.sandbox.fail({
      service: 'ecs',
      action: 'RegisterTaskDefinition',
      kind: 'delay',
      milliseconds: 0,
      when: () => {
        stage.sandbox.createSchedule(EAST, {
          name: 'nightly',
          group: 'reports',
          cluster: 'prod',
          taskDefinition: 'nightly:2',
        })
        return true
      },
    })
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'superseded' } })
    expect(run.annotations[0]?.message).toMatch(/moved to nightly:2 by somebody else/)
    expect(stage.scheduled()).toBe(other.split('/')[1])
    expect(stage.writes()).not.toContain('UpdateSchedule')
    expect(stage.sandbox.tags(EAST, 'app')['prod']).toBe(stage.running)
  })
})

describe('what a family is refused for, before any write', () => {
  const refusals: readonly [what: string, target: string, says: RegExp, setUp?: () => void][] = [
    [
      'a family that is not there',
      '{ ecs: { cluster: prod, family: none } }',
      /no active task definition of the family "none" in us-east-1/,
    ],
    [
      'a schedule that is not there',
      '{ ecs: { cluster: prod, family: nightly, schedules: [nightly] } }',
      /no schedule nightly in us-east-1.*group\/name/,
    ],
    [
      'a rule that is not there',
      '{ ecs: { cluster: prod, family: nightly, rules: [none] } }',
      /no rule none in us-east-1/,
    ],
    [
      'a schedule of another stage',
      '{ ecs: { cluster: dev, family: nightly, schedules: [reports/nightly] } }',
      /reports\/nightly runs no task of the family "nightly" in the cluster "dev".*nightly:1 in the cluster prod/,
    ],
    [
      'a rule of another region',
      `{ ecs: { cluster: prod, family: nightly, rules: ["arn:aws:events:us-west-2:${ACCOUNT}:rule/x"] } }`,
      /us-west-2/,
    ],
    [
      'a rule of another account',
      `{ ecs: { cluster: prod, family: nightly, rules: ["arn:aws:events:${EAST}:210987654321:rule/mine"] } }`,
      /not in the account of this target/,
      () => {
        stage.sandbox.createRule(EAST, {
          name: 'mine',
          targets: { job: { cluster: 'prod', taskDefinition: 'nightly:1' } },
        })
      },
    ],
    [
      'a rule of a service',
      '{ ecs: { cluster: prod, family: nightly, rules: [managed] } }',
      /managed by ecs\.amazonaws\.com/,
      () => {
        stage.sandbox.createRule(EAST, {
          name: 'managed',
          targets: { job: { cluster: 'prod', taskDefinition: 'nightly:1' } },
          managedBy: 'ecs.amazonaws.com',
        })
      },
    ],
    [
      'a container that is not there',
      '{ ecs: { cluster: prod, family: nightly, container: web } }',
      /no container "web".*job/,
    ],
  ]
  it.each(refusals)('%s', async (_, target, says, setUp) => {
    setUp?.()
    stage.stages(target)
    const run = await stage.release()
    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toMatch(says)
    expect(stage.sandbox.requests.filter(({ action }) => CHANGING.test(action))).toStrictEqual([])
  })

  it('a command, which no schedule can run', async () => {
    stage.stages(NIGHTLY)
    const run = await stage.release({ command: 'migrate' })
    expect(run.annotations[0]?.message).toMatch(/needs an ECS service/)
  })

  it('says which role may not be passed, and leaves all as it was', async () => {
    stage.stages(NIGHTLY)
    stage.sandbox.fail({
      service: 'scheduler',
      action: 'UpdateSchedule',
      code: 'AccessDeniedException',
      status: 403,
      message: `User: x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::${ACCOUNT}:role/starts-tasks because no identity-based policy allows it`,
    })
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(run.annotations[0]?.message).toMatch(
      /denied iam:PassRole on .*role\/starts-tasks.*schedule or rule/,
    )
    expect(stage.scheduled()).toBe('nightly:1')
  })
})
