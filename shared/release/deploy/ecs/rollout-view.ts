import type { DeploymentLifecycleHookDetail, Service, ServiceDeployment } from '@aws-sdk/client-ecs'

/** A rollout as ECS tells it, from a service deployment or, where the role may not see those, from the service. */
export interface RolloutView {
  /** `ServiceDeployment.status`, or what the service's deployments amount to in the same words. */
  readonly status: string
  readonly statusReason: string | undefined
  readonly running: number
  /** undefined where ECS does not say. */
  readonly desired: number | undefined
  readonly failed: number
  readonly lifecycleStage: string | undefined
  /** Percent of the production traffic that the new tasks are to get. */
  readonly traffic: number | undefined
  /** The same of the test traffic. */
  readonly testTraffic: number | undefined
  /** Alarms of the service's own configuration that went off. */
  readonly alarms: readonly string[]
  /** Failed tasks, and how many of them end the deployment, where the circuit breaker did. */
  readonly breaker: { readonly failures: number; readonly threshold: number } | undefined
  /** Hooks that wait for somebody to go on. */
  readonly paused: readonly DeploymentLifecycleHookDetail[]
  /** It counts as successful before all tasks run. */
  readonly early: boolean
}

/** Source: Amazon ECS API Reference, ServiceDeployment. */
export function viewFromDeployment(deployment: ServiceDeployment): RolloutView {
  const revision = deployment.targetServiceRevision
  const breaker = deployment.deploymentCircuitBreaker
  const { failureCount: failures = 0, threshold = 0 } = breaker ?? {}
  return {
    status: deployment.status ?? 'PENDING',
    statusReason: deployment.rollback?.reason ?? deployment.statusReason,
    running: revision?.runningTaskCount ?? 0,
    desired: revision?.requestedTaskCount,
    failed: failures,
    lifecycleStage: deployment.lifecycleStage,
    traffic: revision?.requestedProductionTrafficWeight,
    testTraffic: revision?.requestedTestTrafficWeight,
    alarms: deployment.alarms?.triggeredAlarmNames ?? [],
    breaker: breaker?.status === 'TRIGGERED' ? { failures, threshold } : undefined,
    paused: (deployment.lifecycleHookDetails ?? []).filter(({ status }) => status === 'AWAITING_ACTION'),
    early: deployment.deploymentConfiguration?.earlySuccessCriteria?.enable === true,
  }
}

/** What is needed of one entry of a service's `deployments`. */
export interface DeploymentEntry {
  readonly id: string
  readonly status: string
  readonly taskDefinition: string
  readonly rolloutState: string | undefined
  readonly rolloutStateReason: string | undefined
  readonly running: number
  readonly pending: number
  readonly desired: number
  readonly failed: number
}

/** A service's deployments in the words of the judgement. */
export function deploymentEntries(service: Service): readonly DeploymentEntry[] {
  return (service.deployments ?? []).map((deployment) => ({
    id: deployment.id ?? '',
    status: deployment.status ?? '',
    taskDefinition: deployment.taskDefinition ?? '',
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
    running: deployment.runningCount ?? 0,
    pending: deployment.pendingCount ?? 0,
    desired: deployment.desiredCount ?? 0,
    failed: deployment.failedTasks ?? 0,
  }))
}

/**
 * The same from DescribeServices alone. A deployment that was rolled back disappears from the list; who is primary then
 * tells a rollback from another deployment.
 * Source: Amazon ECS API Reference, Deployment, `rolloutState` (absent behind a Classic Load Balancer).
 * @param id the deployment that UpdateService answered with
 * @param former the task definition that the service ran before
 */
export function viewFromService(
  deployments: readonly DeploymentEntry[],
  id: string,
  former: string | undefined,
): RolloutView {
  const primary = deployments.find(({ status }) => status === 'PRIMARY')
  const own = deployments.find((deployment) => deployment.id === id)
  if (primary?.id !== id) {
    const back = former !== undefined && primary?.taskDefinition === former
    if (!back) return view(own ?? primary, 'SUPERSEDED')
    return view(
      primary,
      primary.rolloutState === 'IN_PROGRESS' ? 'ROLLBACK_IN_PROGRESS' : 'ROLLBACK_SUCCESSFUL',
    )
  }
  if (primary.rolloutState === 'FAILED') return view(primary, 'STOPPED')
  const steady = primary.running === primary.desired && primary.pending === 0 && deployments.length === 1
  const done = primary.rolloutState === undefined ? steady : primary.rolloutState === 'COMPLETED'
  return view(primary, done ? 'SUCCESSFUL' : 'IN_PROGRESS')
}

function view(entry: DeploymentEntry | undefined, status: string): RolloutView {
  return {
    status,
    statusReason: entry?.rolloutStateReason,
    running: entry?.running ?? 0,
    desired: entry?.desired,
    failed: entry?.failed ?? 0,
    lifecycleStage: undefined,
    traffic: undefined,
    testTraffic: undefined,
    alarms: [],
    breaker: undefined,
    paused: [],
    early: false,
  }
}
