import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServiceSetup } from '../../sandbox/seed/services.ts'
import type { JsonObject } from '../../sandbox/wire/json.ts'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

const GROUP = '/ecs/app'
const COMMAND = { command: 'npm run migrate' }
let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

/** A service `app` with a proxy, whose containers log to CloudWatch Logs. */
function furnish(more: Partial<ServiceSetup> = {}): { running: string; latest: string } {
  const images = stage.furnish()
  const logged = (name: string, image: string): JsonObject => ({
    name,
    image,
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': GROUP, 'awslogs-region': EAST, 'awslogs-stream-prefix': 'task' },
    },
  })
  const containerDefinitions = [logged('proxy', 'envoy:1'), logged('app', `${stage.url}@${images.running}`)]
  const setup = { cluster: 'dev', service: 'app', ...more }
  stage.sandbox.createService(EAST, {
    ...setup,
    taskDefinition: { containerDefinitions, ...more.taskDefinition },
  })
  return images
}

function asked(action: string): Record<string, unknown> {
  return stage.sandbox.requests.find((request) => request.action === action)?.body ?? {}
}

describe('a command before the deployment', () => {
  it("runs in the service's network by the revision that is then deployed, and shows what it wrote", async () => {
    const { latest } = furnish()
    stage.sandbox.nextTask(EAST, { exitCode: 0, logs: ['migrating', '::warning::2 tables', 'done'] })
    const run = await stage.release(COMMAND)
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'released', digest: latest } })
    expect(stage.writes()).toStrictEqual([
      'RegisterTaskDefinition',
      'RunTask',
      'UpdateService',
      'PutImage',
      'PutImage',
    ])
    const revision = run.outputs['task-definition-arn']
    expect(asked('RunTask')).toMatchObject({
      taskDefinition: revision,
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } },
      overrides: { containerOverrides: [{ name: 'app', command: ['npm', 'run', 'migrate'] }] },
      startedBy: 'release/dev/1234567890-1',
    })
    expect(asked('RunTask')).not.toHaveProperty('tags')
    expect(asked('UpdateService')['taskDefinition']).toBe(revision)
    expect(run.log).toMatch(/migrating\n[^]*done\n/)
    expect(run.log).not.toMatch(/^\s*::warning::2 tables/m)
    expect(run.log).toContain('The command ended with exit code 0.')
  })

  it.each([
    [{ exitCode: 3 }, /ended with exit code 3/],
    [
      { exitCode: 137, containerReason: 'OutOfMemoryError: container killed' },
      /exit code 137.*OutOfMemory.*memory/,
    ],
    [
      { stopCode: 'TaskFailedToStart', stoppedReason: 'CannotPullContainerError: no route' },
      /could not start.*no route.*execution role/,
    ],
    [
      { stopCode: 'UserInitiated', stoppedReason: 'by an operator' },
      /was stopped before it ended.*by an operator/,
    ],
    [{ container: 'proxy', exitCode: 1 }, /container "proxy".*exit code 1/],
    [{ failure: 'RESOURCE:MEMORY' }, /did not start.*RESOURCE:MEMORY.*capacity/],
  ])('leaves service and tags as they are when it ends with %o', async (outcome, sentence) => {
    const { running } = furnish()
    stage.sandbox.nextTask(EAST, { logs: ['table "users" is locked'], ...outcome })
    const run = await stage.release(COMMAND)
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed', deployed: 'false' } })
    expect(run.annotations).toHaveLength(1)
    expect(run.annotations[0]?.message).toMatch(sentence)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'RunTask'])
  })

  it('is stopped when it takes too long', async () => {
    furnish()
    stage.sandbox.nextTask(EAST, { endless: true, logs: ['waiting for a lock'] })
    const run = await stage.release({ ...COMMAND, 'wait-minutes': '0.03' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(run.annotations[0]?.message).toMatch(/did not end within .* minutes/)
    expect(run.log).toContain('waiting for a lock')
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'RunTask', 'StopTask'])
  })

  it('is stopped at once when the job is cancelled', async () => {
    const { running } = furnish()
    stage.sandbox.nextTask(EAST, { endless: true })
    const run = await stage.release(COMMAND, { signals: [{ signal: 'SIGINT', at: /task is running/ }] })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled' } })
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'RunTask', 'StopTask'])
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('starts one task, though the answer to RunTask is lost', async () => {
    furnish()
    stage.sandbox.fail({ service: 'ecs', action: 'RunTask', kind: 'lost-reply', times: 1 })
    const run = await stage.release(COMMAND)
    expect(run.outputs['result']).toBe('released')
    const tokens = stage.sandbox.requests.flatMap(({ action, body }) =>
      action === 'RunTask' ? body['clientToken'] : [],
    )
    expect(tokens).toHaveLength(2)
    expect(new Set(tokens).size).toBe(1)
  })

  it('says what is missing when the log may not be read, and goes by the exit code', async () => {
    furnish()
    stage.sandbox.fail({
      service: 'logs',
      action: 'GetLogEvents',
      status: 400,
      code: 'AccessDeniedException',
    })
    const run = await stage.release(COMMAND)
    expect(run.outputs['result']).toBe('released')
    expect(run.log.match(/allow "logs:GetLogEvents" on the log group "\/ecs\/app"/g)).toHaveLength(1)
  })

  it('runs without a network configuration where the service has none, by its capacity providers', async () => {
    furnish({
      taskDefinition: { networkMode: 'bridge', requiresCompatibilities: ['EC2'] },
      fields: { capacityProviderStrategy: [{ capacityProvider: 'spot', weight: 1 }], launchType: undefined },
    })
    const run = await stage.release(COMMAND)
    expect(run.outputs['result']).toBe('released')
    expect(asked('RunTask')).not.toHaveProperty('networkConfiguration')
    expect(asked('RunTask')).not.toHaveProperty('launchType')
    expect(asked('RunTask')).toHaveProperty('capacityProviderStrategy')
  })

  it('does not run again when nothing is to be released', async () => {
    furnish()
    await stage.release(COMMAND)
    const again = await stage.release(COMMAND)
    expect(again.outputs['result']).toBe('unchanged')
    expect(stage.writes()).toStrictEqual([])
  })
})
