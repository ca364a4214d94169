import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

const OF_THE_REVISION = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
]

describe('releasing to ECS', () => {
  it('deploys the digest, then moves the tag', async () => {
    const { running, latest } = stage.furnish()
    const run = await stage.release()
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { result: 'released', deployed: 'true', digest: latest, 'previous-digest': running },
    })
    expect(stage.imageOf('app')).toBe(`${stage.url}@${latest}`)
    expect(stage.imageOf('proxy')).toBe('envoy:1')
    expect(stage.sandbox.tags(EAST, 'app')).toMatchObject({ dev: latest, 'dev-previous': running })
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'UpdateService', 'PutImage', 'PutImage'])
    expect(run.outputs['task-definition-arn']).toMatch(/task-definition\/app:2$/)
    expect(run.outputs['previous-task-definition-arn']).toMatch(/task-definition\/app:1$/)
    expect(run.outputs['service-deployment-arn']).toMatch(/:service-deployment\/dev\/app\//)
    expect(run.outputs['regions']).not.toContain(stage.sandbox.account)
  })

  it('changes nothing else in the task definition, whatever AWS has added to it', async () => {
    const { running } = stage.furnish()
    const definition = {
      family: 'odd',
      containerDefinitions: [
        {
          name: 'app',
          image: `${stage.url}@${running}`,
          environment: [
            { name: 'CRON', value: '0 * * * *' },
            { name: 'EMPTY', value: '' },
          ],
          newIn2027: { a: [] },
        },
      ],
      topLevelFromTheFuture: 'kept',
      tags: [{ key: 'team', value: 'x' }],
    }
    stage.sandbox.createService(EAST, { cluster: 'dev', service: 'odd', taskDefinition: definition })
    const former = stage.sandbox.service(EAST, 'dev', 'odd').taskDefinition
    const run = await stage.release({ 'service-name': 'odd' })
    expect(run.exitCode).toBe(0)
    const registered = stage.sandbox.requests.find(({ action }) => action === 'RegisterTaskDefinition')?.body
    const [container] = definition.containerDefinitions
    expect(registered).toMatchObject({
      ...definition,
      containerDefinitions: [{ ...container, image: `${stage.url}@${run.outputs['digest'] ?? ''}` }],
    })
    const lost = Object.keys(former).filter((key) => !(key in (registered ?? {})))
    expect(lost.filter((key) => !OF_THE_REVISION.includes(key))).toStrictEqual([])
  })

  it('writes nothing when the service runs it and the tag names it', async () => {
    stage.furnish()
    await stage.release()
    const again = await stage.release()
    expect(again).toMatchObject({ exitCode: 0, outputs: { result: 'unchanged', changed: 'false' } })
    expect(again.outputs['task-definition-arn']).toMatch(/task-definition\/app:2$/)
    expect(stage.writes()).toStrictEqual([])
  })

  it('goes on where a killed release stopped: the service runs it, the tag does not name it yet', async () => {
    const { latest } = stage.furnish()
    stage.sandbox.createService(EAST, {
      cluster: 'dev',
      service: 'moved',
      containers: { app: `${stage.url}@${latest}` },
    })
    const run = await stage.release({ 'service-name': 'moved' })
    expect(run.outputs['result']).toBe('released')
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(latest)
    expect(stage.writes()).not.toContain('RegisterTaskDefinition')
  })

  it.each(['circuit-breaker', 'alarm'] as const)(
    'says rolled-back when ECS does so (%s), and leaves the tags',
    async (outcome) => {
      const { running } = stage.furnish()
      stage.sandbox.nextRollout(EAST, 'dev', 'app', outcome)
      const run = await stage.release()
      expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back', deployed: 'false' } })
      expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
      expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
      expect(stage.sandbox.tags(EAST, 'app')).not.toHaveProperty('dev-previous')
      expect(run.annotations).toHaveLength(1)
      expect(run.annotations[0]?.message).toMatch(/ended as rolled-back/)
      expect(run.summary).toContain('rolled back')
    },
  )

  it('brings a service back that was not done in time', async () => {
    const { running } = stage.furnish()
    stage.sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await stage.release({ 'wait-minutes': '0.03' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(/not over after/)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('leaves it when told to, and says timed-out', async () => {
    const { running, latest } = stage.furnish()
    stage.sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await stage.release({ 'wait-minutes': '0.03', 'rollback-on-failure': 'false' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'timed-out' } })
    expect(stage.imageOf('app')).toBe(`${stage.url}@${latest}`)
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('never touches a service that someone else deployed to meanwhile', async () => {
    stage.furnish()
    stage.sandbox.nextRollout(EAST, 'dev', 'app', 'superseded')
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'superseded' } })
    expect(stage.writes().filter((action) => action === 'UpdateService')).toHaveLength(1)
  })

  it('judges by the service when the role may not see service deployments, and says so once', async () => {
    stage.furnish()
    stage.sandbox.fail({
      service: 'ecs',
      action: 'ListServiceDeployments',
      status: 400,
      code: 'AccessDeniedException',
    })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
    expect(run.log.match(/judged by the service alone/g)).toHaveLength(1)
  })

  it('ends as tagged when the service wants no tasks', async () => {
    const { running } = stage.furnish()
    stage.sandbox.createService(EAST, {
      cluster: 'dev',
      service: 'idle',
      desiredCount: 0,
      containers: { app: `${stage.url}@${running}` },
    })
    const run = await stage.release({ 'service-name': 'idle' })
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'tagged', deployed: 'false' } })
  })

  it('ends once the update is accepted with wait: none', async () => {
    const { latest } = stage.furnish()
    stage.sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await stage.release({ wait: 'none' })
    expect(run.outputs['result']).toBe('released')
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(latest)
  })

  it('says cancelled at once, and leaves service and tag as they are', async () => {
    const { running } = stage.furnish()
    stage.sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await stage.release({}, { signals: [{ signal: 'SIGINT', at: /tasks running/ }] })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled' } })
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
    expect(run.annotations).toHaveLength(1)
  })
})
