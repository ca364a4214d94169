import type { ReleaseResult, TargetOutcome, TargetResult } from './outcome.ts'

const GOOD = new Set<TargetResult>(['deployed', 'unchanged', 'tagged'])

/** True when nothing about these targets keeps the stage's tag from moving. */
export function allGood(outcomes: readonly TargetOutcome[]): boolean {
  return outcomes.every(({ result }) => GOOD.has(result))
}

/**
 * What a release whose targets are all good amounts to.
 * @param changed something was written
 */
export function goodResult(outcomes: readonly TargetOutcome[], changed: boolean): ReleaseResult {
  if (!changed) return 'unchanged'
  return outcomes.some(({ result }) => result === 'deployed' || result === 'unchanged')
    ? 'released'
    : 'tagged'
}

/**
 * What a release that did not succeed amounts to, after whatever was brought back. What failed and was not brought back
 * comes before everything else. `rolled-back` is said only when every target that was touched runs its former image
 * again, whoever brought it back.
 */
export function badResult(outcomes: readonly TargetOutcome[]): ReleaseResult {
  const touched = outcomes.filter(isTouched)
  if (touched.some(({ result }) => result === 'failed')) return 'failed'
  const results = new Set(outcomes.map(({ result }) => result))
  if (results.has('superseded')) return 'superseded'
  if (results.has('cancelled')) return 'cancelled'
  if (touched.length > 0 && touched.every(({ result }) => result === 'rolled-back')) return 'rolled-back'
  if (results.has('timed-out') && !results.has('failed')) return 'timed-out'
  return 'failed'
}

/** What AWS brought back was touched too, whatever it said of the update. */
function isTouched({ accepted, result }: TargetOutcome): boolean {
  return accepted || result === 'rolled-back'
}

/**
 * True for a target of a release that did not succeed which may run something else than before: it is what a person has
 * to look at first. A superseded one is someone else's.
 */
export function isLeft({ accepted, result }: TargetOutcome): boolean {
  return accepted && result !== 'rolled-back' && result !== 'superseded'
}

/** The outcome that explains a failed release: what could not be brought back first, then what failed first. */
export function decisive(outcomes: readonly TargetOutcome[]): TargetOutcome | undefined {
  const order: readonly TargetResult[] = ['failed', 'timed-out', 'superseded', 'cancelled', 'rolled-back']
  return order
    .flatMap((result) => outcomes.filter((outcome) => outcome.result === result).toSorted(touchedFirst))
    .find(({ reason }) => reason)
}

function touchedFirst(one: TargetOutcome, other: TargetOutcome): number {
  return Number(other.accepted) - Number(one.accepted)
}

/** True for the results that exit 0. */
export function isGoodResult(result: ReleaseResult): boolean {
  return ['released', 'unchanged', 'tagged', 'planned'].includes(result)
}
