import {
  ECSClient,
  ListServiceDeploymentsCommand,
  type Service,
  StopServiceDeploymentCommand,
} from '@aws-sdk/client-ecs'
import { messageOf } from '../../../errors.ts'
import type { EcsService, Target } from '../../request/target.ts'
import { brokenOff } from '../failure.ts'
import type { Pace, TargetOutcome, WayBack } from '../outcome.ts'
import type { DeployContext } from '../prepare.ts'
import { shortArn } from './arn.ts'
import { digestIn } from './container.ts'
import { describeTaskDefinition } from './definitions.ts'
import { deploymentEntries } from './rollout-view.ts'
import { findService, primaryOf, runningTaskDefinition, type Started, updateService } from './service.ts'
import { watchRollout } from './watch.ts'

/** A way back that was taken: what is watched, or that there was nothing to do any more. */
interface Taken {
  readonly said: string
  readonly wait: () => Promise<TargetOutcome>
}

/** What is known of a way back. */
interface Way {
  readonly client: ECSClient
  readonly target: Target
  readonly runs: EcsService
  readonly service: Service
  readonly former: string
  /** ARN of an Express Mode service. */
  readonly express: string | undefined
  readonly context: DeployContext
}

/**
 * Brings a service back to the task definition of `wayBack`. A deployment of ours that is under way is stopped and
 * rolled back by ECS, where the role may; else the former task definition is deployed. A service that runs something
 * else by now belongs to someone else, and is left alone.
 */
export async function bringBackEcs(
  target: Target,
  runs: EcsService,
  wayBack: WayBack,
  pace: Pace,
  context: DeployContext,
): Promise<TargetOutcome> {
  if (typeof wayBack['application'] === 'string') {
    const { bringBackCodeDeploy } = await import('./codedeploy/bring-back.ts')
    return await bringBackCodeDeploy(target, runs, wayBack, pace, context)
  }
  const { ports, session } = context
  const { taskDefinition: former, express } = wayBack
  if (typeof former !== 'string')
    return { result: 'failed', accepted: true, reason: 'It is not known what the service ran before.' }
  const client = session.client(ECSClient, target.region)
  try {
    const service = await findService(client, target, runs)
    const way = { client, target, runs, service, former, context }
    const taken = await takeWayBack({ ...way, express: textIn(express) }, wayBack)
    if (taken === undefined) return superseded(runningTaskDefinition(service), former)
    ports.log.info(`${target.name}: back to ${shortArn(former)}`)
    if (pace === 'start') return { result: 'cancelled', accepted: true, reason: taken.said }
    return ended(await taken.wait(), former)
  } catch (error) {
    return ended(brokenOff(error, true, ports.signal), former)
  }
}

function superseded(now: string, former: string): TargetOutcome {
  return {
    result: 'superseded',
    accepted: true,
    reason: `The service runs ${shortArn(now)} by now, which is not of this release: it was not brought back to ${shortArn(former)}.`,
    taskDefinitionArn: now,
  }
}

/** Starts it, unless it was started before. Undefined where the service is somebody else's by now. */
async function takeWayBack(way: Way, wayBack: WayBack): Promise<Taken | undefined> {
  const { client, service, former, express } = way
  const now = runningTaskDefinition(service)
  if (now === former) return underWayBack(way)
  if (await isOurs(client, now, wayBack)) return (await stopped(way)) ?? (await redeployed(way))
  if (express === undefined) return undefined
  // The way back of an Express Mode service is a revision that ECS makes.
  const { isRestored } = await import('./express/bring-back.ts')
  return (await isRestored(client, now, former)) ? underWayBack(way) : undefined
}

/** What is deployed by this release is known by its ARN, or, after a kill, by the digest that it runs. */
async function isOurs(client: ECSClient, now: string, wayBack: WayBack): Promise<boolean> {
  if (typeof wayBack['deployed'] === 'string') return wayBack['deployed'] === now
  const { containers } = await describeTaskDefinition(client, now)
  const named = containers.find(({ name }) => name === wayBack['container'])
  const released = named ?? (containers.length === 1 ? containers[0] : undefined)
  return released !== undefined && digestIn(released.image) === wayBack['digest']
}

/** ECS, or someone, began it already. */
function underWayBack(way: Way): Taken {
  const { service, former } = way
  const primary = primaryOf(service) ?? {}
  const said = `It is on its way back to ${shortArn(former)} already.`
  if (primary.rolloutState === 'COMPLETED') {
    return { said, wait: () => Promise.resolve({ result: 'rolled-back', accepted: true }) }
  }
  return { said, wait: async () => await watch(way, primary, primary.taskDefinition ?? former, undefined) }
}

/**
 * Has ECS roll our deployment back, which is quicker than another deployment: what ran before runs still.
 * Source: Amazon ECS API Reference, StopServiceDeployment: from PENDING and IN_PROGRESS, whatever the service is set to.
 * @returns undefined where that is not possible
 */
async function stopped(way: Way): Promise<Taken | undefined> {
  const { client, runs, service, former, target, context } = way
  const entries = deploymentEntries(service)
  const primary = primaryOf(service)
  if (primary === undefined || (primary.rolloutState !== 'IN_PROGRESS' && entries.length < 2))
    return undefined
  try {
    const { serviceDeployments = [] } = await client.send(
      new ListServiceDeploymentsCommand({
        cluster: runs.cluster,
        service: runs.service,
        status: ['PENDING', 'IN_PROGRESS'],
      }),
    )
    const [underWay, another] = serviceDeployments
    if (underWay?.serviceDeploymentArn === undefined || another !== undefined) return undefined
    const { serviceDeploymentArn } = underWay
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
      if (!['failed', 'deployed', 'tagged'].includes(outcome.result)) return outcome
      return await (await redeployed(way)).wait()
    },
  }
}

async function redeployed(way: Way): Promise<Taken> {
  const { taskDefinition, deployment } = await startAgain(way)
  return {
    said: `A deployment of ${shortArn(way.former)} was started; it was not waited for.`,
    wait: async () => await watch(way, deployment, taskDefinition, undefined),
  }
}

async function startAgain({ client, runs, former, express, context }: Way): Promise<Started> {
  if (express === undefined) return await updateService(client, runs, former)
  const { restartExpress } = await import('./express/bring-back.ts')
  return await restartExpress(client, runs, express, former, context.ports)
}

/** What is brought back runs another digest, and no alarm must hold it up: neither is given. */
async function watch(
  { client, target, runs, service, context: { request, ports } }: Way,
  { id: deploymentId = '', createdAt }: Started['deployment'],
  taskDefinition: string,
  former: string | undefined,
): Promise<TargetOutcome> {
  const watched = { target, service: runs, deploymentId, taskDefinition, former, createdAt, found: service }
  return await watchRollout(client, watched, request.waitMs, ports)
}

function ended(outcome: TargetOutcome, former: string): TargetOutcome {
  const { result, reason } = outcome
  if (result === 'deployed' || result === 'tagged' || result === 'rolled-back')
    return { ...outcome, result: 'rolled-back', taskDefinitionArn: former }
  if (result === 'superseded' || result === 'cancelled') return outcome
  return {
    ...outcome,
    result: 'failed',
    reason: `It could not be brought back to ${shortArn(former)}: ${reason ?? result}`,
    taskDefinitionArn: former,
  }
}

function textIn(value: WayBack[string] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
