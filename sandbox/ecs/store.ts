import type { Running } from '../runtime/runtime.ts'
import type { JsonObject } from '../wire/json.ts'

/** How the next rollout of a service is to end. */
export type RolloutOutcome = 'success' | 'circuit-breaker' | 'alarm' | 'stuck' | 'superseded' | 'stopped'

/** One entry of a service's `deployments`. */
export interface Deployment {
  readonly id: string
  readonly taskDefinition: string
  readonly createdAt: number
  status: 'PRIMARY' | 'ACTIVE'
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'
  rolloutStateReason: string
  runningCount: number
  failedTasks: number
}

/** A service deployment and the revision it is on its way to. */
export interface ServiceDeployment {
  readonly arn: string
  readonly revisionArn: string
  readonly deploymentId: string
  readonly taskDefinition: string
  readonly createdAt: number
  status: string
  statusReason: string | undefined
  failureCount: number
  running: number
  alarms: readonly string[]
  rollbackReason: string | undefined
}

/** A task that ended. */
export interface StoppedTask {
  readonly arn: string
  readonly taskDefinition: string
  readonly startedBy: string
  readonly stoppedAt: number
  readonly stopCode: string
  readonly stoppedReason: string
  readonly container: string
  readonly exitCode: number | undefined
}

export interface Service {
  readonly cluster: string
  readonly name: string
  readonly arn: string
  readonly controller: string
  readonly createdAt: number
  status: string
  taskDefinition: string
  desiredCount: number
  deployments: Deployment[]
  readonly serviceDeployments: ServiceDeployment[]
  readonly events: { readonly id: string; readonly createdAt: number; readonly message: string }[]
  readonly stoppedTasks: StoppedTask[]
  /** How rollouts that are not begun yet end, first come first; then all succeed. */
  readonly outcomes: RolloutOutcome[]
  running: Running | undefined
}

/** A task definition revision, as it was registered. */
export interface Revision {
  readonly arn: string
  readonly family: string
  readonly number: number
  readonly definition: JsonObject
  readonly tags: readonly JsonObject[]
  readonly registeredAt: number
}

/** ECS in one region. */
export interface EcsRegion {
  readonly region: string
  readonly account: string
  readonly clusters: Set<string>
  readonly families: Map<string, Revision[]>
  /** By `cluster/service`. */
  readonly services: Map<string, Service>
  /** How many ids were given out; they need to differ and nothing else. */
  sequence: number
}

export function openEcsRegion(region: string, account: string): EcsRegion {
  return { region, account, clusters: new Set(), families: new Map(), services: new Map(), sequence: 0 }
}

/** A number that no other id of the region has. */
export function nextId(ecs: EcsRegion): string {
  ecs.sequence += 1
  return String(1_000_000_000 + ecs.sequence)
}

/** `arn:aws:ecs:REGION:ACCOUNT:...` */
export function ecsArn(ecs: EcsRegion, resource: string): string {
  return `arn:aws:ecs:${ecs.region}:${ecs.account}:${resource}`
}

/** Adds a service event; the newest stands first, as ECS gives them. */
export function addEvent(ecs: EcsRegion, service: Service, message: string): void {
  service.events.unshift({ id: nextId(ecs), createdAt: Date.now(), message: `(service ${service.name}) ${message}` })
}
