import { objects, text, texts, type JsonObject } from '../wire/json.ts'
import { arnOf, nameOf } from './arn.ts'
import {
  continueServiceDeployment,
  describeServiceDeployments,
  describeServiceRevisions,
  listServiceDeployments,
  stopServiceDeployment,
} from './deployments.ts'
import {
  createExpressService,
  deleteExpressService,
  describeExpressService,
  updateExpressService,
} from './express.ts'
import { describeTasks, listTasks, runTask, stopTaskByArn } from './run-task.ts'
import { createService, deleteService, describeServices, listServices, updateService } from './services.ts'
import type { EcsRegion } from './state.ts'
import { listTagsForResource, tagMap, tagResource, untagResource } from './tags.ts'
import {
  deregisterTaskDefinition,
  describeTaskDefinition,
  listTaskDefinitions,
  registerTaskDefinition,
} from './task-definitions.ts'

/** Creates a cluster, or finds the one of that name: the call is idempotent. */
export function createCluster(input: JsonObject, ecs: EcsRegion): JsonObject {
  const name = text(input, 'clusterName') ?? 'default'
  const arn = arnOf(ecs, `cluster/${name}`)
  if (!ecs.clusters.has(name)) {
    ecs.clusters.set(name, { name, arn, tags: new Map() })
    ecs.tags.set(arn, tagMap(objects(input, 'tags')))
  }
  return { cluster: clusterJson(ecs, name, arn) }
}

function clusterJson(ecs: EcsRegion, name: string, arn: string): JsonObject {
  const services = [...ecs.services.values()].filter(({ cluster }) => cluster === name)
  return {
    clusterArn: arn,
    clusterName: name,
    status: 'ACTIVE',
    activeServicesCount: services.length,
    runningTasksCount: ecs.tasks.filter((task) => task.clusterArn === arn && task.lastStatus === 'RUNNING')
      .length,
    pendingTasksCount: 0,
    registeredContainerInstancesCount: 0,
  }
}

function describeClusters(input: JsonObject, ecs: EcsRegion): JsonObject {
  const clusters: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const reference of texts(input, 'clusters').length === 0 ? ['default'] : texts(input, 'clusters')) {
    const cluster = ecs.clusters.get(nameOf(reference))
    if (cluster !== undefined) clusters.push(clusterJson(ecs, cluster.name, cluster.arn))
    else failures.push({ arn: arnOf(ecs, `cluster/${nameOf(reference)}`), reason: 'MISSING' })
  }
  return { clusters, failures }
}

/** ECS's operations by name. */
export const ecsOperations: Readonly<Record<string, (input: JsonObject, ecs: EcsRegion) => JsonObject>> = {
  CreateCluster: createCluster,
  DescribeClusters: describeClusters,
  CreateService: createService,
  DescribeServices: describeServices,
  UpdateService: updateService,
  ListServices: listServices,
  DeleteService: deleteService,
  CreateExpressGatewayService: createExpressService,
  DescribeExpressGatewayService: describeExpressService,
  UpdateExpressGatewayService: updateExpressService,
  DeleteExpressGatewayService: deleteExpressService,
  RegisterTaskDefinition: registerTaskDefinition,
  DescribeTaskDefinition: describeTaskDefinition,
  ListTaskDefinitions: listTaskDefinitions,
  DeregisterTaskDefinition: deregisterTaskDefinition,
  ListServiceDeployments: listServiceDeployments,
  DescribeServiceDeployments: describeServiceDeployments,
  DescribeServiceRevisions: describeServiceRevisions,
  StopServiceDeployment: stopServiceDeployment,
  ContinueServiceDeployment: continueServiceDeployment,
  RunTask: runTask,
  StopTask: stopTaskByArn,
  ListTasks: listTasks,
  DescribeTasks: describeTasks,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
}
