import { describe, expect, it } from 'vitest'
import { UserError } from '../../../../shared/errors.ts'
import { brokenSummary } from '../../../../shared/release/report/summary.ts'

describe('the summary of a release without a report', () => {
  it.each([
    ['refused: nothing was written', false, false],
    ['failed', true, false],
    ['cancelled', true, true],
  ])('says that it was %s', (how, began, cancelled) => {
    const text = brokenSummary('prod', new UserError('There is no "x".', 'Make one.'), began, cancelled)
    expect(text).toContain(`prod ${how}`)
    expect(text).toContain('**Why:** There is no "x".')
    expect(text).toContain('**What to do:** Make one.')
  })

  it('leaves bugs to the log', () => {
    expect(brokenSummary('prod', new TypeError('x is undefined'), true, false)).not.toContain('undefined')
  })
})
