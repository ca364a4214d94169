import { describe, expect, it } from 'vitest'
import type { TargetOutcome, TargetResult } from '../../../shared/release/deploy/outcome.ts'
import { allGood, badResult, decisive, goodResult } from '../../../shared/release/deploy/verdict.ts'

const outcome = (result: TargetResult, accepted = true, reason?: string): TargetOutcome => ({
  result,
  accepted,
  ...(reason === undefined ? {} : { reason }),
})

describe('goodResult', () => {
  it.each([
    [[outcome('deployed')], true, 'released'],
    [[outcome('unchanged', false)], true, 'released'],
    [[outcome('tagged', false)], true, 'tagged'],
    [[], true, 'tagged'],
    [[outcome('unchanged', false)], false, 'unchanged'],
    [[], false, 'unchanged'],
  ] as const)('%j, changed %s: %s', (outcomes, changed, result) => {
    expect(allGood(outcomes)).toBe(true)
    expect(goodResult(outcomes, changed)).toBe(result)
  })
})

describe('badResult', () => {
  it.each([
    ['everything touched is back', [outcome('rolled-back'), outcome('skipped', false)], 'rolled-back'],
    ['nothing was touched', [outcome('failed', false)], 'failed'],
    ['one could not be brought back', [outcome('rolled-back'), outcome('failed')], 'failed'],
    [
      'one refused before it began, the other is back',
      [outcome('failed', false), outcome('rolled-back')],
      'rolled-back',
    ],
    ['one still runs out of time', [outcome('timed-out')], 'timed-out'],
    ['one timed out and one failed', [outcome('timed-out'), outcome('failed')], 'failed'],
    ['someone else came', [outcome('superseded'), outcome('rolled-back')], 'superseded'],
    ['the job was cancelled', [outcome('cancelled')], 'cancelled'],
  ] as const)('when %s', (_, outcomes, result) => {
    expect(badResult(outcomes)).toBe(result)
  })
})

describe('decisive', () => {
  it('is what could not be brought back before anything else', () => {
    const found = decisive([outcome('rolled-back', true, 'first'), outcome('failed', true, 'stuck')])
    expect(found?.reason).toBe('stuck')
  })
})
