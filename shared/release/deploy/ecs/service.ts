import {
  type Deployment,
  DescribeServicesCommand,
  type ECSClient,
  type Service,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { awsErrorName } from '../../../aws/errors.ts'
import { UserError } from '../../../errors.ts'
import type { EcsService, Target } from '../../request/target.ts'

/**
 * Looks a service up, in whatever state it is.
 * Source: Amazon ECS API Reference, DescribeServices: a service that does not exist is not an error but an entry of
 * `failures` with the reason MISSING.
 * @throws UserError where the cluster or the service does not exist
 */
export async function findService(
  client: ECSClient,
  { region }: Pick<Target, 'region'>,
  { cluster, service }: EcsService,
): Promise<Service> {
  const answer = await client
    .send(new DescribeServicesCommand({ cluster, services: [service] }))
    .catch((error: unknown) => {
      if (awsErrorName(error) !== 'ClusterNotFoundException') throw error
      throw new UserError(
        `There is no ECS cluster "${cluster}" in ${region}.`,
        'Check "cluster-arn" and the region ("stage-region", or the one in the ARN).',
        { cause: error },
      )
    })
  const found = answer.services?.[0]
  if (found !== undefined) return found
  throw new UserError(
    `There is no ECS service "${service}" in the cluster "${cluster}" in ${region}.`,
    'Check "service-name", the cluster and the region. A service that is not created yet is given as "placeholder" or left empty.',
  )
}

/**
 * Looks a service up and refuses what cannot be deployed to.
 * @throws UserError
 */
export async function describeService(
  client: ECSClient,
  target: Pick<Target, 'region'>,
  runs: EcsService,
): Promise<Service> {
  const found = await findService(client, target, runs)
  const what = `The ECS service "${runs.service}" in the cluster "${runs.cluster}" in ${target.region}`
  if (found.status !== 'ACTIVE') {
    throw new UserError(
      `${what} is ${found.status ?? 'in no state'}, not ACTIVE.`,
      found.status === 'DRAINING'
        ? 'It is being deleted: its last tasks are stopping.'
        : 'It was deleted. Create it again, or give "placeholder" as "service-name" until it exists.',
    )
  }
  if (found.deploymentController?.type === 'EXTERNAL') {
    throw new UserError(
      `${what} is deployed by EXTERNAL: something else makes its task sets, and ECS takes no task definition for it.`,
      'Release to it with the tool that makes the task sets, or give it the deployment controller ECS (rolling, blue/green, linear or canary).',
    )
  }
  return found
}

/**
 * The task definition that a service runs, or is on its way to: its own. Services of CodeDeploy name the one they were
 * created with, and run that of their primary task set; Express Mode services name none, and run that of their primary
 * deployment.
 */
export function runningTaskDefinition({ taskSets, deployments, taskDefinition }: Service): string {
  const primary = (sets: Service['taskSets'] | Service['deployments']): string | undefined =>
    sets?.find(({ status }) => status === 'PRIMARY')?.taskDefinition
  return primary(taskSets) ?? taskDefinition ?? primary(deployments) ?? ''
}

/** Whether tasks run on Fargate and nowhere else, so that their platform is known before they are placed. */
export function runsOnFargate({ launchType, capacityProviderStrategy = [] }: Service): boolean {
  if (capacityProviderStrategy.length === 0) return launchType === 'FARGATE'
  return capacityProviderStrategy.every(({ capacityProvider }) => capacityProvider?.startsWith('FARGATE'))
}

/** A deployment that was started. */
export interface Started {
  readonly taskDefinition: string
  /** Empty where it does not show yet. */
  readonly deployment: Deployment
}

/**
 * Starts a deployment of a task definition. Nothing but the task definition is sent: the desired count is the
 * autoscaler's, and the deployment strategies of ECS refuse most other fields.
 * @param again it is the one that the service has already, which ECS deploys only when it is forced to
 */
export async function updateService(
  client: ECSClient,
  { cluster, service }: EcsService,
  taskDefinition: string,
  again = false,
): Promise<Started> {
  const force = again ? { forceNewDeployment: true } : {}
  const answer = await client.send(new UpdateServiceCommand({ cluster, service, taskDefinition, ...force }))
  const started = primaryOf(answer.service)
  if (started?.taskDefinition === taskDefinition) return { taskDefinition, deployment: started }
  const { services } = await client.send(new DescribeServicesCommand({ cluster, services: [service] }))
  return { taskDefinition, deployment: primaryOf(services?.[0]) ?? started ?? {} }
}

/** The deployment that a service is at, or on its way to. */
export function primaryOf(service: Service | undefined): Deployment | undefined {
  return service?.deployments?.find(({ status }) => status === 'PRIMARY')
}
