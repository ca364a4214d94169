import type { TargetResult } from '../outcome.ts'
import { shortArn } from './arn.ts'
import { STOPPED_BY_HAND } from './known-events.ts'
import type { Judged, Seen } from './rollout-seen.ts'
import type { RolloutView } from './rollout-view.ts'

/** How a rollout ended, before its causes are looked for. */
export interface Ending {
  readonly result: TargetResult
  readonly reason?: string
  readonly hint?: string
}

/**
 * How a rollout ended that did not succeed; undefined while it goes on, and for one that is successful. There is no
 * FAILED: a deployment that failed is stopped or rolled back.
 * Source: Amazon ECS API Reference, ServiceDeployment, `status`.
 */
export function endingOf(view: RolloutView, seen: Seen, judged: Judged): Ending | undefined {
  if (seen.gone !== undefined) {
    return {
      result: 'failed',
      reason: `The ${seen.gone} was deleted while it was deployed to.`,
      hint: 'If it is created again under the same name, release again; if it is not wanted any more, take it out of the stage.',
    }
  }
  const says = view.statusReason === undefined ? '' : ` ECS says: ${sentence(view.statusReason)}`
  const by = triggerOf(view)
  switch (view.status) {
    case 'ROLLBACK_SUCCESSFUL':
      return seen.deployment?.status === 'STOPPED'
        ? {
            result: 'rolled-back',
            reason: `The former task definition ${shortArn(judged.former ?? '')} was deployed again, and not by this release.`,
            hint: 'CloudTrail says who (UpdateService); release again when that is settled.',
          }
        : { result: 'rolled-back', reason: `ECS rolled the deployment back${by}.${says}` }
    case 'ROLLBACK_FAILED':
      return /no rollback candidate/i.test(view.statusReason ?? '')
        ? {
            result: 'failed',
            reason: `The deployment failed${by}, and ECS had nothing to roll back to: none of the service's deployments has ever succeeded.`,
          }
        : { result: 'failed', reason: `The deployment failed${by}, and so did ECS's rollback.${says}` }
    case 'STOPPED':
      return by === '' && !failedByItself(view)
        ? { result: 'failed', reason: `The deployment was stopped.${says}`, hint: STOPPED_BY_HAND }
        : {
            result: 'failed',
            reason: `The deployment failed${by}, and is not configured to be rolled back.${says}`,
          }
    case 'SUPERSEDED':
      return superseded(seen, judged)
  }
  // What ECS rolls back already is left to it.
  if (seen.alarms.length === 0 || view.status.startsWith('ROLLBACK')) return undefined
  return {
    result: 'failed',
    reason: `${seen.alarms.length === 1 ? 'The alarm' : 'The alarms'} ${seen.alarms.join(', ')} went off while the image was deployed.`,
    hint: 'See what the alarm watches; one that has nothing to do with this service does not belong in "alarms".',
  }
}

// The service alone tells a circuit breaker that does not roll back only by its sentence.
function failedByItself({ statusReason = '', failed }: RolloutView): boolean {
  return failed > 0 || /fail|circuit breaker/i.test(statusReason)
}

function triggerOf({ alarms, breaker }: RolloutView): string {
  if (alarms.length > 0)
    return `, because ${alarms.length === 1 ? 'the alarm' : 'the alarms'} ${alarms.join(', ')} went off`
  if (breaker === undefined) return ''
  const { failures, threshold } = breaker
  return `, because the deployment circuit breaker counted ${failures} failed ${failures === 1 ? 'task' : 'tasks'}${threshold > 0 ? ` of ${threshold}` : ''}`
}

function superseded({ newer }: Seen, { taskDefinition, expected }: Judged): Ending {
  if (newer === undefined) {
    return {
      result: 'superseded',
      reason: 'Another deployment of the service replaced this one.',
      hint: WHO_DEPLOYS,
    }
  }
  const other = shortArn(newer.taskDefinition)
  const same =
    newer.taskDefinition === taskDefinition ||
    newer.images.some((image) => expected?.digests.has(image.split('@')[1] ?? '') === true)
  return same
    ? {
        result: 'superseded',
        reason: `Another deployment of this very image (${other}) replaced this one: another run of the same release, perhaps.`,
        hint: `That one decides now. ${CONCURRENCY}`,
      }
    : {
        result: 'superseded',
        reason: `Another deployment of the service (${other}) replaced this one.`,
        hint: WHO_DEPLOYS,
      }
}

const CONCURRENCY =
  'Give the workflow a concurrency group for each stage, so that releases wait for each other.'
const WHO_DEPLOYS = `CloudTrail says who deployed it (UpdateService). ${CONCURRENCY}`

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
