import { fault } from '../wire/fault.ts'
import { object, text, texts, type JsonObject } from '../wire/json.ts'
import { nameOf } from './arn.ts'
import { checkOwnDefinition, checkOwnership, managedDefinition } from './express-definition.ts'
import { startRollout } from './rollout.ts'
import { createService, deleteService } from './services.ts'
import type { EcsRegion, EcsService, ExpressState, Rollout } from './state.ts'
import { tagList } from './tags.ts'
import { registerTaskDefinition } from './task-definitions.ts'

const DEFAULTS: JsonObject = {
  cpu: '256',
  memory: '512',
  cpuArchitecture: 'X86_64',
  healthCheckPath: '/ping',
  scalingTarget: {
    minTaskCount: 1,
    maxTaskCount: 20,
    autoScalingMetric: 'AVERAGE_CPU',
    autoScalingTargetValue: 60,
  },
}

/** What a configuration is made of; each member keeps its value in an update that does not give it. */
const MEMBERS = [
  'executionRoleArn',
  'taskRoleArn',
  'cpu',
  'memory',
  'cpuArchitecture',
  'networkConfiguration',
  'healthCheckPath',
  'primaryContainer',
  'scalingTarget',
]
/** The members that a task definition says itself. */
const OF_THE_DEFINITION = new Set([
  'executionRoleArn',
  'taskRoleArn',
  'cpu',
  'memory',
  'cpuArchitecture',
  'primaryContainer',
])

/** A service whose load balancer, scaling and task definition ECS makes; it is deployed by canary. */
export function createExpressService(input: JsonObject, ecs: EcsRegion): JsonObject {
  const infrastructureRoleArn = text(input, 'infrastructureRoleArn')
  if (infrastructureRoleArn === undefined)
    throw fault('InvalidParameterException', 'infrastructureRoleArn can not be null or empty.')
  checkOwnership(input)
  const serviceName = text(input, 'serviceName') ?? 'express'
  const cluster = nameOf(text(input, 'cluster') ?? 'default')
  const express: ExpressState = { infrastructureRoleArn, configurations: new Map() }
  const configuration = configurationFrom(input, DEFAULTS)
  const taskDefinition = definitionOf(ecs, `${cluster}-${serviceName}`, input, configuration)
  express.configurations.set(taskDefinition, configuration)
  createService(
    {
      cluster,
      serviceName,
      taskDefinition,
      desiredCount: 1,
      deploymentConfiguration: { strategy: 'CANARY' },
      tags: input['tags'] ?? [],
    },
    ecs,
    express,
  )
  return { service: expressJson(ecs, expressOf(ecs, `${cluster}/${serviceName}`)) }
}

export function describeExpressService(input: JsonObject, ecs: EcsRegion): JsonObject {
  const service = expressOf(ecs, keyOf(input))
  const tags = texts(input, 'include').includes('TAGS') ? { tags: tagList(ecs.tags.get(service.arn)) } : {}
  return { service: { ...expressJson(ecs, service), ...tags } }
}

/**
 * A new revision and its deployment, where anything changes. A container is replaced as a whole: what is left out of
 * it falls back to its default.
 */
export function updateExpressService(input: JsonObject, ecs: EcsRegion): JsonObject {
  const service = expressOf(ecs, keyOf(input))
  if (service.status !== 'ACTIVE') throw fault('ServiceNotActiveException', 'Service was not ACTIVE.')
  const now = service.express.configurations.get(service.primary?.target.taskDefinition ?? '') ?? DEFAULTS
  if (input['taskDefinitionArn'] !== undefined) checkOwnership(input)
  const configuration = configurationFrom(input, now)
  const running = service.primary
  const isSame =
    input['taskDefinitionArn'] === undefined
      ? JSON.stringify(configuration) === JSON.stringify(now)
      : input['taskDefinitionArn'] === running?.target.taskDefinition
  const rollout = isSame && running !== undefined ? running : changed(ecs, service, input, configuration)
  return {
    service: {
      serviceArn: service.arn,
      cluster: service.cluster,
      serviceName: service.name,
      status: { statusCode: service.status },
      targetConfiguration: configurationJson(ecs, service, rollout),
      createdAt: service.createdAt / 1000,
      updatedAt: rollout.createdAt / 1000,
    },
  }
}

