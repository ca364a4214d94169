import { ECSClient } from '@aws-sdk/client-ecs'
import type { EcsService, Target } from '../../request/target.ts'
import { brokenOff } from '../failure.ts'
import type { Pace, TargetOutcome, WayBack } from '../outcome.ts'
import type { DeployContext } from '../prepare.ts'
import { shortArn } from './arn.ts'
import { digestIn } from './container.ts'
import { describeTaskDefinition } from './definitions.ts'
import { findService, runningTaskDefinition } from './service.ts'
import { type Begun, deployFormer, isBack, stopDeployment, type Way } from './way-back.ts'

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
    const begun = await begin({ ...way, express: typeof express === 'string' ? express : undefined }, wayBack)
    if (begun === undefined) return superseded(runningTaskDefinition(service), former)
    ports.log.info(`${target.name}: back to ${shortArn(former)}`)
    if (pace === 'start') return { result: 'cancelled', accepted: true, reason: begun.said }
    return ended(await begun.wait(), former)
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

/** Begins it, unless it was begun before. Undefined where the service is somebody else's by now. */
async function begin(way: Way, wayBack: WayBack): Promise<Begun | undefined> {
  const { client, service, former, express } = way
  const now = runningTaskDefinition(service)
  if (now === former) return isBack(way)
  if (await isOurs(client, now, wayBack)) return (await stopDeployment(way)) ?? (await deployFormer(way))
  if (express === undefined) return undefined
  // The way back of an Express Mode service is a revision that ECS makes.
  const { isRestored } = await import('./express/bring-back.ts')
  return (await isRestored(client, now, former)) ? isBack(way) : undefined
}

/** What is deployed by this release is known by its ARN, or, after a kill, by the digest that it runs. */
async function isOurs(client: ECSClient, now: string, wayBack: WayBack): Promise<boolean> {
  if (typeof wayBack['deployed'] === 'string') return wayBack['deployed'] === now
  const { containers } = await describeTaskDefinition(client, now)
  const named = containers.find(({ name }) => name === wayBack['container'])
  const released = named ?? (containers.length === 1 ? containers[0] : undefined)
  return released !== undefined && digestIn(released.image) === wayBack['digest']
}

function ended(outcome: TargetOutcome, former: string): TargetOutcome {
  const { result, reason, taskDefinitionArn = former } = outcome
  if (result === 'deployed' || result === 'tagged' || result === 'rolled-back')
    return { ...outcome, result: 'rolled-back', taskDefinitionArn }
  if (result === 'superseded' || result === 'cancelled') return outcome
  return {
    ...outcome,
    result: 'failed',
    reason: `It could not be brought back to ${shortArn(former)}: ${reason ?? result}`,
    taskDefinitionArn,
  }
}
