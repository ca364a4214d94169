import {
  ECSClient,
  ListServiceDeploymentsCommand,
  type Service,
  type ServiceDeploymentBrief,
  StopServiceDeploymentCommand,
} from '@aws-sdk/client-ecs'
import { awsErrorName } from '../../../aws/errors.ts'
import { messageOf } from '../../../errors.ts'
import type { EcsService, Target } from '../../request/target.ts'
import type { TargetOutcome } from '../outcome.ts'
import type { DeployContext } from '../prepare.ts'
import { shortArn } from './arn.ts'
import { describeTaskDefinition, registerTaskDefinition } from './definitions.ts'
import { deploymentEntries } from './rollout-view.ts'
import { findService, primaryOf, runningTaskDefinition, type Started, updateService } from './service.ts'
import { isActive, requestOf } from './task-definition.ts'
import { FINDING_ATTEMPTS, watchRollout } from './watch.ts'

/** What is known of a way back. */
export interface Way {
  readonly client: ECSClient
  readonly target: Target
  readonly runs: EcsService
  readonly service: Service
  /** ARN of the task definition that it leads to. */
  readonly former: string
  /** ARN of an Express Mode service. */
  readonly express: string | undefined
  readonly context: DeployContext
}

/** A way back that was begun. */
export interface Begun {
  /** What was started, for who does not wait for it. */
  readonly said: string
  readonly wait: () => Promise<TargetOutcome>
}

/** ECS, or someone, deploys the former task definition already, or has done so. */
export function isBack(way: Way): Begun {
  const { service, former } = way
  const primary = primaryOf(service) ?? {}
  if (primary.rolloutState === 'COMPLETED') {
    const said = `It runs ${shortArn(former)} again already.`
    return { said, wait: () => Promise.resolve({ result: 'rolled-back', accepted: true }) }
  }
  const said = `It is on its way back to ${shortArn(former)} already.`
  return { said, wait: async () => await watch(way, primary, primary.taskDefinition ?? former, undefined) }
}

/**
 * Has ECS roll our deployment back, which is quicker than another deployment: what ran before runs still.
 * Source: Amazon ECS API Reference, StopServiceDeployment: from PENDING and IN_PROGRESS, whatever the service is set to.
 * @returns undefined where there is nothing to stop, or the role may not
 */
export async function stopDeployment(way: Way): Promise<Begun | undefined> {
  const { client, service, former, target, context } = way
  const primary = primaryOf(service)
  if (primary === undefined) return undefined
  if (primary.rolloutState === 'COMPLETED' && deploymentEntries(service).length < 2) return undefined
  try {
    const underWay = await onlyUnderWay(way)
    if (underWay === undefined) return undefined
    const { serviceDeploymentArn, status } = underWay
    if (status === 'PENDING' || status === 'IN_PROGRESS')
      await client.send(new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' }))
  } catch (error) {
    context.ports.log.info(
      `${target.name}: ECS does not roll the deployment back itself, ${shortArn(former)} is deployed again: ${messageOf(error)}`,
    )
    return undefined
  }
  return {
    said: `ECS rolls the deployment back to ${shortArn(former)}; that was not waited for.`,
    wait: async () => {
      const outcome = await watch(way, primary, primary.taskDefinition ?? '', former)
      // Where the deployment was quicker than its stop, it succeeded, and there is everything to bring back still.
      if (!['failed', 'deployed', 'tagged', 'rolled-back'].includes(outcome.result)) return outcome
      // ECS goes back to the last deployment that succeeded, and what ran before ours may not have.
      const isThere = outcome.result === 'rolled-back' && (await runsNow(way)) === former
      return isThere ? outcome : await (await deployFormer(way)).wait()
    },
  }
}

/** The one deployment of the service that goes on, or is on its way back. */
async function onlyUnderWay({ client, runs }: Way): Promise<ServiceDeploymentBrief | undefined> {
  const { cluster, service } = runs
  const { serviceDeployments = [] } = await client.send(
    new ListServiceDeploymentsCommand({
      cluster,
      service,
      status: ['PENDING', 'IN_PROGRESS', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'],
    }),
  )
  return serviceDeployments.length === 1 ? serviceDeployments[0] : undefined
}

async function runsNow({ client, target, runs }: Way): Promise<string> {
  return runningTaskDefinition(await findService(client, target, runs))
}

/** Deploys the former task definition. */
export async function deployFormer(way: Way): Promise<Begun> {
  const { taskDefinition, deployment } = await startFormer(way)
  return {
    said: `A deployment of ${shortArn(taskDefinition)} was started; it was not waited for.`,
    wait: async () => {
      const outcome = await watch(way, deployment, taskDefinition, undefined)
      return { ...outcome, taskDefinitionArn: taskDefinition }
    },
  }
}

async function startFormer({ client, runs, former, express, context }: Way): Promise<Started> {
  if (express !== undefined) {
    const { restartExpress } = await import('./express/bring-back.ts')
    return await restartExpress(client, runs, express, former, context.ports)
  }
  try {
    return await updateService(client, runs, former)
  } catch (error) {
    if (awsErrorName(error) !== 'ClientException') throw error
    // A task definition that was deregistered runs on, but is not deployed again.
    const definition = await describeTaskDefinition(client, former)
    if (isActive(definition)) throw error
    return await updateService(client, runs, await registerTaskDefinition(client, requestOf(definition)))
  }
}

/** What is brought back runs another digest, and no alarm must hold it up: neither is given. */
async function watch(
  { client, target, runs, service, context: { session, request, ports } }: Way,
  { id: deploymentId = '', createdAt }: Started['deployment'],
  taskDefinition: string,
  former: string | undefined,
): Promise<TargetOutcome> {
  const finder = session.client(ECSClient, target.region, FINDING_ATTEMPTS)
  const watched = { target, service: runs, deploymentId, taskDefinition, former, createdAt, found: service }
  return await watchRollout(client, { ...watched, finder }, request.waitMs, ports)
}
