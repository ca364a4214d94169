import { ECSClient } from '@aws-sdk/client-ecs'
import type { AwsSession } from '../../aws/session.ts'
import type { Ports } from '../../runner/ports.ts'
import type {
  EcsService,
  ReadyTarget,
  ReleasedImage,
  ReleaseRequest,
  Target,
  TargetOutcome,
} from '../types.ts'
import { digestIn, findContainer } from './container.ts'
import { explainFailure } from './diagnose.ts'
import {
  deploymentEntries,
  describeService,
  describeTaskDefinition,
  registerTaskDefinition,
  updateService,
} from './service.ts'
import { withImage } from './task-definition.ts'
import { watchRollout } from './watch.ts'

/**
 * Looks at an ECS service before the first write: it exists, can be deployed to, and it is known which container gets
 * the image.
 * @throws UserError when the release cannot work here
 */
export async function prepareEcsTarget(
  session: AwsSession,
  target: Target,
  runs: EcsService,
  image: ReleasedImage,
  request: Pick<ReleaseRequest, 'wait' | 'waitMs'>,
  ports: Ports,
): Promise<ReadyTarget> {
  const client = session.client(ECSClient, target.region)
  const service = await describeService(client, target, runs)
  const former = await describeTaskDefinition(client, service.taskDefinition ?? '')
  const container = findContainer(former.containers, target.repository, runs.container, shortArn(former.arn))
  const runsNow = digestIn(former.containers[container]?.image ?? '')
  const entries = deploymentEntries(service)
  const primary = entries.find(({ status }) => status === 'PRIMARY')
  const steady = primary?.rolloutState === undefined || primary.rolloutState === 'COMPLETED'
  const runsIt = runsNow === image.digest

  const roll = async (taskDefinition: string, from: string | undefined): Promise<TargetOutcome> => {
    const deployment = await updateService(client, runs, taskDefinition)
    if (request.wait === 'none') return { result: 'deployed', accepted: true }
    const watched = {
      target,
      service: runs,
      deploymentId: deployment.id ?? '',
      taskDefinition,
      former: from,
      createdAt: deployment.createdAt,
    }
    return await explained(await watchRollout(client, watched, request.waitMs, ports), watched)
  }
  const explained = async (
    outcome: TargetOutcome,
    { taskDefinition, createdAt }: { taskDefinition: string; createdAt: Date | undefined },
  ): Promise<TargetOutcome> => {
    if (outcome.result === 'deployed' || outcome.result === 'tagged') return outcome
    return { ...outcome, evidence: await explainFailure(client, runs, taskDefinition, createdAt) }
  }

  return {
    target,
    settled: runsIt && steady && entries.length <= 1,
    deploy: async () => {
      // A release that was killed after UpdateService left the service on its way to this very digest.
      if (runsIt && primary !== undefined) {
        const watched = {
          target,
          service: runs,
          deploymentId: primary.id,
          taskDefinition: former.arn,
          former: undefined,
          createdAt: service.deployments?.find(({ id }) => id === primary.id)?.createdAt,
        }
        if (request.wait === 'none')
          return { result: 'unchanged', accepted: false, taskDefinitionArn: former.arn }
        const outcome = await explained(await watchRollout(client, watched, request.waitMs, ports), watched)
        return { ...outcome, taskDefinitionArn: former.arn }
      }
      const reference = `${target.repository.url}@${image.digest}`
      const taskDefinitionArn = await registerTaskDefinition(client, withImage(former, container, reference))
      ports.log.info(`${target.name}: ${shortArn(former.arn)} -> ${shortArn(taskDefinitionArn)}`)
      const outcome = await roll(taskDefinitionArn, former.arn)
      return { ...outcome, taskDefinitionArn, previousTaskDefinitionArn: former.arn }
    },
    rollBack: async () => {
      if (runsIt)
        return { result: 'failed', accepted: true, reason: 'It is not known what the service ran before.' }
      ports.log.info(`${target.name}: back to ${shortArn(former.arn)}`)
      const outcome = await roll(former.arn, undefined)
      const back = outcome.result === 'deployed' || outcome.result === 'tagged'
      return {
        ...outcome,
        result: back ? 'rolled-back' : 'failed',
        taskDefinitionArn: former.arn,
        ...(back
          ? {}
          : {
              reason: `It could not be brought back to ${shortArn(former.arn)}: ${outcome.reason ?? outcome.result}`,
            }),
      }
    },
  }
}

/** `family:revision` of a task definition's ARN. */
function shortArn(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}
