import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListTagsForResourceCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  TagResourceCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { REGION, type AwsSide } from './aws-side.ts'
import type { Step } from './conformance.ts'

const cluster = 'dev'
const service = 'app'
const serviceArn = `arn:aws:ecs:${REGION}:123456789012:service/dev/app`

const register = ({ ecs }: AwsSide): Promise<object> =>
  ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'app',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
      containerDefinitions: [
        { name: 'app', image: 'envoy:1', essential: true, environment: [{ name: 'EMPTY', value: '' }] },
      ],
      tags: [{ key: 'team', value: 'x' }],
    }),
  )

/** What the suite asks of ECS, and what it can be refused. */
export const ECS_STEPS: readonly Step<AwsSide>[] = [
  {
    name: 'CreateCluster',
    call: ({ ecs }) => ecs.send(new CreateClusterCommand({ clusterName: cluster })),
    reads: ['cluster.clusterArn', 'cluster.clusterName', 'cluster.status'],
  },
  {
    name: 'DescribeClusters',
    call: ({ ecs }) => ecs.send(new DescribeClustersCommand({ clusters: [cluster, 'none'] })),
    reads: ['clusters.0.clusterArn', 'failures.0.arn', 'failures.0.reason'],
  },
  {
    name: 'RegisterTaskDefinition',
    call: register,
    reads: [
      'taskDefinition.taskDefinitionArn',
      'taskDefinition.revision',
      'taskDefinition.status',
      'taskDefinition.family',
      'taskDefinition.containerDefinitions.0.image',
      'taskDefinition.containerDefinitions.0.environment.0.value',
    ],
  },
  {
    name: 'DescribeTaskDefinition',
    call: ({ ecs }) =>
      ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'app', include: ['TAGS'] })),
    reads: [
      'taskDefinition.taskDefinitionArn',
      'taskDefinition.cpu',
      'taskDefinition.executionRoleArn',
      'taskDefinition.requiresCompatibilities',
      'taskDefinition.compatibilities',
      'tags.0.key',
      'tags.0.value',
    ],
  },
  {
    name: 'DescribeTaskDefinition, none',
    call: ({ ecs }) => ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'none' })),
  },
  {
    name: 'DescribeServices, no cluster',
    call: ({ ecs }) => ecs.send(new DescribeServicesCommand({ cluster: 'none', services: ['app'] })),
  },
  {
    name: 'CreateService',
    call: ({ ecs }) =>
      ecs.send(
        new CreateServiceCommand({ cluster, serviceName: service, taskDefinition: 'app', desiredCount: 1 }),
      ),
    reads: [
      'service.serviceArn',
      'service.clusterArn',
      'service.status',
      'service.desiredCount',
      'service.taskDefinition',
      'service.deployments.0.id',
      'service.deployments.0.status',
      'service.deployments.0.taskDefinition',
    ],
  },
  {
    name: 'DescribeServices',
    call: ({ ecs }) => ecs.send(new DescribeServicesCommand({ cluster, services: [service] })),
    reads: [
      'services.0.serviceArn',
      'services.0.taskDefinition',
      'services.0.desiredCount',
      'services.0.runningCount',
      'services.0.events',
      'services.0.deployments.0.createdAt',
      'services.0.deployments.0.rolloutState',
      'services.0.loadBalancers',
      'failures',
    ],
    differs: 'moto plays no rollouts: it has no events, and a rollout of another pace',
  },
  {
    name: 'DescribeServices, none',
    call: ({ ecs }) => ecs.send(new DescribeServicesCommand({ cluster, services: ['none'] })),
    reads: ['services', 'failures.0.arn', 'failures.0.reason'],
  },
  { name: 'RegisterTaskDefinition, the next', call: register, reads: ['taskDefinition.revision'] },
  {
    name: 'UpdateService',
    call: ({ ecs }) => ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition: 'app:2' })),
    reads: ['service.taskDefinition', 'service.deployments.0.id', 'service.deployments.0.status'],
  },
  {
    name: 'UpdateService, none',
    call: ({ ecs }) =>
      ecs.send(new UpdateServiceCommand({ cluster, service: 'none', taskDefinition: 'app:2' })),
  },
  {
    name: 'UpdateService, no task definition',
    call: ({ ecs }) => ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition: 'none:1' })),
  },
  {
    name: 'ListServiceDeployments',
    differs: 'moto has no service deployments at all',
    call: ({ ecs }) => ecs.send(new ListServiceDeploymentsCommand({ cluster, service })),
    reads: ['serviceDeployments.0.serviceDeploymentArn'],
  },
  {
    name: 'TagResource',
    call: ({ ecs }) =>
      ecs.send(new TagResourceCommand({ resourceArn: serviceArn, tags: [{ key: 'a', value: 'b' }] })),
  },
  {
    name: 'ListTagsForResource',
    call: ({ ecs }) => ecs.send(new ListTagsForResourceCommand({ resourceArn: serviceArn })),
    reads: ['tags.0.key', 'tags.0.value'],
  },
  {
    name: 'RunTask',
    call: ({ ecs }) =>
      ecs.send(
        new RunTaskCommand({
          cluster,
          taskDefinition: 'app',
          launchType: 'FARGATE',
          networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
        }),
      ),
    differs: 'moto wants the subnet of a Fargate task to exist; the sandbox has no networks',
    reads: ['tasks.0.taskArn', 'tasks.0.lastStatus', 'failures'],
  },
  {
    name: 'DescribeTasks, none',
    differs: 'moto leaves a missing task out; the API reference has it in failures',
    call: ({ ecs }) => ecs.send(new DescribeTasksCommand({ cluster, tasks: ['0123456789'] })),
    reads: ['tasks', 'failures.0.reason', 'failures.0.arn'],
  },
  {
    name: 'ListTasks, stopped',
    differs: 'the task of RunTask has ended here, and moto ran none',
    call: ({ ecs }) => ecs.send(new ListTasksCommand({ cluster, desiredStatus: 'STOPPED' })),
    reads: ['taskArns'],
  },
]
