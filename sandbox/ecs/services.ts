import { fault } from '../wire/fault.ts'
import { flag, number, object, objects, text, texts, type JsonObject } from '../wire/json.ts'
import { clusterArn, clusterOf, findTaskDefinition, nameIn, serviceOf } from './lookup.ts'
import { launch } from './launch.ts'
import { addDeployment, primaryOf } from './rollout.ts'
import { ecsArn, seconds, type Deployment, type EcsRegion, type EcsService } from './store.ts'
import { scaleDown, startTasks } from './tasks.ts'
import { setTags, tagList } from './tags.ts'

export function createService(input: JsonObject, ecs: EcsRegion): JsonObject {
  const service = addService(ecs, input)
  launch(ecs, service, addDeployment(ecs, service, service.taskDefinition))
  return { service: serviceJson(ecs, service, true) }
}

/** Adds a service that has no deployment yet. */
export function addService(ecs: EcsRegion, input: JsonObject): EcsService {
  const cluster = clusterOf(ecs, input)
  const name = text(input, 'serviceName') ?? ''
  if (!/^[\w-]{1,255}$/.test(name)) throw fault('InvalidParameterException', 'Invalid service name.')
  if (ecs.services.get(`${cluster}/${name}`)?.status === 'ACTIVE') {
    throw fault('InvalidParameterException', 'Creation of service was not idempotent.')
  }
  const arn = ecsArn(ecs, `service/${cluster}/${name}`)
  const service: EcsService = {
    name,
    arn,
    cluster,
    createdAt: Date.now(),
    fields: Object.fromEntries(
      Object.entries(input).filter(
        ([key]) => !['cluster', 'serviceName', 'tags', 'taskDefinition'].includes(key),
      ),
    ),
    taskDefinition: activeDefinition(ecs, text(input, 'taskDefinition') ?? ''),
    desiredCount: number(input, 'desiredCount') ?? 1,
    status: 'ACTIVE',
    deployments: [],
    events: [],
    scripts: [],
    url: undefined,
  }
  ecs.services.set(`${cluster}/${name}`, service)
  setTags(ecs, arn, objects(input, 'tags'))
  return service
}

/** The ARN of a task definition that may be deployed. */
function activeDefinition(ecs: EcsRegion, reference: string): string {
  const definition = findTaskDefinition(ecs, reference)
  if (definition === undefined) throw fault('ClientException', 'TaskDefinition not found.')
  if (definition['status'] !== 'ACTIVE') throw fault('ClientException', 'TaskDefinition is inactive')
  return text(definition, 'taskDefinitionArn') ?? ''
}

/** A new task definition, or `forceNewDeployment`, starts a deployment; a desired count alone does not. */
export function updateService(input: JsonObject, ecs: EcsRegion): JsonObject {
  const service = serviceOf(ecs, input)
  if (service.status !== 'ACTIVE') throw fault('ServiceNotActiveException', 'Service was not ACTIVE.')
  const asked = text(input, 'taskDefinition')
  const controller = controllerOf(service)
  if (asked !== undefined && controller !== 'ECS') {
    throw fault(
      'InvalidParameterException',
      `Unable to update task definition on services with a ${controller} deployment controller. ${controller === 'CODE_DEPLOY' ? 'Use AWS CodeDeploy to trigger a new deployment.' : 'Use CreateTaskSet.'}`,
    )
  }
  const taskDefinition = asked === undefined ? service.taskDefinition : activeDefinition(ecs, asked)
  const desired = number(input, 'desiredCount')
  if (desired !== undefined) scale(ecs, service, desired)
  if (taskDefinition !== service.taskDefinition || flag(input, 'forceNewDeployment') === true) {
    launch(ecs, service, addDeployment(ecs, service, taskDefinition))
  }
  return { service: serviceJson(ecs, service, true) }
}

function scale(ecs: EcsRegion, service: EcsService, desired: number): void {
  const primary = primaryOf(service)
  service.desiredCount = desired
  if (primary?.status !== 'SUCCESSFUL') return
  scaleDown(ecs, primary)
  startTasks(ecs, service, primary)
  primary.running = desired
}

export function deleteService(input: JsonObject, ecs: EcsRegion): JsonObject {
  const service = serviceOf(ecs, input)
  service.status = 'INACTIVE'
  for (const deployment of service.deployments) {
    scaleDown(ecs, deployment)
    deployment.place = 'GONE'
    deployment.running = 0
  }
  return { service: serviceJson(ecs, service, true) }
}

/** A service that is not there is an entry of `failures`, no error. */
export function describeServices(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, input)
  const names = texts(input, 'services')
  if (names.length === 0) throw fault('InvalidParameterException', 'Services cannot be empty.')
  if (names.length > 10) {
    throw fault('InvalidParameterException', 'The maximum number of services is 10.')
  }
  const withTags = texts(input, 'include').includes('TAGS')
  const services: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const reference of names) {
    const name = nameIn(ecs, reference)
    const service = ecs.services.get(`${cluster}/${name}`)
    if (service === undefined) {
      failures.push({ arn: ecsArn(ecs, `service/${cluster}/${name}`), reason: 'MISSING' })
    } else services.push(serviceJson(ecs, service, withTags))
  }
  return { services, failures }
}

export function listServices(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, input)
  const all = [...ecs.services.values()].filter(
    (each) => each.cluster === cluster && each.status === 'ACTIVE',
  )
  return { serviceArns: all.map(({ arn }) => arn) }
}

export function controllerOf({ fields }: EcsService): string {
  return text(object(fields, 'deploymentController'), 'type') ?? 'ECS'
}

/** A service as ECS describes it. */
export function serviceJson(ecs: EcsRegion, service: EcsService, withTags: boolean): JsonObject {
  const shown = service.deployments.filter(({ place }) => place !== 'GONE')
  const count = (key: 'running' | 'pending'): number => shown.reduce((sum, each) => sum + each[key], 0)
  return {
    launchType: 'FARGATE',
    schedulingStrategy: 'REPLICA',
    loadBalancers: [],
    serviceRegistries: [],
    placementConstraints: [],
    placementStrategy: [],
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: true, rollback: true },
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      strategy: 'ROLLING',
    },
    deploymentController: { type: 'ECS' },
    enableECSManagedTags: true,
    enableExecuteCommand: false,
    propagateTags: 'NONE',
    ...service.fields,
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: clusterArn(ecs, service.cluster),
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: count('running'),
    pendingCount: count('pending'),
    taskDefinition: service.taskDefinition,
    deployments: controllerOf(service) === 'ECS' ? shown.map((each) => deploymentJson(service, each)) : [],
    events: service.events,
    createdAt: seconds(service.createdAt),
    currentServiceDeployment: primaryOf(service)?.arn,
    currentServiceRevisions: shown.map((each) => ({
      arn: each.revisionArn,
      requestedTaskCount: service.desiredCount,
      runningTaskCount: each.running,
      pendingTaskCount: each.pending,
    })),
    ...(withTags ? { tags: tagList(ecs, service.arn) } : {}),
  }
}

function deploymentJson(service: EcsService, deployment: Deployment): JsonObject {
  return {
    id: deployment.id,
    status: deployment.place,
    taskDefinition: deployment.taskDefinition,
    desiredCount: deployment.place === 'PRIMARY' ? service.desiredCount : 0,
    runningCount: deployment.running,
    pendingCount: deployment.pending,
    failedTasks: deployment.failed,
    createdAt: seconds(deployment.createdAt),
    updatedAt: seconds(deployment.updatedAt),
    launchType: 'FARGATE',
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  }
}
