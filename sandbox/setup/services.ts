import { findService } from '../ecs/arn.ts'
import { startNow } from '../ecs/lifecycle.ts'
import { createCluster } from '../ecs/operations.ts'
import { succeed } from '../ecs/outcomes.ts'
import { serviceJson } from '../ecs/render.ts'
import { createService } from '../ecs/services.ts'
import type { EcsRegion, EcsService } from '../ecs/state.ts'
import { findTaskDefinition, registerTaskDefinition } from '../ecs/task-definitions.ts'
import { object, text, type JsonObject } from '../wire/json.ts'

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
  /** Further members of CreateService, `tags` too. A circuit breaker with rollback is on unless they say otherwise. */
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
  /** What the running container wrote last. */
  readonly logs: string
}

/** Creates the cluster where there is none, registers the task definition, and has the service run it. */
export function setUpService(ecs: EcsRegion, setup: ServiceSetup): ServiceView {
  createCluster({ clusterName: setup.cluster }, ecs)
  const registered = registerTaskDefinition(definitionOf(ecs, setup), ecs)
  const taskDefinition = text(object(registered, 'taskDefinition'), 'taskDefinitionArn')
  ecs.services.delete(`${setup.cluster}/${setup.service}`)
  createService(
    {
      cluster: setup.cluster,
      serviceName: setup.service,
      taskDefinition,
      desiredCount: setup.desiredCount ?? 1,
      deploymentController: { type: setup.controller ?? 'ECS' },
      deploymentConfiguration: {
        deploymentCircuitBreaker: { enable: true, rollback: true },
        strategy: setup.strategy ?? 'ROLLING',
      },
      ...setup.fields,
    },
    ecs,
  )
  const service = knownService(ecs, setup.cluster, setup.service)
  // With a runtime the first rollout takes its time; without one the service is steady at once.
  if (service.primary !== undefined && ecs.runtime.kind === 'scripted') {
    startNow(ecs, service.primary)
    succeed(ecs, service.primary)
  }
  return viewService(ecs, service)
}

function definitionOf(ecs: EcsRegion, setup: ServiceSetup): JsonObject {
  return {
    family: setup.service,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: `arn:aws:iam::${ecs.account}:role/execution`,
    containerDefinitions: Object.entries(setup.containers ?? { app: 'placeholder' }).map(([name, image]) => ({
      name,
      image,
      portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: 'tcp' }],
    })),
    ...setup.taskDefinition,
  }
}

/** What tests look at. */
export function viewService(ecs: EcsRegion, service: EcsService): ServiceView {
  return {
    service: serviceJson(ecs, service, true),
    taskDefinition: findTaskDefinition(ecs, service.primary?.target.taskDefinition ?? '') ?? {},
    url: service.address?.url,
    logs: service.primary?.container?.logs() ?? '',
  }
}

/** The service by names; an error for a test that asks for one that is not there. */
export function knownService(ecs: EcsRegion, cluster: string, name: string): EcsService {
  const service = findService(ecs, cluster, name)
  if (service === undefined) {
    throw new Error(`there is no service "${name}" in the cluster "${cluster}" in ${ecs.region}`)
  }
  return service
}
