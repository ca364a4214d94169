import type { Service, ServiceDeployment, Task } from '@aws-sdk/client-ecs'
import type { Judged, Seen, Waited } from '../../../../shared/release/deploy/ecs/rollout-seen.ts'
import type { TargetResult } from '../../../../shared/release/deploy/outcome.ts'

/** What AWS said of a rollout, and what becomes of it. */
export interface RolloutCase {
  readonly name: string
  readonly seen: Partial<Seen>
  readonly judged?: Partial<Judged>
  readonly waited?: Partial<Waited>
  readonly result: TargetResult | 'goes on'
  /** The whole sentence; for a rollout that goes on, its progress. */
  readonly reason?: string
  /** A telling part of the hint. */
  readonly hint?: string
}

/** The digest that is released, the one of its platform, and another one. */
export const RELEASED = `sha256:${'a'.repeat(64)}`
export const OF_PLATFORM = `sha256:${'b'.repeat(64)}`
export const OTHER = `sha256:${'c'.repeat(64)}`

/** ARN of a revision of the task definition `app`. */
export function revision(number: number): string {
  return `arn:aws:ecs:us-east-1:123456789012:task-definition/app:${number}`
}

const STARTED = new Date('2026-11-28T12:00:00Z')
export const OURS = 'ecs-svc/2'

export const JUDGED: Judged = {
  deploymentId: OURS,
  taskDefinition: revision(2),
  former: revision(1),
  createdAt: STARTED,
  expected: { container: 'app', digests: new Set([RELEASED, OF_PLATFORM]) },
}

export const UNSEEN: Seen = {
  deployment: undefined,
  images: undefined,
  service: undefined,
  gone: undefined,
  newer: undefined,
  stopped: [],
  alarms: [],
}

/** What a revision says of its containers. */
export function runs(digest: string | undefined): Seen['images'] {
  return [
    { containerName: 'proxy', image: 'envoy:1', imageDigest: OTHER },
    { containerName: 'app', image: `app@${RELEASED}`, imageDigest: digest },
  ]
}

/** A service deployment with two tasks wanted, both running. */
export function deployment(
  status: NonNullable<ServiceDeployment['status']>,
  change: ServiceDeployment = {},
): ServiceDeployment {
  const { targetServiceRevision, ...rest } = change
  return {
    status,
    targetServiceRevision: { requestedTaskCount: 2, runningTaskCount: 2, ...targetServiceRevision },
    ...rest,
  }
}

/** A deployment that its circuit breaker ended. */
export function broken(
  status: NonNullable<ServiceDeployment['status']>,
  statusReason = 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
): ServiceDeployment {
  return deployment(status, {
    statusReason,
    targetServiceRevision: { runningTaskCount: 0 },
    deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
  })
}

/** Three stopped tasks of our deployment. */
export function stopped(change: Task, count = 3): readonly Task[] {
  return Array.from({ length: count }, (_, index) => ({
    taskArn: `arn:aws:ecs:us-east-1:123456789012:task/dev/${index}`,
    taskDefinitionArn: revision(2),
    startedBy: OURS,
    lastStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    ...change,
  }))
}

/** The same, by the exit code of the container `app`. */
export function exited(exitCode: number, reason?: string): readonly Task[] {
  return stopped({ containers: [{ name: 'app', exitCode, ...(reason === undefined ? {} : { reason }) }] })
}

/** Tasks that never began to run. */
export function unstarted(stoppedReason: string): readonly Task[] {
  return stopped({ stopCode: 'TaskFailedToStart', stoppedReason })
}

/** A service whose events say something since our deployment began; `deployments` as they are given. */
export function service(
  messages: readonly string[],
  deployments: Service['deployments'] = [{ id: OURS, status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }],
): Service {
  return {
    status: 'ACTIVE',
    desiredCount: 2,
    deployments,
    events: messages.map((message, index) => ({
      id: String(index),
      createdAt: new Date(STARTED.getTime() + 60_000),
      message: `(service app) ${message}`,
    })),
  }
}

/** A rollout whose time is over. */
export const OVER: Waited = { waitedMs: 1_800_000, waitMs: 1_800_000, provingMs: 0 }
/** One minute of thirty is over. */
export const WAITED: Waited = { ...OVER, waitedMs: 60_000 }
