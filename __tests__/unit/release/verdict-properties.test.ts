import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TargetOutcome, TargetResult } from '../../../shared/release/deploy/outcome.ts'
import {
  allGood,
  badResult,
  decisive,
  goodResult,
  isGoodResult,
  isLeft,
} from '../../../shared/release/deploy/verdict.ts'

// What a target can be, as those that deploy say it: a result, and whether AWS was told anything.
const POSSIBLE: readonly (readonly [TargetResult, accepted: boolean])[] = [
  ['deployed', true],
  ['unchanged', false],
  ['tagged', false],
  ['tagged', true],
  ['failed', false],
  ['failed', true],
  ['rolled-back', true],
  ['timed-out', true],
  ['superseded', true],
  ['cancelled', false],
  ['cancelled', true],
  ['skipped', false],
]

const outcome = fc
  .tuple(fc.constantFrom(...POSSIBLE), fc.option(fc.constantFrom('one', 'two'), { nil: undefined }))
  .map(([[result, accepted], reason]): TargetOutcome => ({
    result,
    accepted,
    ...(reason === undefined ? {} : { reason }),
  }))
const outcomes = fc.array(outcome, { maxLength: 6 })
const bad = fc.array(outcome, { minLength: 1, maxLength: 6 }).filter((all) => !allGood(all))

const holds = (property: (all: readonly TargetOutcome[]) => void, from = bad): void => {
  fc.assert(fc.property(from, property), { numRuns: 500 })
}

const runsItsFormerImageAgain = ({ result, accepted }: TargetOutcome): boolean =>
  result === 'rolled-back' || !accepted

describe('the result of a release, whatever became of its targets', () => {
  it('is good exactly when every target is', () => {
    holds((all) => {
      expect(isGoodResult(badResult(all))).toBe(false)
    })
    holds((all) => {
      if (allGood(all)) expect(isGoodResult(goodResult(all, true))).toBe(true)
    }, outcomes)
  })

  it('is rolled-back only when every target runs its former image again', () => {
    holds((all) => {
      if (badResult(all) === 'rolled-back') expect(all.every(runsItsFormerImageAgain)).toBe(true)
    })
  })

  it('is rolled-back whenever something was brought back, everything else is as before, and nobody else came', () => {
    holds((all) => {
      const back = all.some(({ result }) => result === 'rolled-back')
      const others = all.some(({ result }) => result === 'superseded' || result === 'cancelled')
      if (back && !others && all.every(runsItsFormerImageAgain)) expect(badResult(all)).toBe('rolled-back')
    })
  })

  it('is failed whenever something failed and was not brought back', () => {
    holds((all) => {
      if (all.some(({ result, accepted }) => result === 'failed' && accepted)) {
        expect(badResult(all)).toBe('failed')
      }
    })
  })

  it('is failed only when nothing runs the image, or something is not as before', () => {
    holds((all) => {
      if (badResult(all) !== 'failed') return
      expect(all.every(({ accepted }) => !accepted) || all.some(isLeft)).toBe(true)
    })
  })

  it('is superseded or cancelled only when a target is', () => {
    holds((all) => {
      const result = badResult(all)
      if (result === 'superseded' || result === 'cancelled' || result === 'timed-out') {
        expect(all.map((each) => each.result)).toContain(result)
      }
    })
  })

  it('does not depend on the order of the targets', () => {
    holds((all) => {
      expect(badResult(all.toReversed())).toBe(badResult(all))
    })
  })

  it('is explained by what failed and was not brought back, where that has a reason', () => {
    holds((all) => {
      const stuck = all.find(({ result, accepted, reason }) => result === 'failed' && accepted && reason)
      if (stuck !== undefined) expect(decisive(all)).toBe(stuck)
    })
  })
})
