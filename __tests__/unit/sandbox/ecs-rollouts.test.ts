import {
  ContinueServiceDeploymentCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  ListServiceDeploymentsCommand,
  type ServiceDeployment,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../sandbox/ecs/state.ts'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import type { ServiceSetup } from '../../../sandbox/seed/services.ts'
import type { JsonObject } from '../../../sandbox/wire/json.ts'
import { clientsOf, EAST, until, type Clients } from './clients.ts'

let sandbox: Sandbox
let ecs: Clients['ecs']
beforeEach(async () => {
  sandbox = await startSandbox({ rolloutMs: 60 })
  ecs = clientsOf(sandbox).ecs
  sandbox.createRepository(EAST, 'app')
  sandbox.putImage(EAST, 'app', 'latest')
})
afterEach(async () => {
  await sandbox.stop()
})

const place = { cluster: 'dev', service: 'app' }

/** Deploys a service anew that is configured like this; returns the deployment's ARN. */
async function deploy(
  deploymentConfiguration: JsonObject,
  outcome: Outcome,
  more: Partial<ServiceSetup> = {},
): Promise<string> {
  sandbox.createService(EAST, {
    ...place,
    containers: { app: `${sandbox.registries[EAST] ?? ''}/app:latest` },
    fields: { deploymentConfiguration },
    ...more,
  })
  sandbox.nextRollout(EAST, 'dev', 'app', outcome)
  await ecs.send(new UpdateServiceCommand({ ...place, forceNewDeployment: true }))
  const { serviceDeployments } = await ecs.send(new ListServiceDeploymentsCommand(place))
  return serviceDeployments?.[0]?.serviceDeploymentArn ?? ''
}

async function deployment(arn: string): Promise<ServiceDeployment> {
  const answer = await ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }))
  return answer.serviceDeployments?.[0] ?? {}
}

async function ended(arn: string): Promise<ServiceDeployment> {
  return await until(async () => {
    const found = await deployment(arn)
    return found.finishedAt === undefined ? undefined : found
  })
}

/** The hook that a deployment waits at, as soon as it does. */
async function paused(arn: string): Promise<{ serviceDeploymentArn: string; hookId: string }> {
  return await until(async () => {
    const { lifecycleHookDetails } = await deployment(arn)
    const hookId = lifecycleHookDetails?.find(({ status }) => status === 'AWAITING_ACTION')?.hookId
    return hookId === undefined ? undefined : { serviceDeploymentArn: arn, hookId }
  })
}

const PAUSE = {
  strategy: 'BLUE_GREEN',
  lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['POST_SCALE_UP'] }],
}

describe('a deployment that shifts traffic', () => {
  it('goes through its stages with the weights of its strategy', async () => {
    const canary = { strategy: 'CANARY', canaryConfiguration: { canaryPercent: 10 } }
    const arn = await deploy(canary, { outcome: 'success', stageMs: { PRODUCTION_TRAFFIC_SHIFT: 60 } })
    const first = await until(async () => {
      const found = await deployment(arn)
      return found.lifecycleStage === 'PRODUCTION_TRAFFIC_SHIFT' ? found : undefined
    })
    expect(first).toMatchObject({
      status: 'IN_PROGRESS',
      targetServiceRevision: { requestedProductionTrafficWeight: 10, requestedTestTrafficWeight: 100 },
      sourceServiceRevisions: [{ requestedProductionTrafficWeight: 90 }],
    })
    expect(await ended(arn)).toMatchObject({
      status: 'SUCCESSFUL',
      lifecycleStage: 'CLEAN_UP',
      targetServiceRevision: { requestedProductionTrafficWeight: 100, runningTaskCount: 1 },
    })
  })

  it('waits at a PAUSE hook until it is continued, once', async () => {
    const arn = await deploy(PAUSE, { outcome: 'success' })
    const hook = await paused(arn)
    expect(await deployment(arn)).toMatchObject({ status: 'IN_PROGRESS', lifecycleStage: 'POST_SCALE_UP' })
    await ecs.send(new ContinueServiceDeploymentCommand(hook))
    expect((await ended(arn)).status).toBe('SUCCESSFUL')
    await expect(ecs.send(new ContinueServiceDeploymentCommand(hook))).rejects.toThrow(/not awaiting/)
  })

  it('is rolled back at a PAUSE hook when that is asked for', async () => {
    const arn = await deploy(PAUSE, { outcome: 'success' })
    await ecs.send(new ContinueServiceDeploymentCommand({ ...(await paused(arn)), action: 'ROLLBACK' }))
    expect((await ended(arn)).status).toBe('ROLLBACK_SUCCESSFUL')
  })
})

describe('a deployment', () => {
  it('that fails on a service that never ran has nothing to be rolled back to', async () => {
    const arn = await deploy({}, { outcome: 'circuit-breaker' }, { neverSucceeded: true })
    expect(await ended(arn)).toMatchObject({
      status: 'ROLLBACK_FAILED',
      statusReason: 'No rollback candidate was found to run the rollback.',
    })
  })

  it('tells its digests when it is asked often enough', async () => {
    const arn = await deploy({}, { outcome: 'success', silentAnswers: 1, digest: `sha256:${'0'.repeat(64)}` })
    const { targetServiceRevision } = await ended(arn)
    const asked = new DescribeServiceRevisionsCommand({
      serviceRevisionArns: [targetServiceRevision?.arn ?? ''],
    })
    const silent = await ecs.send(asked)
    expect(silent.serviceRevisions?.[0]?.containerImages?.[0]).not.toHaveProperty('imageDigest')
    const told = await ecs.send(asked)
    expect(told.serviceRevisions?.[0]?.containerImages?.[0]?.imageDigest).toBe(`sha256:${'0'.repeat(64)}`)
  })
})
