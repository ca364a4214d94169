import {
  type CodeDeployClient,
  CreateDeploymentCommand,
  type DeploymentInfo,
  type ECSTarget,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
  StopDeploymentCommand,
} from '@aws-sdk/client-codedeploy'
import { awsErrorName } from '../../../../aws/errors.ts'
import { messageOf } from '../../../../errors.ts'
import { revisionOf } from './appspec.ts'
import type { GroupName } from './group.ts'
import type { DeploymentView } from './judge.ts'

/** Looks a deployment up. */
export async function getDeployment(client: CodeDeployClient, deploymentId: string): Promise<DeploymentInfo> {
  const { deploymentInfo } = await client.send(new GetDeploymentCommand({ deploymentId }))
  return deploymentInfo ?? {}
}

/**
 * Looks at what a deployment did to its service; undefined while it has not begun.
 * Source: CodeDeploy API Reference, GetDeploymentTarget: the id of an ECS target is `cluster:service`, by name.
 */
export async function getEcsTarget(
  client: CodeDeployClient,
  deploymentId: string,
  targetId: string,
): Promise<ECSTarget | undefined> {
  try {
    const answer = await client.send(new GetDeploymentTargetCommand({ deploymentId, targetId }))
    return answer.deploymentTarget?.ecsTarget
  } catch (error) {
    const name = awsErrorName(error)
    if (name === 'DeploymentNotStartedException' || name === 'DeploymentTargetDoesNotExistException')
      return undefined
    throw error
  }
}

/** Both in the words of the judgement. */
export function viewOf(id: string, info: DeploymentInfo, target: ECSTarget | undefined): DeploymentView {
  const green = target?.taskSetsInfo?.find(({ taskSetLabel }) => taskSetLabel === 'Green')
  return {
    id,
    status: info.status ?? 'Created',
    errorCode: info.errorInformation?.code,
    errorMessage: info.errorInformation?.message,
    rollbackId: info.rollbackInfo?.rollbackDeploymentId,
    rollbackMessage: info.rollbackInfo?.rollbackMessage,
    isTerminating: info.instanceTerminationWaitTimeStarted ?? false,
    steps: (target?.lifecycleEvents ?? []).map(({ lifecycleEventName, status, diagnostics }) => ({
      name: lifecycleEventName ?? '',
      status: status ?? '',
      message: diagnostics?.message,
    })),
    replacement: green?.identifer,
    weight: green?.trafficWeight,
  }
}

/** True until a deployment is over; a group takes no other one meanwhile. */
export function isUnderWay(status: string | undefined): boolean {
  return status !== undefined && !['Succeeded', 'Failed', 'Stopped'].includes(status)
}

/**
 * The task definition in a deployment's AppSpec; undefined where it has none that can be read. The answer has the
 * content under one of two names (`appSpecContent`, or the older `string`).
 */
export function taskDefinitionIn({ revision }: DeploymentInfo): string | undefined {
  return /arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/[\w-]+:\d+/.exec(JSON.stringify(revision ?? {}))?.[0]
}

/**
 * Starts a deployment. The API has no token to send it twice with: where the answer to the first time was lost, the
 * group refuses a second one and names the first.
 * @returns its id
 */
export async function createDeployment(
  client: CodeDeployClient,
  { application, group }: GroupName,
  content: string,
  description: string,
): Promise<string> {
  const revision = revisionOf(content)
  try {
    const { deploymentId } = await client.send(
      new CreateDeploymentCommand({
        applicationName: application,
        deploymentGroupName: group,
        revision,
        description,
      }),
    )
    if (deploymentId !== undefined) return deploymentId
  } catch (error) {
    const other = /\bd-[A-Z0-9]+\b/.exec(messageOf(error))?.[0]
    if (awsErrorName(error) !== 'DeploymentLimitExceededException' || other === undefined) throw error
    const info = await getDeployment(client, other)
    if (info.description === description) return other
    throw error
  }
  throw new Error('CreateDeployment answered without an id')
}

/** Stops a deployment and has CodeDeploy bring back what ran before. One that is over already stays as it is. */
export async function stopDeployment(client: CodeDeployClient, deploymentId: string): Promise<void> {
  try {
    await client.send(new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true }))
  } catch (error) {
    if (awsErrorName(error) !== 'DeploymentAlreadyCompletedException') throw error
  }
}
