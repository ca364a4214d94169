import type { TargetResult } from '../outcome.ts'
import { adviceOf } from './diagnose.ts'
import { type Ending, endingOf } from './rollout-endings.ts'
import { proveDigest } from './rollout-digest.ts'
import { minutes, progressOf } from './rollout-progress.ts'
import { configuredMs } from './rollout-schedule.ts'
import type { Judged, Seen, Waited } from './rollout-seen.ts'
import { deploymentEntries, type RolloutView, viewFromDeployment, viewFromService } from './rollout-view.ts'

/** Not over yet, or how it ended. */
export type Verdict =
  | { readonly over: false; readonly progress: string; readonly view: RolloutView }
  | { readonly over: true; readonly result: TargetResult; readonly reason?: string; readonly hint?: string }

// ECS tells the digest when it has resolved it; where the image is named by one, it cannot be another.
const PROVING_MS = 60_000

/**
 * What a rollout means for the release that started it, by what AWS said, and nothing else. Success is one thing only:
 * this very deployment is SUCCESSFUL, and what it runs is the released image.
 */
export function judgeRollout(seen: Seen, judged: Judged, waited: Waited): Verdict {
  const view = viewOf(seen, judged)
  const ending = endingOf(view, seen, judged) ?? proved(view, seen, judged, waited)
  if (ending === 'goes on') {
    return waited.waitedMs < waited.waitMs
      ? { over: false, progress: progressOf(view), view }
      : explained(timedOut(view, judged, waited), view, seen, judged)
  }
  return explained(ending, view, seen, judged)
}

function viewOf(seen: Seen, { deploymentId, former }: Judged): RolloutView {
  const { deployment, service } = seen
  const told = deployment && viewFromDeployment(deployment)
  if (service === undefined) return told ?? viewFromDeployment({})
  const byService = viewFromService(deploymentEntries(service), deploymentId, former)
  if (told === undefined) return byService
  const desired = told.desired ?? service.desiredCount
  // A deployment is stopped by hand, by its circuit breaker, or because another one came: the service tells which.
  const replaced = told.status === 'STOPPED' && !['SUCCESSFUL', 'IN_PROGRESS'].includes(byService.status)
  return { ...told, desired, status: replaced ? byService.status : told.status }
}

function proved(
  view: RolloutView,
  seen: Seen,
  { expected, found }: Judged,
  waited: Waited,
): Ending | 'goes on' {
  if (view.status !== 'SUCCESSFUL') return 'goes on'
  if (view.desired === 0) {
    return {
      result: 'tagged',
      reason:
        found?.schedulingStrategy === 'DAEMON'
          ? 'There is no instance that a task of this daemon service could run on: nothing runs, so nothing was proved.'
          : 'The service wants no tasks (desired count 0): nothing runs, so nothing was proved.',
    }
  }
  const few =
    view.early && view.desired !== undefined && view.running < view.desired
      ? `ECS counts the deployment as successful early, by the service's own criteria: ${view.running} of ${view.desired} tasks run so far.`
      : undefined
  const done: Ending = { result: 'deployed', ...(few === undefined ? {} : { reason: few }) }
  if (expected === undefined || seen.deployment === undefined || seen.images === 'denied') return done
  const proof = proveDigest(seen.images, expected)
  if (proof === 'right') return done
  if (proof === 'unknown')
    return waited.provingMs < PROVING_MS && waited.waitedMs < waited.waitMs ? 'goes on' : done
  return {
    result: 'failed',
    reason: `The deployment succeeded, but its container "${expected.container}" runs ${proof.runs}, which is not the image that was released.`,
    hint: 'The digest in the task definition and the one that ECS resolved differ: see whether something changes images on their way (a pull-through rule, a proxy), then release again.',
  }
}

function timedOut(view: RolloutView, { found }: Judged, { waitMs }: Waited): Ending {
  const configured = configuredMs(found?.deploymentConfiguration)
  const [hook] = view.paused
  const because =
    hook !== undefined
      ? `It waits for somebody to continue it at the lifecycle hook ${hook.hookId ?? '?'} (ContinueServiceDeployment).`
      : configured >= waitMs
        ? `The service's deployment strategy alone takes ${minutes(configured)}: set "wait-minutes" to more than that.`
        : undefined
  return {
    result: 'timed-out',
    reason: `The deployment was not over after ${minutes(waitMs)}: ${progressOf(view)}.`,
    ...(because === undefined ? {} : { hint: because }),
  }
}

const DEFAULT_HINTS: Partial<Readonly<Record<TargetResult, string>>> = {
  'timed-out': 'Raise "wait-minutes" if the service needs longer; the events below say what it waits for.',
  failed: 'The events and the stopped tasks below say what went wrong.',
  'rolled-back': 'The events and the stopped tasks below say what went wrong.',
}

/** A bad ending with why the tasks stopped, and what to do. */
function explained(ending: Ending, view: RolloutView, seen: Seen, judged: Judged): Verdict {
  const { result } = ending
  const fallback = DEFAULT_HINTS[result]
  if (fallback === undefined || ending.hint !== undefined) return { over: true, ...ending }
  const { cause, hint = fallback } = adviceOf(view.statusReason, seen, judged)
  const reason = [ending.reason, cause].filter((part) => part !== undefined).join(' ')
  return { over: true, result, reason, hint }
}
