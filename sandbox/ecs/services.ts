import { fault } from '../wire/fault.ts'
import { flag, number, object, objects, text, texts, type JsonObject } from '../wire/json.ts'
import { arnOf, clusterOf, findService, serviceOf } from './arn.ts'
import { serviceJson } from './render.ts'
import { startRollout } from './rollout.ts'
import type { EcsRegion, EcsService, ExpressState } from './state.ts'
import { taskDefinitionArn } from './task-definitions.ts'
import { tagMap } from './tags.ts'

/** What is shown as it was given. */
const SETTINGS = [
  'deploymentConfiguration',
  'loadBalancers',
  'serviceRegistries',
  'networkConfiguration',
  'launchType',
  'capacityProviderStrategy',
  'platformVersion',
  'propagateTags',
  'enableECSManagedTags',
  'enableExecuteCommand',
  'healthCheckGracePeriodSeconds',
  'schedulingStrategy',
  'placementConstraints',
  'placementStrategy',
]

function settingsOf(input: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([key]) => SETTINGS.includes(key)))
}

export function createService(input: JsonObject, ecs: EcsRegion, express?: ExpressState): JsonObject {
  const cluster = clusterOf(ecs, text(input, 'cluster'))
  const name = text(input, 'serviceName') ?? ''
  if (findService(ecs, cluster.name, name)?.status === 'ACTIVE') {
    throw fault('InvalidParameterException', 'Creation of service was not idempotent.')
  }
  const service: EcsService = {
    name,
    arn: arnOf(ecs, `service/${cluster.name}/${name}`),
    cluster: cluster.name,
    clusterArn: cluster.arn,
    createdAt: Date.now(),
    settings: settingsOf(input),
    controller: text(object(input, 'deploymentController'), 'type') ?? 'ECS',
    status: 'ACTIVE',
    desiredCount: number(input, 'desiredCount') ?? 1,
    primary: undefined,
    active: undefined,
    green: undefined,
    rollouts: [],
    events: [],
    script: [],
    address: undefined,
    ...(express === undefined ? {} : { express }),
  }
  const taskDefinition = text(input, 'taskDefinition')
  const arn = taskDefinition === undefined ? undefined : taskDefinitionArn(ecs, taskDefinition)
  ecs.services.set(`${cluster.name}/${name}`, service)
  ecs.tags.set(service.arn, tagMap(objects(input, 'tags')))
  if (arn !== undefined) startRollout(ecs, service, arn)
  return { service: serviceJson(ecs, service, true) }
}

/** At most ten at once; a missing one is a failure in the answer, never an error (API reference). */
export function describeServices(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, text(input, 'cluster'))
  const references = texts(input, 'services')
  if (references.length === 0) throw fault('InvalidParameterException', 'Services cannot be empty.')
  if (references.length > 10)
    throw fault('InvalidParameterException', 'Services must have at most 10 elements.')
  const tags = texts(input, 'include').includes('TAGS')
  const services: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const reference of references) {
    const service = findService(ecs, cluster.name, reference)
    if (service !== undefined) services.push(serviceJson(ecs, service, tags))
    else {
      const arn = reference.startsWith('arn:')
        ? reference
        : arnOf(ecs, `service/${cluster.name}/${reference}`)
      failures.push({ arn, reason: 'MISSING' })
    }
  }
  return { services, failures }
}

export function updateService(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, text(input, 'cluster'))
  const service = serviceOf(ecs, cluster.name, text(input, 'service'))
  const reference = text(input, 'taskDefinition')
  if (reference !== undefined && service.controller === 'CODE_DEPLOY') {
    throw fault(
      'InvalidParameterException',
      'Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.',
    )
  }
  if (reference !== undefined && service.controller === 'EXTERNAL') {
    throw fault(
      'InvalidParameterException',
      'Cannot update task definition on a service with an EXTERNAL deployment controller.',
    )
  }
  if (
    service.express !== undefined &&
    (input['deploymentConfiguration'] ?? input['loadBalancers']) !== undefined
  ) {
    throw fault(
      'InvalidParameterException',
      'Deployment configuration and load balancers of an Express Mode service are managed by Amazon ECS.',
    )
  }
  const target =
    reference === undefined ? service.primary?.target.taskDefinition : taskDefinitionArn(ecs, reference)
  service.desiredCount = number(input, 'desiredCount') ?? service.desiredCount
  service.settings = { ...service.settings, ...settingsOf(input) }
  const changed = target !== service.primary?.target.taskDefinition
  if (target !== undefined && (changed || flag(input, 'forceNewDeployment') === true)) {
    startRollout(ecs, service, target)
  }
  return { service: serviceJson(ecs, service, true) }
}

export function listServices(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, text(input, 'cluster'))
  const all = [...ecs.services.values()].filter(({ clusterArn }) => clusterArn === cluster.arn)
  return { serviceArns: all.map(({ arn }) => arn) }
}

export function deleteService(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, text(input, 'cluster'))
  const service = serviceOf(ecs, cluster.name, text(input, 'service'))
  service.status = 'INACTIVE'
  service.desiredCount = 0
  return { service: serviceJson(ecs, service) }
}
