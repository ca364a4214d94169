import type { Operation } from '../front/aws-service.ts'
import { describeServiceRevisions } from './revisions.ts'
import {
  describeServiceDeployments,
  listServiceDeployments,
  stopServiceDeployment,
} from './service-deployments.ts'
import { createService, deleteService, describeServices, listServices, updateService } from './services.ts'
import type { EcsRegion } from './store.ts'
import { listTagsForResource, tagResource, untagResource } from './tags.ts'
import {
  deregisterTaskDefinition,
  describeTaskDefinition,
  listTaskDefinitions,
  registerTaskDefinition,
} from './task-definitions.ts'
import {
  createCluster,
  describeClusters,
  describeTasks,
  listTasks,
  runTask,
  stopTask,
} from './task-operations.ts'

/** ECS's operations by name. */
export const ecsOperations: Readonly<Record<string, Operation<EcsRegion>>> = {
  CreateCluster: createCluster,
  DescribeClusters: describeClusters,
  CreateService: createService,
  UpdateService: updateService,
  DeleteService: deleteService,
  DescribeServices: describeServices,
  ListServices: listServices,
  RegisterTaskDefinition: registerTaskDefinition,
  DescribeTaskDefinition: describeTaskDefinition,
  DeregisterTaskDefinition: deregisterTaskDefinition,
  ListTaskDefinitions: listTaskDefinitions,
  ListServiceDeployments: listServiceDeployments,
  DescribeServiceDeployments: describeServiceDeployments,
  StopServiceDeployment: stopServiceDeployment,
  DescribeServiceRevisions: describeServiceRevisions,
  ListTasks: listTasks,
  DescribeTasks: describeTasks,
  RunTask: runTask,
  StopTask: stopTask,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
}
