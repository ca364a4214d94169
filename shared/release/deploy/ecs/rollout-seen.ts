import type { ContainerImage, Service, ServiceDeployment, Task } from '@aws-sdk/client-ecs'
import type { Expected } from './rollout-digest.ts'

/** What AWS said of a rollout at one look. */
export interface Seen {
  /** undefined where the role may not see it, and until it shows: the list of deployments lags behind. */
  readonly deployment: ServiceDeployment | undefined
  /** Of the deployment's target revision; undefined until they were asked for. */
  readonly images: readonly ContainerImage[] | 'denied' | undefined
  /** undefined until it was asked for. */
  readonly service: Service | undefined
  /** What is not there any more. */
  readonly gone: 'service' | 'cluster' | undefined
  /** What took the deployment's place, where something did. */
  readonly newer: Newer | undefined
  /** Stopped tasks of the service. */
  readonly stopped: readonly Task[]
  /** Alarms of the target that went off. */
  readonly alarms: readonly string[]
}

/** The deployment that replaced ours. */
export interface Newer {
  readonly taskDefinition: string
  /** As its containers name them. */
  readonly images: readonly string[]
}

/** The deployment that is judged. */
export interface Judged {
  /** As UpdateService answered, `ecs-svc/...`. */
  readonly deploymentId: string
  readonly taskDefinition: string
  /** The task definition that the service ran before. */
  readonly former: string | undefined
  /** When the deployment was created, by AWS's clock. */
  readonly createdAt: Date | undefined
  /** The service as it was found: its strategy, its kind of scheduling, where its tasks run. */
  readonly found?: Service | undefined
  /** What the deployment has to run; absent for a way back, which is judged by its task definition. */
  readonly expected?: Expected | undefined
}

/** Durations in milliseconds. */
export interface Waited {
  /** Since the wait began. */
  readonly waitedMs: number
  /** `wait-minutes`. */
  readonly waitMs: number
  /** Since the deployment was seen to be successful; 0 before. */
  readonly provingMs: number
}
