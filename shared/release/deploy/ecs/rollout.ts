import type { TargetResult } from '../outcome.ts'

/** A rollout as ECS tells it, from a service deployment or, where the role may not see those, from the service. */
export interface RolloutView {
  /** `ServiceDeployment.status`, or what the service's deployments amount to in the same words. */
  readonly status: string
  readonly statusReason: string | undefined
  readonly running: number
  readonly desired: number
  readonly failed: number
  readonly lifecycleStage: string | undefined
  readonly alarms: readonly string[]
}

/** Not over yet, or how it ended. */
export type Verdict =
  | { readonly over: false; readonly progress: string }
  | { readonly over: true; readonly result: TargetResult; readonly reason?: string }

/**
 * What a rollout means for the release that started it. Success is one status only; there is no FAILED: a deployment
 * that failed is stopped or rolled back.
 * Source: Amazon ECS API Reference, ServiceDeployment, `status`.
 */
export function judgeRollout(view: RolloutView): Verdict {
  const because = view.statusReason === undefined ? '' : ` ECS says: ${view.statusReason}`
  const alarms = view.alarms.length === 0 ? '' : ` Alarms: ${view.alarms.join(', ')}.`
  switch (view.status) {
    case 'SUCCESSFUL':
      if (view.desired === 0) {
        return {
          over: true,
          result: 'tagged',
          reason: 'The service wants no tasks (desired count 0): nothing runs, so nothing was proved.',
        }
      }
      return { over: true, result: 'deployed' }
    case 'ROLLBACK_SUCCESSFUL':
      return {
        over: true,
        result: 'rolled-back',
        reason: `ECS rolled the deployment back.${because}${alarms}`,
      }
    case 'ROLLBACK_FAILED':
      return {
        over: true,
        result: 'failed',
        reason: `The deployment failed, and so did ECS's rollback.${because}${alarms}`,
      }
    case 'STOPPED':
      return { over: true, result: 'failed', reason: `The deployment was stopped.${because}` }
    case 'SUPERSEDED':
      return {
        over: true,
        result: 'superseded',
        reason: `Another deployment of the service replaced this one.${because}`,
      }
    default:
      return { over: false, progress: progressOf(view) }
  }
}

function progressOf(view: RolloutView): string {
  const stage = view.lifecycleStage === undefined ? '' : `, ${words(view.lifecycleStage)}`
  const failed = view.failed === 0 ? '' : `, ${view.failed} failed`
  return `${words(view.status)}${stage}, ${view.running} of ${view.desired} tasks running${failed}`
}

function words(status: string): string {
  return status.toLowerCase().replaceAll('_', ' ')
}

/** What the fallback needs of one entry of a service's `deployments`. */
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

/**
 * The same judgement from DescribeServices alone, for roles that may not see service deployments. A deployment that
 * was rolled back disappears from the list; who is primary then tells a rollback from another deployment.
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
  const view = (entry: DeploymentEntry | undefined, status: string): RolloutView => ({
    status,
    statusReason: entry?.rolloutStateReason,
    running: entry?.running ?? 0,
    desired: entry?.desired ?? 0,
    failed: entry?.failed ?? 0,
    lifecycleStage: undefined,
    alarms: [],
  })
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
