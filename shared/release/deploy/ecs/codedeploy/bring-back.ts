import { CodeDeployClient } from '@aws-sdk/client-codedeploy'
import { ECSClient } from '@aws-sdk/client-ecs'
import type { EcsService, Target } from '../../../request/target.ts'
import { brokenOff } from '../../failure.ts'
import type { Pace, TargetOutcome, WayBack } from '../../outcome.ts'
import type { DeployContext } from '../../prepare.ts'
import { shortArn } from '../arn.ts'
import { digestIn } from '../container.ts'
import { describeTaskDefinition } from '../definitions.ts'
import { findService, runningTaskDefinition } from '../service.ts'
import { whereItIs } from './conclude.ts'
import {
  createDeployment,
  getDeployment,
  isUnderWay,
  stopDeployment,
  taskDefinitionIn,
} from './deployments.ts'
import { describeRelease } from './describe.ts'
import { followDeployment, type Way } from './follow.ts'
import { getGroup } from './group.ts'

/**
 * Brings a service of CodeDeploy back to the task definition of `wayBack`. A deployment of ours that is under way, or
 * whose former tasks have not ended yet, is stopped and rolled back by CodeDeploy, which only reroutes the traffic; else
 * the former task definition is deployed again. What belongs to someone else by now is left alone.
 */
export async function bringBackCodeDeploy(
  target: Target,
  runs: EcsService,
  wayBack: WayBack,
  pace: Pace,
  context: DeployContext,
): Promise<TargetOutcome> {
  const { taskDefinition: former, application, group, appSpec } = wayBack
  const texts = [former, application, group, appSpec]
  if (!texts.every((text) => typeof text === 'string'))
    return { result: 'failed', accepted: true, reason: 'It is not known what the service ran before.' }
  const [to = '', applicationName = '', groupName = '', content = ''] = texts
  try {
    const ecs = context.session.client(ECSClient, target.region)
    const service = await findService(ecs, target, runs)
    const way: Way = {
      client: context.session.client(CodeDeployClient, target.region),
      ecs,
      target,
      runs,
      place: {
        cluster: shortArn(service.clusterArn ?? runs.cluster),
        service: service.serviceName ?? shortArn(runs.service),
        region: target.region,
      },
      name: { application: applicationName, group: groupName },
      context,
      definition: {},
    }
    context.ports.log.info(`${target.name}: back to ${shortArn(to)}`)
    return await goBack(way, { to, content, now: runningTaskDefinition(service), wayBack }, pace)
  } catch (error) {
    return ended(brokenOff(error, true, context.ports.signal), to)
  }
}

interface Back {
  readonly to: string
  /** The AppSpec of what ran before. */
  readonly content: string
  /** What the service runs. */
  readonly now: string
  readonly wayBack: WayBack
}

async function goBack(way: Way, back: Back, pace: Pace): Promise<TargetOutcome> {
  const { to, now } = back
  const last = (await getGroup(way.client, way.name)).lastAttemptedDeployment
  if (last?.deploymentId !== undefined && isUnderWay(last.status)) {
    const info = await getDeployment(way.client, last.deploymentId)
    const itsOwn = taskDefinitionIn(info)
    const isRollback = info.creator === 'codeDeployRollback'
    if (!isRollback && !(await isOurs(way, itsOwn, back.wayBack))) return superseded(itsOwn ?? now, to)
    return await stopped(way, back, last.deploymentId, itsOwn ?? now, isRollback, pace)
  }
  if (now === to) return { result: 'rolled-back', accepted: true, taskDefinitionArn: to }
  if (!(await isOurs(way, now, back.wayBack))) return superseded(now, to)
  return await redeployed(way, back, pace)
}

/** What is deployed by this release is known by its ARN or, after a kill, by the digest that it runs. */
async function isOurs(way: Way, taskDefinition: string | undefined, wayBack: WayBack): Promise<boolean> {
  if (taskDefinition === undefined) return false
  if (typeof wayBack['deployed'] === 'string') return wayBack['deployed'] === taskDefinition
  const { containers } = await describeTaskDefinition(way.ecs, taskDefinition)
  const released = containers.find(({ name }) => name === wayBack['container'])
  return released !== undefined && digestIn(released.image) === wayBack['digest']
}

async function stopped(
  way: Way,
  back: Back,
  id: string,
  ours: string,
  isRollback: boolean,
  pace: Pace,
): Promise<TargetOutcome> {
  const { to } = back
  if (!isRollback) await stopDeployment(way.client, id)
  if (pace === 'start') {
    const reason = `CodeDeploy brings the traffic back to ${shortArn(to)}; that was not waited for.`
    return { result: 'cancelled', accepted: true, reason }
  }
  const followed = await followDeployment(way, id)
  if (isRollback && followed.end === 'deployed') return ended({ result: 'deployed', accepted: true }, to)
  if (followed.end === 'broken') {
    const where = await whereItIs(way, followed.view, { from: to, to: ours }, true)
    if (where === 'back') return ended({ result: 'rolled-back', accepted: true }, to)
    if (where === 'elsewhere') return superseded('another task definition', to)
  }
  if (followed.end === 'timed-out') {
    const reason = `the deployment ${id} did not stop in time: ${followed.progress}.`
    return ended({ result: 'timed-out', accepted: true, reason }, to)
  }
  return await redeployed(way, back, pace)
}

async function redeployed(way: Way, { to, content, now }: Back, pace: Pace): Promise<TargetOutcome> {
  const description = describeRelease(
    `Bring ${way.context.request.stage} back to ${shortArn(to)}`,
    way.context,
  )
  const id = await createDeployment(way.client, way.name, content, description)
  if (pace === 'start') {
    const reason = `The deployment ${id} of ${shortArn(to)} was started; it was not waited for.`
    return { result: 'cancelled', accepted: true, reason }
  }
  const followed = await followDeployment(way, id)
  if (followed.end === 'deployed') return ended({ result: 'deployed', accepted: true }, to)
  const reason =
    followed.end === 'broken'
      ? followed.reason
      : `the deployment ${id} is not over; the service runs ${shortArn(now)}.`
  return ended({ result: 'failed', accepted: true, reason }, to)
}

function superseded(now: string, former: string): TargetOutcome {
  return {
    result: 'superseded',
    accepted: true,
    reason: `The service is deployed to ${shortArn(now)} by now, which is not of this release: it was not brought back to ${shortArn(former)}.`,
  }
}

function ended(outcome: TargetOutcome, former: string): TargetOutcome {
  const { result, reason } = outcome
  if (result === 'deployed' || result === 'rolled-back')
    return { result: 'rolled-back', accepted: true, taskDefinitionArn: former }
  if (result === 'superseded' || result === 'cancelled') return outcome
  return {
    ...outcome,
    result: 'failed',
    reason: `It could not be brought back to ${shortArn(former)}: ${reason ?? result}`,
    taskDefinitionArn: former,
  }
}
