import { DeregisterTaskDefinitionCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { parseRepository } from '../../../shared/registry/reference.ts'
import { bringBackEcs } from '../../../shared/release/deploy/ecs/bring-back.ts'
import type { Pace, TargetOutcome, WayBack } from '../../../shared/release/deploy/outcome.ts'
import type { EcsService, Target } from '../../../shared/release/request/target.ts'
import { registerOutside } from '../../support/definitions.ts'
import { clientsOf, EAST, until, type Clients } from '../sandbox/clients.ts'
import { fakePorts, sandboxSession } from './fakes.ts'
import { requestOf } from './lambda-request.ts'

const NEW = `sha256:${'b'.repeat(64)}`
const PLACE = { cluster: 'dev', service: 'app' }

let sandbox: Sandbox
let ecs: Clients['ecs']
let former: string
let ours: string
beforeEach(async () => {
  sandbox = await startSandbox({ rolloutMs: 4 })
  ecs = clientsOf(sandbox).ecs
  sandbox.createService(EAST, { ...PLACE, containers: { app: 'x/app:1' } })
  former = running()
  ours = await register(`x/app@${NEW}`)
})
afterEach(async () => {
  await sandbox.stop()
})

async function register(image: string): Promise<string> {
  return await registerOutside(sandbox, { family: 'app', containerDefinitions: [{ name: 'app', image }] })
}

async function deploy(taskDefinition: string, isOver = true): Promise<void> {
  await ecs.send(new UpdateServiceCommand({ ...PLACE, taskDefinition }))
  if (isOver) await until(() => Promise.resolve(states() === 'COMPLETED' ? true : undefined))
}

function states(): string {
  const { deployments } = sandbox.service(EAST, 'dev', 'app').service
  return (
    JSON.stringify(deployments)
      .match(/(?<="rolloutState":")\w+/g)
      ?.join() ?? ''
  )
}

function running(): string {
  const arn = sandbox.service(EAST, 'dev', 'app').taskDefinition['taskDefinitionArn']
  return typeof arn === 'string' ? arn : ''
}

async function bringBack(more: WayBack = {}, pace: Pace = 'wait'): Promise<TargetOutcome> {
  const runs: EcsService = {
    kind: 'ecs',
    ...PLACE,
    container: undefined,
    taskDefinition: 'service',
    codeDeploy: { application: undefined, group: undefined, appSpec: undefined },
  }
  const target: Target = {
    name: 'us-east-1 ecs dev/app',
    region: EAST,
    repository: parseRepository('123456789012.dkr.ecr.us-east-1.amazonaws.com/app', {
      input: 'ecr-image-url',
      env: {},
    }),
    wave: 1,
    role: undefined,
    alarms: [],
    environment: { set: {}, remove: [] },
    runs,
  }
  const wayBack = { taskDefinition: former, container: 'app', digest: NEW, ...more }
  const { ports } = fakePorts()
  // The sandbox's rollouts take real time, a little of it.
  const sleep = async (): Promise<void> => {
    await delay(3)
  }
  const clock = { ...ports.clock, sleep }
  sandbox.requests.length = 0
  const session = sandboxSession(sandbox)
  const context = { session, request: requestOf(), ports: { ...ports, clock } }
  return await bringBackEcs(target, runs, wayBack, pace, context)
}

function writes(): string[] {
  return sandbox.requests.map(({ action }) => action).filter((action) => !/^(Describe|List)/.test(action))
}

describe('bringing a service back', () => {
  it('deploys what ran before, where ours is over', async () => {
    await deploy(ours)
    expect(await bringBack({ deployed: ours })).toMatchObject({
      result: 'rolled-back',
      taskDefinitionArn: former,
    })
    expect(writes()).toStrictEqual(['UpdateService'])
    expect(running()).toBe(former)
  })

  it('knows what is ours by its digest, when nothing else was kept', async () => {
    await deploy(ours)
    expect(await bringBack()).toMatchObject({ result: 'rolled-back' })
    expect(running()).toBe(former)
  })

  it('stops ours where it is under way', async () => {
    sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    await deploy(ours, false)
    expect(await bringBack()).toMatchObject({ result: 'rolled-back' })
    expect(writes()).toStrictEqual(['StopServiceDeployment'])
    expect(running()).toBe(former)
  })

  it('only begins, where the job is cancelled; and a later step waits for that', async () => {
    sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    await deploy(ours, false)
    expect(await bringBack({}, 'start')).toStrictEqual({
      result: 'cancelled',
      accepted: true,
      reason: 'ECS rolls the deployment back to app:1; that was not waited for.',
    })
    expect(writes()).toStrictEqual(['StopServiceDeployment'])
    expect(await bringBack()).toMatchObject({ result: 'rolled-back' })
    expect(writes()).toStrictEqual([])
  })

  it('does nothing where it runs what it ran before', async () => {
    expect(await bringBack()).toMatchObject({ result: 'rolled-back', taskDefinitionArn: former })
    expect(writes()).toStrictEqual([])
  })

  it('leaves what somebody else deployed', async () => {
    await deploy(await register('x/other:1'))
    const outcome = await bringBack({ deployed: ours })
    expect(outcome).toMatchObject({ result: 'superseded', accepted: true })
    expect(outcome.reason).toBe(
      'The service runs app:3 by now, which is not of this release: it was not brought back to app:1.',
    )
    expect(await bringBack()).toMatchObject({ result: 'superseded' })
    expect(writes()).toStrictEqual([])
  })

  it('leaves what somebody else deployed while it went back', async () => {
    await deploy(ours)
    sandbox.nextRollout(EAST, 'dev', 'app', 'superseded')
    const outcome = await bringBack({ deployed: ours })
    expect(outcome).toMatchObject({ result: 'superseded', accepted: true })
    expect(outcome.reason).not.toContain('could not be brought back')
    expect(writes()).toStrictEqual(['UpdateService'])
  })

  it('registers again what was deregistered meanwhile', async () => {
    await deploy(ours)
    await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: former }))
    const outcome = await bringBack({ deployed: ours })
    expect(outcome.result).toBe('rolled-back')
    expect(outcome.taskDefinitionArn).toMatch(/app:3$/)
    expect(running()).toBe(outcome.taskDefinitionArn)
  })

  it('deploys what ran before where ECS itself goes back further', async () => {
    // Somebody's deployment was under way when ours came: it is what ran before ours, and never succeeded.
    sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    const theirs = await register('x/app:2')
    await deploy(theirs, false)
    sandbox.nextRollout(EAST, 'dev', 'app', 'stuck')
    await deploy(ours, false)
    expect(await bringBack({ taskDefinition: theirs })).toMatchObject({ result: 'rolled-back' })
    expect(writes()).toStrictEqual(['StopServiceDeployment', 'UpdateService'])
    expect(running()).toBe(theirs)
  })

  it.each([
    ['what is not known', { taskDefinition: null }, /not known what the service ran before/],
    ['what cannot be deployed any more', { taskDefinition: 'app:77' }, /could not be brought back to app:77/],
  ])('fails for %s', async (_, wayBack, reason) => {
    await deploy(ours)
    const outcome = await bringBack(wayBack)
    expect(outcome).toMatchObject({ result: 'failed', accepted: true })
    expect(outcome.reason).toMatch(reason)
  })
})
