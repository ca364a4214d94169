import {
  type Deployment,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  RegisterTaskDefinitionCommand,
  type Service,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { awsErrorName } from '../../../aws/errors.ts'
import { isJsonObject, type JsonObject, sendRaw } from '../../../aws/raw-json.ts'
import { UserError } from '../../../errors.ts'
import type { EcsService, Target } from '../../request/target.ts'
import type { DeploymentEntry } from './rollout.ts'
import { readTaskDefinition, type TaskDefinition } from './task-definition.ts'

/**
 * Looks a service up and refuses what cannot be deployed to.
 * Source: Amazon ECS API Reference, DescribeServices: a service that does not exist is not an error but an entry of
 * `failures` with the reason MISSING.
 * @throws UserError
 */
export async function describeService(
  client: ECSClient,
  target: Target,
  { cluster, service }: EcsService,
): Promise<Service> {
  const where = `in the cluster "${cluster}" in ${target.region}`
  const answer = await client
    .send(new DescribeServicesCommand({ cluster, services: [service] }))
    .catch((error: unknown) => {
      if (awsErrorName(error) !== 'ClusterNotFoundException') throw error
      throw new UserError(
        `There is no ECS cluster "${cluster}" in ${target.region}.`,
        'Check "cluster-arn" and the region ("stage-region", or the one in the ARN).',
        { cause: error },
      )
    })
  const found = answer.services?.[0]
  if (found === undefined) {
    throw new UserError(
      `There is no ECS service "${service}" ${where}.`,
      'Check "service-name", the cluster and the region. A service that is not created yet is given as "placeholder" or left empty.',
    )
  }
  if (found.status !== 'ACTIVE') {
    throw new UserError(
      `The ECS service "${service}" ${where} is ${found.status ?? 'in no state'}, not ACTIVE.`,
    )
  }
  if (found.deploymentController?.type === 'EXTERNAL') {
    throw new UserError(
      `The ECS service "${service}" ${where} is deployed by EXTERNAL: something else makes its task sets, and ECS takes no task definition for it.`,
      'Release to it with the tool that makes the task sets, or give it the deployment controller ECS (rolling, blue/green, linear or canary).',
    )
  }
  return found
}

/** Reads a task definition as it is, with its tags and with fields that no SDK knows. */
export async function describeTaskDefinition(
  client: ECSClient,
  taskDefinition: string,
): Promise<TaskDefinition> {
  const command = new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] })
  return readTaskDefinition(await sendRaw(command.middlewareStack, async () => await client.send(command)))
}

/** Registers a revision from raw JSON. Returns its ARN. */
export async function registerTaskDefinition(client: ECSClient, definition: JsonObject): Promise<string> {
  const command = new RegisterTaskDefinitionCommand({ family: '', containerDefinitions: [] })
  const answer = await sendRaw(command.middlewareStack, async () => await client.send(command), definition)
  const registered = isJsonObject(answer['taskDefinition'])
    ? answer['taskDefinition']['taskDefinitionArn']
    : undefined
  if (typeof registered !== 'string') throw new Error('RegisterTaskDefinition answered without an ARN')
  return registered
}

/**
 * Starts a deployment of a task definition. Nothing but the task definition is sent: the desired count is the
 * autoscaler's, and the deployment strategies of ECS refuse most other fields.
 * @returns the new primary deployment
 */
export async function updateService(
  client: ECSClient,
  { cluster, service }: EcsService,
  taskDefinition: string,
): Promise<Deployment> {
  const answer = await client.send(new UpdateServiceCommand({ cluster, service, taskDefinition }))
  const primary = answer.service?.deployments?.find(({ status }) => status === 'PRIMARY')
  if (primary === undefined) throw new Error('UpdateService answered without a primary deployment')
  return primary
}

/** A service's deployments in the words of the judgement. */
export function deploymentEntries(service: Service): readonly DeploymentEntry[] {
  return (service.deployments ?? []).map((deployment) => ({
    id: deployment.id ?? '',
    status: deployment.status ?? '',
    taskDefinition: deployment.taskDefinition ?? '',
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
    running: deployment.runningCount ?? 0,
    pending: deployment.pendingCount ?? 0,
    desired: deployment.desiredCount ?? 0,
    failed: deployment.failedTasks ?? 0,
  }))
}
