import {
  ContinueServiceDeploymentCommand,
  DescribeServiceDeploymentsCommand,
  ListServiceDeploymentsCommand,
} from '@aws-sdk/client-ecs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../sandbox/ecs/state.ts'
import type { JsonObject } from '../../sandbox/wire/json.ts'
import { awsSide } from '../support/aws-side.ts'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

/** A service `app` that is deployed like this, and how its next rollout goes. */
function furnish(
  deploymentConfiguration: JsonObject,
  outcome: Outcome,
  fields: JsonObject = {},
): { running: string } {
  const { running } = stage.furnish()
  stage.sandbox.createService(EAST, {
    cluster: 'dev',
    service: 'app',
    containers: { proxy: 'envoy:1', app: `${stage.url}@${running}` },
    fields: { deploymentConfiguration, ...fields },
  })
  stage.sandbox.nextRollout(EAST, 'dev', 'app', outcome)
  return { running }
}

const PAUSED = {
  strategy: 'BLUE_GREEN',
  lifecycleHooks: [
    {
      targetType: 'PAUSE',
      lifecycleStages: ['POST_SCALE_UP'],
      timeoutConfiguration: { timeoutInMinutes: 60, action: 'ROLLBACK' },
    },
  ],
}

describe('a deployment by ECS that shifts traffic', () => {
  it('of blue/green is not over before its bake time is, though all tasks run the image', async () => {
    const stageMs = { SCALE_UP: 600, BAKE_TIME: 900 }
    furnish({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 }, { outcome: 'success', stageMs })
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    expect(run.log).toMatch(/in progress, scale up, 0 % of the traffic, 1 of 1 tasks running/)
    expect(run.log).toMatch(/in progress, bake time, 100 % of the traffic, 1 of 1 tasks running/)
  })

  it('of canary tells its first share, then the rest', async () => {
    const configuration = {
      strategy: 'CANARY',
      canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: 1 },
    }
    furnish(configuration, { outcome: 'success', stageMs: { PRODUCTION_TRAFFIC_SHIFT: 700 } })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
    expect(run.log).toMatch(/production traffic shift, 5 % of the traffic[^]*100 % of the traffic/)
  })

  it('of linear tells each step', async () => {
    const configuration = {
      strategy: 'LINEAR',
      linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 1 },
    }
    furnish(configuration, { outcome: 'success', stageMs: { PRODUCTION_TRAFFIC_SHIFT: 700 } })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
    expect(run.log).toMatch(/production traffic shift, 50 % of the traffic[^]*100 % of the traffic/)
  })

  it('is rolled back by an alarm in its bake time', async () => {
    const { running } = furnish(
      { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 },
      { outcome: 'alarm', at: 'BAKE_TIME', alarms: ['app-5xx'] },
    )
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(/because the alarm app-5xx went off/)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
  })

  it('says at the start, and in the end, when it bakes for longer than it may take', async () => {
    furnish({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 60 }, { outcome: 'stuck', at: 'BAKE_TIME' })
    const run = await stage.release({ 'wait-minutes': '0.03', 'rollback-on-failure': 'false' })
    expect(run.outputs['result']).toBe('timed-out')
    expect(run.log).toMatch(/BLUE_GREEN deployment takes 60 minutes by its configuration alone/)
    expect(run.annotations[0]?.message).toMatch(/alone takes 60 minutes: set "wait-minutes"/)
  })
})

describe('a deployment that is paused', () => {
  it('says once how it is continued, and goes on when it is', async () => {
    furnish(PAUSED, { outcome: 'success' })
    const { ecs } = awsSide(stage.sandbox.endpoint, '')
    const release = stage.release({ 'wait-minutes': '1' })
    const paused = await hookOf(stage)
    setTimeout(() => void ecs.send(new ContinueServiceDeploymentCommand(paused)), 1500)
    const run = await release
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    const said = `paused at post scale up by the lifecycle hook ${paused.hookId}. Continue with: aws ecs continue-service-deployment --region ${EAST} --service-deployment-arn ${paused.serviceDeploymentArn}`
    expect(run.log.split(said)).toHaveLength(2)
    expect(run.log).toMatch(/Left alone, it goes on with ROLLBACK at 20/)
  })

  it('is not waited for longer than it may take', async () => {
    furnish(PAUSED, { outcome: 'success' })
    const run = await stage.release({ 'wait-minutes': '0.03', 'rollback-on-failure': 'false' })
    expect(run.outputs['result']).toBe('timed-out')
    expect(run.annotations[0]?.message).toMatch(/waits for somebody to continue it at the lifecycle hook/)
  })
})

describe('a service of another kind', () => {
  it('of daemons without instances proves nothing', async () => {
    furnish({}, { outcome: 'success' }, { schedulingStrategy: 'DAEMON', launchType: 'EC2', desiredCount: 0 })
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'tagged' } })
    expect(run.log).toMatch(/no instance that a task of this daemon service could run on/)
  })

  it('of daemons is deployed on as many instances as there are', async () => {
    furnish({}, { outcome: 'success' }, { schedulingStrategy: 'DAEMON', launchType: 'EC2', desiredCount: 3 })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('released')
  })

  it('on external instances is told to register another one', async () => {
    furnish({}, { outcome: 'no-capacity' }, { launchType: 'EXTERNAL' })
    const run = await stage.release({ 'wait-minutes': '0.04' })
    expect(run.annotations[0]?.message).toMatch(/Register another instance \(ECS Anywhere\)/)
  })
})

/** The hook at which the service's deployment waits, as soon as it does. */
async function hookOf(of: EcsStage): Promise<{ hookId: string; serviceDeploymentArn: string }> {
  const { ecs } = awsSide(of.sandbox.endpoint, '')
  const place = { cluster: 'dev', service: 'app' }
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    const { serviceDeployments: brief = [] } = await ecs.send(new ListServiceDeploymentsCommand(place))
    const arns = brief.flatMap(({ serviceDeploymentArn }) => serviceDeploymentArn ?? [])
    const { serviceDeployments = [] } = await ecs.send(
      new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: arns }),
    )
    for (const { serviceDeploymentArn, lifecycleHookDetails } of serviceDeployments) {
      const hookId = lifecycleHookDetails?.find(({ status }) => status === 'AWAITING_ACTION')?.hookId
      if (hookId !== undefined && serviceDeploymentArn !== undefined) return { hookId, serviceDeploymentArn }
    }
  }
}
