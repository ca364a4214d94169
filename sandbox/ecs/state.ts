import type { EcrRegion } from '../ecr/store.ts'
import type { LogsRegion } from '../logs/state.ts'
import type { Container, Runtime } from '../runtime/runtime.ts'
import type { Listening } from '../wire/http.ts'
import type { JsonObject } from '../wire/json.ts'
import type { Timers } from '../wire/timers.ts'

/** How a rollout ends, when the test says so. */
export type OutcomeKind =
  | 'success'
  /** Tasks stop until the circuit breaker triggers; rolled back as the service is configured. */
  | 'circuit-breaker'
  /** A deployment alarm goes off; rolled back. */
  | 'alarm'
  /** In progress for good. */
  | 'stuck'
  /** Somebody else deploys another task definition half-way. */
  | 'superseded'
  /** Somebody stops it without a rollback. */
  | 'stopped'
  /** The circuit breaker triggers, and the rollback fails too. */
  | 'rollback-failed'
  /** Rolled back for the `reason` that the test gives: a lifecycle hook, its listener rules. */
  | 'rolled-back'
  /** No task finds a place, for good. */
  | 'no-capacity'
  /** Somebody deletes the service half-way. */
  | 'deleted'

/** An outcome with what its tasks and its reason say. */
export interface Outcome {
  readonly outcome: OutcomeKind
  readonly stopCode?: string
  readonly stoppedReason?: string
  readonly containerReason?: string
  readonly exitCode?: number
  /** Which container fails; the first one of the sandbox's registries unless told. The others are stopped for it. */
  readonly container?: string
  readonly alarms?: readonly string[]
  /** Tasks that stop while it goes on, for the reasons above; 0 unless told. */
  readonly failures?: number
  /** Service events that come while it goes on. */
  readonly events?: readonly string[]
  /** For `rolled-back`: `rollback.reason`. */
  readonly reason?: string
  /** The lifecycle stage in which it happens; the last one unless told. Not for rolling deployments. */
  readonly at?: string
  /** How long lifecycle stages take, by their names, in milliseconds. */
  readonly stageMs?: Readonly<Record<string, number>>
  /** What the service revision says its own images are, whatever they are. */
  readonly digest?: string
  /** So many answers of DescribeServiceRevisions do not have the digests yet. */
  readonly silentAnswers?: number
  /** What a failed task's container wrote, where its task definition logs by `awslogs`. */
  readonly logs?: readonly string[]
  /** For `superseded`: what the other one deploys; a copy of the former task definition unless given. */
  readonly taskDefinition?: string
  /** For `superseded`: deploys our own task definition again, a copy of it, or the former one again. */
  readonly by?: 'same-revision' | 'same-image' | 'former'
}

/** What one deployment makes of a service: its task definition with every image resolved to a digest. */
export interface Revision {
  readonly arn: string
  readonly taskDefinition: string
  readonly createdAt: number
  /** Filled when the rollout starts; a digest is absent for images outside the sandbox. */
  images: { containerName: string; image: string; imageDigest: string | undefined }[]
  /** Answers that do not have the digests yet. */
  silentAnswers: number
}

/** A lifecycle hook that a deployment waits at, or went past. */
export interface PausedHook {
  readonly hookId: string
  readonly expiresAt: number
  readonly timeoutAction: string
  status: 'AWAITING_ACTION' | 'SUCCEEDED'
  /** Goes on with the next stage. */
  readonly resume: () => void
}

/** A service deployment, in both the shapes ECS shows it (`ecs-svc/...` and a deployment ARN). Times in ms. */
export interface Rollout {
  readonly id: string
  readonly arn: string
  readonly service: EcsService
  readonly target: Revision
  /** The deployment that ran before; undefined for a service's first. */
  readonly former: Rollout | undefined
  readonly createdAt: number
  startedAt: number | undefined
  finishedAt: number | undefined
  updatedAt: number
  status: string
  statusReason: string | undefined
  failedTasks: number
  runningTasks: number
  breaker: 'MONITORING' | 'MONITORING_COMPLETE' | 'TRIGGERED' | 'DISABLED'
  triggeredAlarms: readonly string[]
  rollback: { reason: string; startedAt: number } | undefined
  container: Container | undefined
  /** Of a deployment that is not rolling. */
  lifecycleStage: string | undefined
  /** Percent of the production and the test traffic. */
  traffic: number
  testTraffic: number
  hooks: PausedHook[]
}

export interface EcsService {
  readonly name: string
  readonly arn: string
  readonly cluster: string
  readonly clusterArn: string
  readonly createdAt: number
  /** As created and updated: deploymentConfiguration, loadBalancers and everything else that is only shown. */
  settings: JsonObject
  readonly controller: string
  status: 'ACTIVE' | 'INACTIVE'
  desiredCount: number
  primary: Rollout | undefined
  /** The deployment that still runs while the primary one is rolled out. */
  active: Rollout | undefined
  /** The replacement task set of CodeDeploy, until it is the primary one. */
  green: Rollout | undefined
  /** Newest first. */
  readonly rollouts: Rollout[]
  /** Newest first, at most 100, as ECS keeps them. */
  readonly events: { id: string; createdAt: number; message: string }[]
  /** Outcomes of the rollouts to come. */
  readonly script: Outcome[]
  /** The stable address before whatever runs. */
  address: Listening | undefined
  /** What an Express Mode service is besides. */
  readonly express?: ExpressState
}

/** How an Express Mode service is configured, by the task definition of each of its revisions. */
export interface ExpressState {
  readonly infrastructureRoleArn: string
  readonly configurations: Map<string, JsonObject>
}

export interface EcsTask {
  readonly arn: string
  readonly clusterArn: string
  readonly taskDefinition: string
  readonly group: string
  readonly startedBy: string
  readonly createdAt: number
  readonly launchType: string
  lastStatus: string
  desiredStatus: string
  stopCode: string | undefined
  stoppedReason: string | undefined
  stoppedAt: number | undefined
  readonly overrides: JsonObject
  /** Of RunTask: the same one starts no second task. */
  readonly clientToken: string | undefined
  /** Ends what a runtime runs for it. */
  stop: (() => Promise<void>) | undefined
  containers: {
    name: string
    image: string
    imageDigest: string | undefined
    exitCode: number | undefined
    reason: string | undefined
  }[]
}

/** The end of a one-off task (RunTask), when the test says so. */
export interface TaskOutcome {
  readonly exitCode?: number
  readonly stopCode?: string
  readonly stoppedReason?: string
  readonly containerReason?: string
  /** What the container writes, where its task definition logs by `awslogs`. */
  readonly logs?: readonly string[]
  /** It runs until it is stopped. */
  readonly endless?: boolean
  /** Which container ends with the exit code; the overridden one unless told. */
  readonly container?: string
  /** RunTask answers with this failure instead of a task. */
  readonly failure?: string
}

/** ECS of one region. */
export interface EcsRegion {
  readonly region: string
  readonly account: string
  readonly runtime: Runtime
  readonly timers: Timers
  /** From a rollout's start to its end, in ms. */
  readonly rolloutMs: number
  /** How long a new service deployment stays out of ListServiceDeployments, in ms. */
  readonly listLagMs: number
  readonly registries: readonly EcrRegion[]
  readonly logs: LogsRegion
  readonly clusters: Map<string, { name: string; arn: string; tags: Map<string, string> }>
  readonly services: Map<string, EcsService>
  readonly taskDefinitions: Map<string, JsonObject>
  readonly tasks: EcsTask[]
  /** AWS tags by ARN. */
  readonly tags: Map<string, Map<string, string>>
  readonly taskScript: TaskOutcome[]
}
