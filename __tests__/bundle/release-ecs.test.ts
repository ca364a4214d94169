import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const EAST = 'us-east-1'

let sandbox: Sandbox
let url: string
beforeEach(async () => {
  sandbox = await startSandbox()
  sandbox.createRepository(EAST, 'app')
  url = `${sandbox.registries[EAST] ?? ''}/app`
})
afterEach(async () => {
  await sandbox.stop()
})

async function release(more: Readonly<Record<string, string>> = {}, env = {}): Promise<ActionRun> {
  sandbox.requests.length = 0
  const inputs = {
    'ecr-image-url': url,
    'stage-name': 'dev',
    'previous-stage-name': 'latest',
    'cluster-arn': 'dev',
    'service-name': 'app',
    ...more,
  }
  return await runAction({ action: 'release', inputs, env: { ...sandbox.env(), ...env } })
}

function imageOf(name: string): unknown {
  const containers = sandbox.service(EAST, 'dev', 'app').taskDefinition['containerDefinitions']
  if (!Array.isArray(containers)) throw new Error('no containers')
  const container = containers.find((candidate) => isRecord(candidate) && candidate['name'] === name)
  return isRecord(container) ? container['image'] : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function writes(): string[] {
  const changing = /^(Put|Update|Create|Register|Tag|Delete|Run|Stop|Start)/
  return sandbox.requests.map(({ action }) => action).filter((action) => changing.test(action))
}

function before(): { running: string; latest: string } {
  const running = sandbox.putImage(EAST, 'app', ['dev'], { marker: 'before' }).digest
  const latest = sandbox.putImage(EAST, 'app', ['latest'], { marker: 'after' }).digest
  sandbox.createService(EAST, {
    cluster: 'dev',
    service: 'app',
    containers: { proxy: 'envoy:1', app: `${url}@${running}` },
  })
  return { running, latest }
}

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
    const { running, latest } = before()
    const run = await release()
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { result: 'released', deployed: 'true', digest: latest, 'previous-digest': running },
    })
    expect(imageOf('app')).toBe(`${url}@${latest}`)
    expect(imageOf('proxy')).toBe('envoy:1')
    expect(sandbox.tags(EAST, 'app')).toMatchObject({ dev: latest, 'dev-previous': running })
    expect(writes()).toStrictEqual(['RegisterTaskDefinition', 'UpdateService', 'PutImage', 'PutImage'])
    expect(run.outputs['task-definition-arn']).toMatch(/task-definition\/app:2$/)
    expect(run.outputs['previous-task-definition-arn']).toMatch(/task-definition\/app:1$/)
    expect(run.outputs['service-deployment-arn']).toMatch(/:service-deployment\/dev\/app\//)
    expect(run.outputs['regions']).not.toContain(sandbox.account)
  })

  it('changes nothing else in the task definition, whatever AWS has added to it', async () => {
    const { running } = before()
    const definition = {
      family: 'odd',
      containerDefinitions: [
        {
          name: 'app',
          image: `${url}@${running}`,
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
    sandbox.createService(EAST, { cluster: 'dev', service: 'odd', taskDefinition: definition })
    const former = sandbox.service(EAST, 'dev', 'odd').taskDefinition
    const run = await release({ 'service-name': 'odd' })
    expect(run.exitCode).toBe(0)
    const registered = sandbox.requests.find(({ action }) => action === 'RegisterTaskDefinition')?.body
    const [container] = definition.containerDefinitions
    expect(registered).toMatchObject({
      ...definition,
      containerDefinitions: [{ ...container, image: `${url}@${run.outputs['digest'] ?? ''}` }],
    })
    const lost = Object.keys(former).filter((key) => !(key in (registered ?? {})))
    expect(lost.filter((key) => !OF_THE_REVISION.includes(key))).toStrictEqual([])
  })

  it('writes nothing when the service runs it and the tag names it', async () => {
    before()
    await release()
    const again = await release()
    expect(again).toMatchObject({ exitCode: 0, outputs: { result: 'unchanged', changed: 'false' } })
    expect(writes()).toStrictEqual([])
  })

  it('goes on where a killed release stopped: the service runs it, the tag does not name it yet', async () => {
    const { latest } = before()
    sandbox.createService(EAST, { cluster: 'dev', service: 'moved', containers: { app: `${url}@${latest}` } })
    const run = await release({ 'service-name': 'moved' })
    expect(run.outputs['result']).toBe('released')
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(latest)
    expect(writes()).not.toContain('RegisterTaskDefinition')
  })

  it.each(['circuit-breaker', 'alarm'] as const)(
    'says rolled-back when ECS does so (%s), and leaves the tags',
    async (outcome) => {
      const { running } = before()
      sandbox.nextRollout(EAST, 'dev', 'app', outcome)
      const run = await release()
      expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back', deployed: 'false' } })
      expect(imageOf('app')).toBe(`${url}@${running}`)
      expect(sandbox.tags(EAST, 'app')['dev']).toBe(running)
      expect(sandbox.tags(EAST, 'app')).not.toHaveProperty('dev-previous')
      expect(run.annotations).toHaveLength(1)
      expect(run.annotations[0]?.message).toMatch(/ended as rolled-back/)
      expect(run.summary).toContain('rolled back')
    },
  )

  it('brings a service back that was not done in time', async () => {
    const { running } = before()
    sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await release({ 'wait-minutes': '0.03' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(/not over after/)
    expect(imageOf('app')).toBe(`${url}@${running}`)
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('leaves it when told to, and says timed-out', async () => {
    const { running, latest } = before()
    sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await release({ 'wait-minutes': '0.03', 'rollback-on-failure': 'false' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'timed-out' } })
    expect(imageOf('app')).toBe(`${url}@${latest}`)
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('never touches a service that someone else deployed to meanwhile', async () => {
    before()
    sandbox.nextRollout(EAST, 'dev', 'app', 'superseded')
    const run = await release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'superseded' } })
    expect(writes().filter((action) => action === 'UpdateService')).toHaveLength(1)
  })

  it('judges by the service when the role may not see service deployments, and says so once', async () => {
    before()
    sandbox.fail({
      service: 'ecs',
      action: 'ListServiceDeployments',
      status: 400,
      code: 'AccessDeniedException',
    })
    const run = await release()
    expect(run.outputs['result']).toBe('released')
    expect(run.log.match(/judged by the service alone/g)).toHaveLength(1)
  })

  it('ends as tagged when the service wants no tasks', async () => {
    const { running } = before()
    sandbox.createService(EAST, {
      cluster: 'dev',
      service: 'idle',
      desiredCount: 0,
      containers: { app: `${url}@${running}` },
    })
    const run = await release({ 'service-name': 'idle' })
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'tagged', deployed: 'false' } })
  })

  it('ends once the update is accepted with wait: none', async () => {
    const { latest } = before()
    sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await release({ wait: 'none' })
    expect(run.outputs['result']).toBe('released')
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(latest)
  })

  it('says cancelled at once, and leaves service and tag as they are', async () => {
    const { running } = before()
    sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const run = await runAction({
      action: 'release',
      inputs: {
        'ecr-image-url': url,
        'stage-name': 'dev',
        'previous-stage-name': 'latest',
        'cluster-arn': 'dev',
        'service-name': 'app',
      },
      env: sandbox.env(),
      signals: [{ signal: 'SIGINT', at: /tasks running/ }],
    })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled' } })
    expect(sandbox.tags(EAST, 'app')['dev']).toBe(running)
    expect(run.annotations).toHaveLength(1)
  })
})
