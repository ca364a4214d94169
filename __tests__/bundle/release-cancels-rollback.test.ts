import { describe, expect, it } from 'vitest'
import { cancelEverywhere } from '../support/deploy-cancels.ts'

describe('a release that is cancelled at any request, with on-cancel: rollback', () => {
  it.each(['ecs', 'lambda'] as const)(
    '%s: ends in time and as it says',
    { timeout: 300_000 },
    async (kind) => {
      const started = performance.now()
      const { early, late } = await cancelEverywhere(kind, 'rollback')
      const took = Math.round((performance.now() - started) / 1000)
      console.log(`${kind}, rollback: ${early + late} cancels, ${late} of them too late, ${took} s`)
      expect(early).toBeGreaterThan(15)
      expect(late).toBeGreaterThan(0)
    },
  )
})
