import type { Ports } from '../runner/ports.ts'
import { brokenOff } from './failure.ts'
import type { ReadyTarget, Target, TargetOutcome } from './types.ts'
import { allGood } from './verdict.ts'

const SKIPPED = { result: 'skipped', accepted: false } as const

/** A target with what happened to it. */
export interface Ended {
  readonly ready: ReadyTarget
  readonly outcome: TargetOutcome
}

/** Targets by wave, in the order of the waves. */
function inWaves<T extends { readonly target: Target }>(targets: readonly T[]): readonly (readonly T[])[] {
  const numbers = [...new Set(targets.map(({ target }) => target.wave))].toSorted((a, b) => a - b)
  return numbers.map((wave) => targets.filter(({ target }) => target.wave === wave))
}

/**
 * Deploys wave by wave, the targets of one wave at once; after a wave that is not all good the rest is skipped, and
 * nothing begins once the job is cancelled.
 */
export async function deployWaves(targets: readonly ReadyTarget[], ports: Ports): Promise<readonly Ended[]> {
  const ended: Ended[] = []
  for (const wave of inWaves(targets)) {
    const good = allGood(ended.map(({ outcome }) => outcome))
    ended.push(
      ...(await Promise.all(
        wave.map(async (ready) => ({
          ready,
          outcome: good ? await attempt(ready.deploy, ports) : SKIPPED,
        })),
      )),
    )
  }
  return ended
}

/** Brings back what was deployed. The reason why the release failed stays the reason of its target. */
export async function rollBackAll(ended: readonly Ended[], ports: Ports): Promise<readonly Ended[]> {
  return await Promise.all(
    ended.map(async ({ ready, outcome }) => {
      if (!isToBringBack(outcome)) return { ready, outcome }
      const back = await attempt(ready.rollBack, ports)
      const reason =
        back.result === 'rolled-back' ? outcome.reason : `${back.reason ?? ''} ${outcome.reason ?? ''}`.trim()
      return {
        ready,
        outcome: {
          ...outcome,
          result: back.result,
          accepted: true,
          reason: reason ?? 'Brought back, because the release failed elsewhere.',
        },
      }
    }),
  )
}

/** A superseded target belongs to someone else now, and a rolled-back one is back already. */
function isToBringBack({ accepted, result }: TargetOutcome): boolean {
  return accepted && result !== 'rolled-back' && result !== 'superseded' && result !== 'cancelled'
}

/** Whatever is thrown while a target is deployed is that target's failure: others may have to be brought back. */
async function attempt(work: () => Promise<TargetOutcome>, { signal }: Ports): Promise<TargetOutcome> {
  try {
    signal.throwIfAborted()
    return await work()
  } catch (error) {
    return brokenOff(error, false, signal)
  }
}

/** All targets of a release that ended before its first deployment. */
export function allSkipped(targets: readonly ReadyTarget[]): readonly Ended[] {
  return targets.map((ready) => ({ ready, outcome: SKIPPED }))
}
