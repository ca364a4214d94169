import type { ContainerImage, ServiceDeployment } from '@aws-sdk/client-ecs'
import fc, { type Arbitrary } from 'fast-check'
import { describe, it } from 'vitest'
import type { Seen } from '../../../shared/release/deploy/ecs/rollout-seen.ts'
import { judgeRollout } from '../../../shared/release/deploy/ecs/rollout.ts'
import {
  deployment,
  exited,
  JUDGED,
  OTHER,
  OURS,
  RELEASED,
  revision,
  runs,
  service,
  UNSEEN,
} from './rollout-cases/aws-answers.ts'

const STATUSES: readonly NonNullable<ServiceDeployment['status']>[] = [
  'PENDING',
  'IN_PROGRESS',
  'SUCCESSFUL',
  'STOP_REQUESTED',
  'STOPPED',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
  'ROLLBACK_SUCCESSFUL',
  'ROLLBACK_FAILED',
]
const RUNS = { numRuns: 2000 }
const ROLLOUT_STATES = ['IN_PROGRESS', 'COMPLETED', 'FAILED'] as const

const said = fc.record({
  status: fc.constantFrom(...STATUSES),
  requested: fc.constantFrom(0, 2, undefined),
  breaker: fc.constantFrom('MONITORING', 'TRIGGERED', 'DISABLED'),
  images: fc.constantFrom(runs(RELEASED), runs(OTHER), runs(undefined), undefined, 'denied' as const),
  primary: fc.constantFrom(OURS, 'ecs-svc/3'),
  taskDefinition: fc.constantFrom(revision(1), revision(2), revision(3)),
  rolloutState: fc.constantFrom(...ROLLOUT_STATES),
  isAsked: fc.constantFrom(true, false),
  isDeploymentSeen: fc.constantFrom(true, false),
  alarms: fc.subarray(['app-5xx', 'latency']),
  gone: fc.option(fc.constantFrom('service', 'cluster'), { nil: undefined }),
  crashes: fc.constantFrom(true, false),
})
const waited = fc.record({
  waitedMs: fc.constantFrom(0, 60_000, 1_800_000),
  waitMs: fc.constantFrom(1_800_000),
  provingMs: fc.constantFrom(0, 60_000),
})

type Said = typeof said extends Arbitrary<infer T> ? T : never

function seenOf(each: Said): Seen {
  const { status, requested, breaker, primary, taskDefinition, rolloutState } = each
  const revisionCounts = requested === undefined ? {} : { requestedTaskCount: requested }
  return {
    ...UNSEEN,
    deployment: each.isDeploymentSeen
      ? deployment(status, {
          targetServiceRevision: { runningTaskCount: requested ?? 0, ...revisionCounts },
          deploymentCircuitBreaker: { status: breaker, failureCount: 3, threshold: 3 },
        })
      : undefined,
    service: each.isAsked
      ? service([], [{ id: primary, status: 'PRIMARY', taskDefinition, rolloutState, desiredCount: 2 }])
      : undefined,
    images: each.images,
    alarms: each.alarms,
    gone: each.gone,
    stopped: each.crashes ? exited(1) : [],
  }
}

function digestOf(images: readonly ContainerImage[]): string | undefined {
  return images.find(({ containerName }) => containerName === 'app')?.imageDigest
}

function isQuiet({ alarms, gone }: Said): boolean {
  return alarms.length === 0 && gone === undefined
}

describe('whatever AWS says', () => {
  it('a rollout counts as deployed only by its own success, with the image that was released', () => {
    fc.assert(
      fc.property(said, waited, (each, time) => {
        const seen = seenOf(each)
        const verdict = judgeRollout(seen, JUDGED, time)
        if (!verdict.over || verdict.result !== 'deployed') return true
        if (!each.isDeploymentSeen) return each.isAsked && each.primary === OURS && isQuiet(each)
        const isProved =
          each.images === undefined || each.images === 'denied' || digestOf(each.images) !== OTHER
        return each.status === 'SUCCESSFUL' && isProved && isQuiet(each)
      }),
      RUNS,
    )
  })

  it('a rollout that is over and not good has a reason and a hint, and one whose time is over is over', () => {
    fc.assert(
      fc.property(said, waited, (each, time) => {
        const verdict = judgeRollout(seenOf(each), JUDGED, time)
        if (!verdict.over) return time.waitedMs < time.waitMs && verdict.progress !== ''
        if (verdict.result === 'deployed') return true
        const hasReason = /^[A-Z].*\.$/.test(verdict.reason ?? '')
        return hasReason && (verdict.result === 'tagged' || /^[A-Z].*\.$/.test(verdict.hint ?? ''))
      }),
      RUNS,
    )
  })
})
