import { randomBytes } from 'node:crypto'
import type { Machine } from '../machine.ts'
import type { JsonObject } from '../wire/json.ts'

/** `ServiceDeployment.status` (API reference, ServiceDeployment). There is no FAILED. */
export type DeploymentStatus =
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'STOPPED'
  | 'ROLLBACK_REQUESTED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED'
  | 'SUCCESSFUL'

/** One deployment: what `Service.deployments` and what the service deployments show of it. Times in milliseconds. */
export interface Deployment {
  /** `ecs-svc/...` */
  readonly id: string
  readonly arn: string
  readonly revisionArn: string
  readonly sourceRevisionArn: string | undefined
  readonly taskDefinition: string
  readonly createdAt: number
  /** Where it stands in the service's list; GONE is no longer there. */
  place: 'PRIMARY' | 'ACTIVE' | 'GONE'
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'
  rolloutStateReason: string
  status: DeploymentStatus
  statusReason: string | undefined
  lifecycleStage: string | undefined
  startedAt: number | undefined
  finishedAt: number | undefined
  updatedAt: number
  running: number
  pending: number
  failed: number
  breaker: 'MONITORING' | 'TRIGGERED' | 'MONITORING_COMPLETE' | 'DISABLED'
  triggeredAlarms: readonly string[]
  rollback: { readonly reason: string; readonly startedAt: number; readonly revisionArn: string } | undefined
}

/** How a scripted rollout goes. */
export type RolloutOutcome =
  | 'success'
  /** Tasks fail to start and ECS rolls back. */
  | 'circuit-breaker'
  /** The same, and the rollback fails too. */
  | 'rollback-failed'
  /** A CloudWatch alarm fires and ECS rolls back. */
  | 'alarm'
  /** It stays in progress for good. */
  | 'stuck'
  /** Someone else deploys in the middle of it. */
  | 'superseded'
  /** Someone stops it, without a rollback. */
  | 'stopped'

/** A rollout that is to go otherwise than as usual. */
export interface RolloutScript {
  readonly outcome: RolloutOutcome
  /** How long it takes, instead of the sandbox's `rolloutMs`. */
  readonly ms?: number
  /** Members of the tasks that fail: stoppedReason, stopCode, containers, ... */
  readonly task?: JsonObject
  readonly exitCode?: number
  /** Messages of events beside the usual ones. */
  readonly events?: readonly string[]
  readonly alarms?: readonly string[]
}

/** A service. `fields` is what CreateService was given and is shown as it came. */
export interface EcsService {
  readonly name: string
  readonly arn: string
  readonly cluster: string
  readonly createdAt: number
  readonly fields: JsonObject
  taskDefinition: string
  desiredCount: number
  status: 'ACTIVE' | 'INACTIVE'
  /** Newest first, those that are gone too. */
  deployments: Deployment[]
  /** Newest first. */
  events: JsonObject[]
  readonly scripts: RolloutScript[]
  /** Where what runs now answers, when a runtime runs it. */
  url: string | undefined
}

/** ECS in one region. */
export interface EcsRegion {
  readonly region: string
  readonly account: string
  readonly machine: Machine
  /** By name. */
  readonly clusters: Map<string, JsonObject>
  /** `cluster/service` */
  readonly services: Map<string, EcsService>
  /** Revisions by family, the first one at index 0. */
  readonly families: Map<string, JsonObject[]>
  readonly revisions: Map<string, JsonObject>
  /** By ARN; the newest last. */
  readonly tasks: Map<string, JsonObject>
  /** By the ARN of what is tagged. */
  readonly tags: Map<string, Map<string, string>>
  /** How the next one-off tasks end. */
  readonly taskScripts: TaskScript[]
}

/** How a one-off task ends. */
export interface TaskScript {
  readonly exitCode?: number
  readonly ms?: number
  /** Members of the task. */
  readonly task?: JsonObject
}

export function openEcsRegion(region: string, account: string, machine: Machine): EcsRegion {
  return {
    region,
    account,
    machine,
    clusters: new Map(),
    services: new Map(),
    families: new Map(),
    revisions: new Map(),
    tasks: new Map(),
    tags: new Map(),
    taskScripts: [],
  }
}

/** ARNs of ECS resources of a region. */
export function ecsArn(ecs: EcsRegion, resource: string): string {
  return `arn:aws:ecs:${ecs.region}:${ecs.account}:${resource}`
}

/** The 19 digits that ids of deployments have. */
export function deploymentId(): string {
  return String(randomBytes(8).readBigUInt64BE()).padStart(19, '1').slice(0, 19)
}

/** The 32 hex digits that ids of tasks have. */
export function taskId(): string {
  return randomBytes(16).toString('hex')
}

/** Seconds since the epoch, as JSON 1.1 carries times. */
export function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000
}

/** Says something in the service's events, which hold the newest hundred. */
export function say(service: EcsService, message: string): void {
  const event = {
    id: taskId(),
    createdAt: Date.now() / 1000,
    message: `(service ${service.name}) ${message}`,
  }
  service.events = [event, ...service.events].slice(0, 100)
}
