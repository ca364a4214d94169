import type { JsonObject } from '../wire/json.ts'
import { launch } from './launch.ts'
import { findTaskDefinition } from './lookup.ts'
import { addDeployment, begin, succeed } from './rollout.ts'
import { addService, serviceJson } from './services.ts'
import type { EcsRegion, EcsService } from './store.ts'
import { registerTaskDefinition } from './task-definitions.ts'
import { createCluster } from './task-operations.ts'

/** A service to begin with. */
export interface ServiceSetup {
  readonly cluster: string
  readonly service: string
  /** Containers by name with the image of each; for anything more, `taskDefinition`. */
  readonly containers?: Readonly<Record<string, string>>
  /** What RegisterTaskDefinition takes; its family is the service's name unless it says another. */
  readonly taskDefinition?: JsonObject
  /** 1 unless told. */
  readonly desiredCount?: number
  /** ECS unless told: CODE_DEPLOY, EXTERNAL. */
  readonly controller?: string
  /** ROLLING unless told: BLUE_GREEN, LINEAR, CANARY. */
  readonly strategy?: string
  /** Further members of CreateService, `tags` too. */
  readonly fields?: JsonObject
}

/** A service as it is now. */
export interface ServiceView {
  /** As DescribeServices shows it. */
  readonly service: JsonObject
  /** As it was registered, with every field. */
  readonly taskDefinition: JsonObject
  /** Where what runs now answers, when a runtime runs it. */
  readonly url: string | undefined
}

/** Creates the cluster where there is none, registers the task definition, and has the service run it. */
export function setUpService(ecs: EcsRegion, setup: ServiceSetup): ServiceView {
  const containers = Object.entries(setup.containers ?? { app: 'placeholder' })
  const definition: JsonObject = {
    family: setup.service,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: `arn:aws:iam::${ecs.account}:role/execution`,
    containerDefinitions: containers.map(([name, image]) => ({
      name,
      image,
      portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: 'tcp' }],
    })),
    ...setup.taskDefinition,
  }
  const { family } = definition
  createCluster({ clusterName: setup.cluster }, ecs)
  registerTaskDefinition(definition, ecs)
  const service = addService(ecs, {
    cluster: setup.cluster,
    serviceName: setup.service,
    taskDefinition: family,
    desiredCount: setup.desiredCount ?? 1,
    ...(setup.controller === undefined ? {} : { deploymentController: { type: setup.controller } }),
    ...(setup.strategy === undefined ? {} : { deploymentConfiguration: { strategy: setup.strategy } }),
    ...setup.fields,
  })
  const deployment = addDeployment(ecs, service, service.taskDefinition)
  if (ecs.machine.runtime === undefined) {
    begin(service, deployment)
    succeed(ecs, service, deployment)
  } else launch(ecs, service, deployment)
  return viewService(ecs, service)
}

/** What tests look at. */
export function viewService(ecs: EcsRegion, service: EcsService): ServiceView {
  return {
    service: serviceJson(ecs, service, true),
    taskDefinition: findTaskDefinition(ecs, service.taskDefinition) ?? {},
    url: service.url,
  }
}

/** The service by names; an error for a test that asks for one that is not there. */
export function knownService(ecs: EcsRegion, cluster: string, name: string): EcsService {
  const service = ecs.services.get(`${cluster}/${name}`)
  if (service === undefined) {
    throw new Error(`there is no service "${name}" in the cluster "${cluster}" in ${ecs.region}`)
  }
  return service
}
