import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

const CONTAINER = {
  containerPort: 8080,
  command: ['serve', ''],
  environment: [
    { name: 'LEVEL', value: 'info' },
    { name: 'EMPTY', value: '' },
  ],
  secrets: [{ name: 'DB', valueFrom: 'arn:aws:ssm:us-east-1:123456789012:parameter/db' }],
  awsLogsConfiguration: { logGroup: '/web', logStreamPrefix: 'web' },
  somethingFromTheFuture: { kept: true },
}

/** An Express Mode service `web` whose container ECS keeps. */
function furnishManaged(): { running: string; latest: string } {
  const digests = stage.furnish()
  stage.sandbox.createExpressService(EAST, {
    cluster: 'dev',
    service: 'web',
    primaryContainer: { ...CONTAINER, image: `${stage.url}@${digests.running}` },
    fields: { cpu: '1024', healthCheckPath: '/up' },
  })
  return digests
}

/** An Express Mode service `web` whose task definition is its owner's. */
function furnishOwn(): { running: string; latest: string } {
  const digests = stage.furnish()
  const main = {
    name: 'Main',
    image: `${stage.url}@${digests.running}`,
    portMappings: [{ containerPort: 80, name: 'main-80-tcp' }],
    future: 'kept',
  }
  stage.sandbox.createExpressService(EAST, {
    cluster: 'dev',
    service: 'web',
    taskDefinition: {
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [main, { name: 'otel', image: 'otel:1' }],
    },
  })
  return digests
}

function sent(action: string): unknown {
  return stage.sandbox.requests.find((request) => request.action === action)?.body
}

function imagesOf(): string {
  return JSON.stringify(stage.sandbox.service(EAST, 'dev', 'web').taskDefinition['containerDefinitions'])
}

describe('releasing to Express Mode', () => {
  it('gives the whole container with the new image to its own API, and nothing else', async () => {
    const { latest } = furnishManaged()
    const run = await stage.release({ 'service-name': 'web' })
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'released', deployed: 'true' } })
    expect(stage.writes()).toStrictEqual(['UpdateExpressGatewayService', 'PutImage', 'PutImage'])
    const { serviceArn } = stage.sandbox.service(EAST, 'dev', 'web').service
    expect(sent('UpdateExpressGatewayService')).toStrictEqual({
      serviceArn,
      primaryContainer: { ...CONTAINER, image: `${stage.url}@${latest}` },
    })
    expect(run.outputs['task-definition-arn']).toMatch(/task-definition\/dev-web:2$/)
    expect(run.outputs['previous-task-definition-arn']).toMatch(/task-definition\/dev-web:1$/)
    expect(run.outputs['service-deployment-arn']).toMatch(/service-deployment\/dev\/web\//)
    expect(stage.sandbox.service(EAST, 'dev', 'web').taskDefinition['cpu']).toBe('1024')

    const again = await stage.release({ 'service-name': 'web' })
    expect(again.outputs['result']).toBe('unchanged')
    expect(stage.writes()).toStrictEqual([])
  })

  it('changes the environment of the container, and shows no value of it', async () => {
    furnishManaged()
    const change = { 'service-name': 'web', 'environment-variables': 'LEVEL=debug-value\n-EMPTY\nNEW=' }
    const run = await stage.release(change)
    expect(run.outputs['result']).toBe('released')
    expect(sent('UpdateExpressGatewayService')).toMatchObject({
      primaryContainer: {
        environment: [
          { name: 'LEVEL', value: 'debug-value' },
          { name: 'NEW', value: '' },
        ],
      },
    })
    expect(`${run.log}${run.summary}`).not.toContain('debug-value')
    expect((await stage.release(change)).outputs['result']).toBe('unchanged')
  })

  it("registers a clone where the task definition is its owner's", async () => {
    const { latest } = furnishOwn()
    const run = await stage.release({ 'service-name': 'web' })
    expect(run.outputs).toMatchObject({ result: 'released' })
    expect(stage.writes()).toStrictEqual([
      'RegisterTaskDefinition',
      'UpdateExpressGatewayService',
      'PutImage',
      'PutImage',
    ])
    const { serviceArn } = stage.sandbox.service(EAST, 'dev', 'web').service
    expect(sent('UpdateExpressGatewayService')).toStrictEqual({
      serviceArn,
      taskDefinitionArn: run.outputs['task-definition-arn'],
    })
    expect(sent('RegisterTaskDefinition')).toMatchObject({
      containerDefinitions: [
        { name: 'Main', image: `${stage.url}@${latest}`, future: 'kept' },
        { name: 'otel', image: 'otel:1' },
      ],
    })
  })

  it.each([
    ['a container that ECS keeps', furnishManaged],
    ['a task definition of its owner', furnishOwn],
  ])('is rolled back by ECS while it is under way: %s', async (_, furnish) => {
    const { running } = furnish()
    stage.sandbox.nextRollout(EAST, 'dev', 'web', 'stuck')
    const run = await stage.release({ 'service-name': 'web', 'wait-minutes': '0.02' })
    expect(run.outputs['result']).toBe('rolled-back')
    expect(stage.writes().at(-1)).toBe('StopServiceDeployment')
    expect(imagesOf()).toContain(running)
  })

  it.each([
    ['a container that ECS keeps', furnishManaged],
    ['a task definition of its owner', furnishOwn],
  ])('goes back by its own API after it was deployed: %s', async (_, furnish) => {
    const { running } = furnish()
    stage.sandbox.fail({ service: 'ecr', action: 'PutImage', status: 400, code: 'AccessDeniedException' })
    const run = await stage.release({ 'service-name': 'web', 'environment-variables': 'LEVEL=debug' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    const updates = stage.writes().filter((action) => action.startsWith('Update'))
    expect(updates).toStrictEqual(['UpdateExpressGatewayService', 'UpdateExpressGatewayService'])
    expect(imagesOf()).toContain(running)
    expect(imagesOf()).not.toContain('debug')
  })

  it('goes on where a release was killed right after its update', async () => {
    const { latest } = furnishManaged()
    const killer = new AbortController()
    stage.sandbox.fail({
      service: 'ecs',
      kind: 'lost-reply',
      action: 'UpdateExpressGatewayService',
      when: () => {
        killer.abort()
        return true
      },
    })
    const killed = await stage.release(
      { 'service-name': 'web' },
      { signals: [{ signal: 'SIGKILL', at: killer.signal }] },
    )
    expect(killed.exitCode).toBeNull()
    stage.sandbox.heal()
    const run = await stage.release({ 'service-name': 'web' })
    expect(run.outputs['result']).toBe('released')
    expect(stage.writes()).toStrictEqual(['PutImage', 'PutImage'])
    expect(imagesOf()).toContain(latest)
  })

  it.each([
    ['another task definition', { 'task-definition': 'family' }, /ECS itself keeps the task definitions/],
    [
      'another container',
      { 'container-name': 'app' },
      /the container of the Express Mode service "web" is "Main"/,
    ],
    [
      'a secret as a variable',
      { 'environment-variables': 'DB=x' },
      /DB is a secret of the Express Mode service/,
    ],
  ])('refuses %s', async (_, inputs, message) => {
    furnishManaged()
    const run = await stage.release({ 'service-name': 'web', ...inputs })
    expect(run.annotations[0]?.message).toMatch(message)
    expect(stage.writes()).toStrictEqual([])
  })
})
