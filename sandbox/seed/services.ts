import { finish, resolvedImages } from '../ecs/lifecycle.ts'
import { createCluster } from '../ecs/operations.ts'
import { succeed } from '../ecs/outcomes.ts'
import { serviceJson } from '../ecs/render.ts'
import { createService } from '../ecs/services.ts'
import type { EcsRegion, EcsService } from '../ecs/state.ts'
import { findTaskDefinition, registerTaskDefinition } from '../ecs/task-definitions.ts'
import type { JsonObject } from '../wire/json.ts'

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
  /** Its first deployment failed: it never ran anything, and there is nothing to roll back to. */
  readonly neverSucceeded?: boolean
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
  /** The end of what the running container wrote. */
  readonly logs: string
}

// ECS has none of its own for tasks with a network interface each.
const NETWORK = {
  awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
}

/** Creates the cluster where there is none, registers the task definition, and has the service run it. */
export function setUpService(ecs: EcsRegion, setup: ServiceSetup): ServiceView {
  const containers = Object.entries(setup.containers ?? { app: 'public.ecr.aws/sandbox/first:1' })
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
      essential: true,
      portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: 'tcp' }],
    })),
    ...setup.taskDefinition,
  }
  createCluster({ clusterName: setup.cluster }, ecs)
  registerTaskDefinition(definition, ecs)
  // A test may set one service up again, which no client could.
  ecs.services.delete(`${setup.cluster}/${setup.service}`)
  createService(
    {
      cluster: setup.cluster,
      serviceName: setup.service,
      taskDefinition: definition['family'],
      desiredCount: setup.desiredCount ?? 1,
      ...(definition['networkMode'] === 'awsvpc' ? { networkConfiguration: NETWORK } : {}),
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
  if (setup.neverSucceeded === true && service.primary !== undefined)
    finish(service.primary, 'ROLLBACK_FAILED', 'No rollback candidate was found to run the rollback.')
  else settleAtOnce(ecs, service)
  return viewService(ecs, service)
}

/** Nobody watches a first deployment, unless a runtime really has something to start. */
export function settleAtOnce(ecs: EcsRegion, service: EcsService): void {
  const rollout = service.primary
  if (rollout === undefined) return
  const images = resolvedImages(ecs, rollout.target.taskDefinition)
  const startable = images.some(({ imageDigest }) => imageDigest !== undefined)
  if (ecs.runtime.kind !== 'scripted' && startable) return
  rollout.startedAt = rollout.createdAt
  rollout.target.images = images
  succeed(ecs, rollout)
}

/** What tests look at. */
export function viewService(ecs: EcsRegion, service: EcsService): ServiceView {
  const reference = service.primary?.target.taskDefinition ?? ''
  return {
    service: serviceJson(ecs, service, true),
    taskDefinition: findTaskDefinition(ecs, reference) ?? {},
    url: service.address?.url,
    logs: service.primary?.container?.logs() ?? '',
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
