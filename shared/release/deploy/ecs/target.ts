import { type Deployment, ECSClient } from '@aws-sdk/client-ecs'
import type { ReadyTarget, TargetOutcome } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import type { EcsService, Target } from '../../request/target.ts'
import { isRefusal } from '../../../aws/errors.ts'
import { brokenOff } from '../failure.ts'
import { digestIn, findContainer } from './container.ts'
import {
  deploymentEntries,
  describeService,
  describeTaskDefinition,
  registerTaskDefinition,
  updateService,
} from './service.ts'
import { withImage } from './task-definition.ts'
import { type Expected, watchRollout } from './watch.ts'

/**
 * Looks at an ECS service before the first write: it exists, can be deployed to, and it is known which container gets
 * the image.
 * @throws UserError when the release cannot work here
 */
export async function prepareEcsService(
  target: Target,
  runs: EcsService,
  context: PrepareContext,
): Promise<ReadyTarget> {
  const { session, image, request, ports, alarms } = context
  const client = session.client(ECSClient, target.region)
  const service = await describeService(client, target, runs)
  const former = await describeTaskDefinition(client, service.taskDefinition ?? '')
  const container = findContainer(former.containers, target.repository, runs.container, shortArn(former.arn))
  if (service.deploymentController?.type === 'CODE_DEPLOY') {
    const { prepareCodeDeploy } = await import('./codedeploy/target.ts')
    return await prepareCodeDeploy(target, runs, service, former, container, context)
  }
  const runsNow = digestIn(former.containers[container]?.image ?? '')
  const entries = deploymentEntries(service)
  const primary = entries.find(({ status }) => status === 'PRIMARY')
  const steady = primary?.rolloutState === undefined || primary.rolloutState === 'COMPLETED'
  // A deployment that failed is the primary one still where no circuit breaker rolls back: it is not waited for again.
  const runsIt = runsNow === image.digest && primary !== undefined && primary.rolloutState !== 'FAILED'
  const settled = runsIt && steady && entries.length <= 1
  // A release that was killed after UpdateService left the service on its way, and what it ran before is still there.
  const outgoing = entries.find(
    ({ status, taskDefinition }) => status === 'ACTIVE' && taskDefinition !== former.arn,
  )
  const backTo = runsIt ? outgoing?.taskDefinition : former.arn

  const expected: Expected = {
    container: former.containers[container]?.name ?? '',
    digests: new Set([image.digest, ...image.platforms.values()]),
  }

  // What is brought back runs another digest, and no alarm must hold it up.
  const watch = async (deployment: Deployment, from: string | undefined): Promise<TargetOutcome> => {
    const { id: deploymentId = '', taskDefinition = '', createdAt } = deployment
    const watched = { target, service: runs, deploymentId, taskDefinition, former: from, createdAt }
    const releases = from === undefined && taskDefinition === backTo ? {} : { expected, alarms }
    try {
      return await watchRollout(client, { ...watched, found: service, ...releases }, request.waitMs, ports)
    } catch (error) {
      return brokenOff(error, true, ports.signal)
    }
  }
  const roll = async (taskDefinition: string, from: string | undefined): Promise<TargetOutcome> => {
    try {
      const deployment = await updateService(client, runs, taskDefinition)
      if (request.wait === 'none') return { result: 'deployed', accepted: true }
      return await watch({ ...deployment, taskDefinition }, from)
    } catch (error) {
      return brokenOff(error, !isRefusal(error), ports.signal)
    }
  }

  return {
    target,
    settled,
    outlook: { running: runsNow, revision: shortArn(former.arn), diff: [], notes: [] },
    wayBack: backTo === undefined ? undefined : { taskDefinition: backTo },
    deploy: async () => {
      if (settled || (runsIt && request.wait === 'none'))
        return { result: 'unchanged', accepted: false, taskDefinitionArn: former.arn }
      if (runsIt) {
        const underWay = service.deployments?.find(({ id }) => id === primary.id)
        const outcome = await watch({ ...underWay, taskDefinition: former.arn }, backTo)
        return { ...outcome, taskDefinitionArn: former.arn }
      }
      const reference = `${target.repository.url}@${image.digest}`
      const taskDefinitionArn = await registerTaskDefinition(client, withImage(former, container, reference))
      ports.log.info(`${target.name}: ${shortArn(former.arn)} -> ${shortArn(taskDefinitionArn)}`)
      const outcome = await roll(taskDefinitionArn, former.arn)
      return { ...outcome, taskDefinitionArn, previousTaskDefinitionArn: former.arn }
    },
    rollBack: async () => {
      if (backTo === undefined)
        return { result: 'failed', accepted: true, reason: 'It is not known what the service ran before.' }
      ports.log.info(`${target.name}: back to ${shortArn(backTo)}`)
      const outcome = await roll(backTo, undefined)
      const back = outcome.result === 'deployed' || outcome.result === 'tagged'
      return {
        ...outcome,
        result: back ? 'rolled-back' : 'failed',
        taskDefinitionArn: backTo,
        ...(back
          ? {}
          : {
              reason: `It could not be brought back to ${shortArn(backTo)}: ${outcome.reason ?? outcome.result}`,
            }),
      }
    },
  }
}

/** `family:revision` of a task definition's ARN. */
function shortArn(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}
