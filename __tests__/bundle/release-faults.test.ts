import { describe, vi } from 'vitest'
import { defineFaultTests } from '../support/expect-fault.ts'
import { faults } from '../support/faults.ts'

const slow = faults.filter(({ slow: waits }) => waits === true)
const quick = faults.filter((fault) => !slow.includes(fault))

// The slow ones do nothing but wait, so all of them wait together, and beside them a few of the others run.
vi.setConfig({ maxConcurrency: 2 * slow.length + 3 })

describe('a release through faults', () => {
  defineFaultTests(slow, 200_000)
  defineFaultTests(quick, 200_000)
})
