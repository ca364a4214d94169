import type { Ports } from '../../runner/ports.ts'
import { withinReach } from '../../runner/within-reach.ts'
import { brokenOff } from './failure.ts'
import type { ReadyTarget, TargetOutcome } from './outcome.ts'
import type { Target } from '../request/target.ts'
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
 * Deploys wave by wave, the targets of one wave at once. After a wave that is not all good the rest is skipped, and
 * nothing begins once the job is cancelled.
 * @param isHealthy asked after each wave; what it returns is why the targets of that wave do not count
 */
export async function deployWaves(
  targets: readonly ReadyTarget[],
  isHealthy: () => Promise<Pick<TargetOutcome, 'reason' | 'hint'> | undefined>,
  ports: Ports,
): Promise<readonly Ended[]> {
  const ended: Ended[] = []
  for (const wave of inWaves(targets)) {
    if (!allGood(ended.map(({ outcome }) => outcome))) {
      ended.push(...allSkipped(wave))
      continue
    }
    const done = await Promise.all(
      wave.map(async (ready) => ({ ready, outcome: await attempt(ready.deploy, ports) })),
    )
    const outcomes = done.map(({ outcome }) => outcome)
    const runs = outcomes.some(({ result }) => result === 'deployed' || result === 'unchanged')
    const sick =
      allGood(outcomes) && runs ? await attempt(async () => await verdictOf(isHealthy), ports) : HEALTHY
    ended.push(...(sick.result === 'deployed' ? done : done.map((entry) => spoiled(entry, sick))))
  }
  return ended
}

const HEALTHY = { result: 'deployed', accepted: false } as const

async function verdictOf(isHealthy: Parameters<typeof deployWaves>[1]): Promise<TargetOutcome> {
  const sick = await isHealthy()
  return sick === undefined ? HEALTHY : { result: 'failed', accepted: false, ...sick }
}

/** What runs but does not count, because the stage as a whole does not answer. */
function spoiled({ ready, outcome }: Ended, { result, reason, hint }: TargetOutcome): Ended {
  if (outcome.result !== 'deployed' && outcome.result !== 'unchanged') return { ready, outcome }
  return {
    ready,
    outcome: {
      ...outcome,
      result,
      ...(reason === undefined ? {} : { reason }),
      ...(hint === undefined ? {} : { hint }),
    },
  }
}

// Once the job is cancelled, what was just asked for may be answered yet.
const ANSWER_MS = 1_000

/** Whatever is thrown while a target is deployed is that target's failure: others may have to be brought back. */
async function attempt(work: () => Promise<TargetOutcome>, { signal, clock }: Ports): Promise<TargetOutcome> {
  const started = clock.now()
  try {
    signal.throwIfAborted()
    const outcome = await withinReach(work(), signal, ANSWER_MS, unanswered)
    return { ...outcome, milliseconds: clock.now() - started }
  } catch (error) {
    return { ...brokenOff(error, false, signal), milliseconds: clock.now() - started }
  }
}

/** Nobody knows whether AWS has carried it out. */
function unanswered(): TargetOutcome {
  return {
    result: 'cancelled',
    accepted: true,
    reason: 'The job was cancelled before AWS had answered.',
  }
}

/** All targets of a release that ended before its first deployment. */
export function allSkipped(targets: readonly ReadyTarget[]): readonly Ended[] {
  return targets.map((ready) => ({ ready, outcome: SKIPPED }))
}
