import { createHash } from 'node:crypto'
import type { LoadBalancer, Service } from '@aws-sdk/client-ecs'
import type { Json, JsonObject } from '../../../../aws/raw-json.ts'
import { UserError } from '../../../../errors.ts'

/** What CreateDeployment is given to deploy: an AppSpec for one task definition. */
export type AppSpecFor = (taskDefinitionArn: string) => string

/**
 * The AppSpec that deploys a task definition as the service is set up now: the container and port that its load balancer
 * reaches, its platform version, network and capacity providers.
 * Source: CodeDeploy User Guide, "AppSpec 'resources' section for Amazon ECS deployments".
 * @param name of the service for messages
 * @throws UserError where the load balancer does not tell a container and a port
 */
export function appSpecOfService(service: Service, name: string): AppSpecFor {
  const taskSet = service.taskSets?.find(({ status }) => status === 'PRIMARY')
  const balancer = onlyBalancer(taskSet?.loadBalancers, service.loadBalancers, name)
  const network = (taskSet?.networkConfiguration ?? service.networkConfiguration)?.awsvpcConfiguration
  const providers = [service.capacityProviderStrategy, taskSet?.capacityProviderStrategy].find(
    (strategy) => strategy !== undefined && strategy.length > 0,
  )
  const platformVersion = service.platformVersion ?? taskSet?.platformVersion
  return (taskDefinitionArn) =>
    appSpecText({
      TaskDefinition: taskDefinitionArn,
      LoadBalancerInfo: { ContainerName: balancer.containerName, ContainerPort: balancer.containerPort },
      PlatformVersion: platformVersion,
      NetworkConfiguration:
        network === undefined
          ? undefined
          : {
              AwsvpcConfiguration: {
                Subnets: network.subnets ?? [],
                SecurityGroups: network.securityGroups ?? [],
                AssignPublicIp: network.assignPublicIp,
              },
            },
      CapacityProviderStrategy: providers?.map(({ base, capacityProvider, weight }) => ({
        Base: base,
        CapacityProvider: capacityProvider ?? '',
        Weight: weight,
      })),
    })
}

function appSpecText(Properties: JsonObject): string {
  const document: Json = {
    version: 0.0,
    Resources: [{ TargetService: { Type: 'AWS::ECS::Service', Properties } }],
  }
  return JSON.stringify(document)
}

function onlyBalancer(
  ofTaskSet: readonly LoadBalancer[] | undefined,
  ofService: readonly LoadBalancer[] | undefined,
  name: string,
): { readonly containerName: string; readonly containerPort: number } {
  const balancers = [ofTaskSet, ofService].find((list) => list !== undefined && list.length > 0) ?? []
  const pairs = new Map(
    balancers.flatMap(({ containerName, containerPort }) =>
      containerName === undefined || containerPort === undefined
        ? []
        : [[`${containerName}:${containerPort}`, { containerName, containerPort }] as const],
    ),
  )
  const [only, another] = [...pairs.values()]
  if (only !== undefined && another === undefined) return only
  const found =
    only === undefined ? 'no container and port' : `several of them: ${[...pairs.keys()].join(', ')}`
  throw new UserError(
    `CodeDeploy needs to know where the load balancer of the service "${name}" reaches its containers, and ECS tells ${found}.`,
    'Set "codedeploy-appspec" to an AppSpec file that has them under LoadBalancerInfo.',
  )
}

/** The revision that CreateDeployment takes for an AppSpec. Source: CodeDeploy API Reference, AppSpecContent. */
export function revisionOf(content: string): {
  readonly revisionType: 'AppSpecContent'
  readonly appSpecContent: { readonly content: string; readonly sha256: string }
} {
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { revisionType: 'AppSpecContent', appSpecContent: { content, sha256 } }
}
