import { expect, it } from 'vitest'
import { killEverywhere } from '../support/deploy-kills.ts'

it(
  'a release to functions that is killed anywhere ends as if it had not been',
  { timeout: 300_000 },
  async () => {
    const started = performance.now()
    const { before, after } = await killEverywhere('lambda')
    const took = Math.round((performance.now() - started) / 1000)
    console.log(
      `lambda: ${before} kills before a request, ${after} after one that changes something, ${took} s`,
    )
    expect(before).toBeGreaterThan(25)
    expect(after).toBeGreaterThanOrEqual(10)
  },
)