function changed(
  ecs: EcsRegion,
  service: EcsService & { readonly express: ExpressState },
  input: JsonObject,
  configuration: JsonObject,
): Rollout {
  const taskDefinition = definitionOf(ecs, `${service.cluster}-${service.name}`, input, configuration)
  service.express.configurations.set(taskDefinition, configuration)
  return startRollout(ecs, service, taskDefinition)
}

export function deleteExpressService(input: JsonObject, ecs: EcsRegion): JsonObject {
  const service = expressOf(ecs, keyOf(input))
  deleteService({ cluster: service.cluster, service: service.name }, ecs)
  return { service: expressJson(ecs, service) }
}

function configurationFrom(input: JsonObject, now: JsonObject): JsonObject {
  const isOwn = input['taskDefinitionArn'] !== undefined
  const members = MEMBERS.filter((member) => !isOwn || !OF_THE_DEFINITION.has(member))
  return Object.fromEntries(members.map((member) => [member, input[member] ?? now[member]]))
}

/** The owner's task definition, or one that is registered from the configuration. */
function definitionOf(ecs: EcsRegion, family: string, input: JsonObject, configuration: JsonObject): string {
  const own = text(input, 'taskDefinitionArn')
  if (own !== undefined) return checkOwnDefinition(ecs, own)
  const registered = registerTaskDefinition(managedDefinition(ecs, family, configuration), ecs)
  return text(object(registered, 'taskDefinition'), 'taskDefinitionArn') ?? ''
}

/** `cluster/name` in the service's ARN, which is all that these calls take. */
function keyOf(input: JsonObject): string {
  const [, key] = /^arn:aws:ecs:[\w-]+:\d{12}:service\/(.+)$/.exec(text(input, 'serviceArn') ?? '') ?? []
  if (key === undefined) throw fault('InvalidParameterException', 'serviceArn is invalid.')
  return key
}

function expressOf(ecs: EcsRegion, key: string): EcsService & { readonly express: ExpressState } {
  const service = ecs.services.get(key)
  if (service === undefined) throw fault('ServiceNotFoundException', 'Service not found.')
  const { express } = service
  if (express === undefined)
    throw fault('InvalidParameterException', 'The service is not an Express Gateway service.')
  return service as EcsService & { readonly express: ExpressState }
}

function expressJson(ecs: EcsRegion, service: EcsService & { readonly express: ExpressState }): JsonObject {
  const active = [service.primary, service.active].filter((each) => each !== undefined)
  return {
    cluster: service.cluster,
    serviceName: service.name,
    serviceArn: service.arn,
    infrastructureRoleArn: service.express.infrastructureRoleArn,
    status: { statusCode: service.status },
    currentDeployment: service.primary?.arn,
    activeConfigurations: active.map((rollout) => configurationJson(ecs, service, rollout)),
    createdAt: service.createdAt / 1000,
    updatedAt: (service.primary?.createdAt ?? service.createdAt) / 1000,
  }
}

function configurationJson(
  ecs: EcsRegion,
  service: EcsService & { readonly express: ExpressState },
  { target }: Rollout,
): JsonObject {
  return {
    ...service.express.configurations.get(target.taskDefinition),
    serviceRevisionArn: target.arn,
    taskDefinitionArn: target.taskDefinition,
    ingressPaths: [{ accessType: 'PUBLIC', endpoint: `${service.name}.ecs.${ecs.region}.on.aws` }],
    createdAt: target.createdAt / 1000,
  }
}
