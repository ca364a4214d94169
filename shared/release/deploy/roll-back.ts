import type { Ports } from '../../runner/ports.ts'
import { withinReach } from '../../runner/within-reach.ts'
import { because } from './failure.ts'
import type { Pace, ReadyTarget, TargetOutcome } from './outcome.ts'
import type { Ended } from './waves.ts'

// A cancelled job has seven seconds, of which the answers of what was under way have taken some. Whoever does not
// answer in time holds up nobody else: the post step goes on with it.
const START_MS = 2_500
const ANSWER_MS = 500

/**
 * Brings back what was deployed, all at once. The reason why the release failed stays the reason of its target. When
 * the job is cancelled meanwhile, the way back is started everywhere and no longer waited for.
 * @param pace `start` where the job is cancelled: what was interrupted is brought back too, and not waited for
 */
export async function rollBackAll(
  ended: readonly Ended[],
  pace: Pace,
  ports: Ports,
): Promise<readonly Ended[]> {
  return await Promise.all(
    ended.map(async ({ ready, outcome }) => {
      if (!isToBringBack(outcome, pace)) return { ready, outcome }
      const started = ports.clock.now()
      const back = await broughtBack(ready, pace, ports)
      const milliseconds = (outcome.milliseconds ?? 0) + ports.clock.now() - started
      return { ready, outcome: { ...afterwards(outcome, back), milliseconds } }
    }),
  )
}

async function broughtBack(ready: ReadyTarget, pace: Pace, { signal }: Ports): Promise<TargetOutcome> {
  if (pace === 'wait') {
    const back = await withinReach(attempt(ready, 'wait'), signal, ANSWER_MS, unanswered)
    if (!signal.aborted || back.result === 'rolled-back' || back.result === 'superseded') return back
  }
  // Whether it was started is not known, and to start it again changes nothing.
  return await withinReach(attempt(ready, 'start'), signal, START_MS, unanswered)
}

async function attempt(ready: ReadyTarget, pace: Pace): Promise<TargetOutcome> {
  try {
    return await ready.rollBack(pace)
  } catch (error) {
    const { reason = '', ...more } = because(error)
    return { result: 'failed', accepted: true, reason: `It could not be brought back: ${reason}`, ...more }
  }
}

function unanswered(): TargetOutcome {
  return {
    result: 'cancelled',
    accepted: true,
    reason:
      'Its way back was asked for, and AWS has not answered yet; the post step of this job goes on with it.',
  }
}

/** What became of a target in the end. What it runs now is what the way back says. */
function afterwards(outcome: TargetOutcome, back: TargetOutcome): TargetOutcome {
  // What is said of a deployment that went well is not why it is brought back.
  const own = outcome.result === 'deployed' ? undefined : outcome.reason
  const failed = own ?? 'Brought back, because the release failed elsewhere.'
  const evidence = [...(outcome.evidence ?? []), ...(back.evidence ?? [])]
  // That it was cancelled is said of the release as a whole.
  const before = outcome.result === 'cancelled' ? undefined : own
  const reason = back.result === 'rolled-back' ? failed : [back.reason, before].filter(Boolean).join(' ')
  const hint = back.hint ?? outcome.hint
  return {
    ...outcome,
    result: back.result,
    accepted: true,
    reason,
    ...(hint === undefined ? {} : { hint }),
    ...(evidence.length === 0 ? {} : { evidence }),
  }
}

/** A superseded target belongs to someone else now, and a rolled-back one is back already. */
function isToBringBack({ accepted, result }: TargetOutcome, pace: Pace): boolean {
  if (result === 'cancelled') return accepted && pace === 'start'
  return accepted && result !== 'rolled-back' && result !== 'superseded'
}
