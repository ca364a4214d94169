import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { described, openPromotion, type Kill } from '../support/killed-promotion.ts'

// Both are printed; the same seed draws the same kills again.
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000_000)
const GOAL = Number(process.env['KILL_COUNT'] ?? 200)
const WORKERS = 4
// A promotion is killed so often at most, before it is let go.
const IN_A_ROW = 4

/** A promotion that nobody kills: what the others have to end as, and how long it is. */
interface Reference {
  readonly state: unknown
  readonly requests: number
  readonly bodies: number
  readonly milliseconds: number
}

async function undisturbed(): Promise<Reference> {
  const promotion = await openPromotion()
  try {
    const run = await promotion.run()
    expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'tagged' } })
    expect(promotion.wrong()).toStrictEqual([])
    const { requests } = promotion.sandbox
    const bodies = requests.filter(({ action }) => action === 'GetObject' || action === 'FinishUpload')
    return {
      state: promotion.state(),
      requests: requests.length,
      bodies: bodies.length,
      milliseconds: run.busy,
    }
  } finally {
    await promotion.close()
  }
}

/** The kills of one promotion, one a run; those after the first find less to be killed at. */
function drawKills(seed: number, { requests, bodies, milliseconds }: Reference): readonly Kill[] {
  const upTo = (most: number): fc.Arbitrary<number> =>
    fc.integer({ min: 1, max: Math.max(1, Math.floor(most)) })
  const kill = (part: number): fc.Arbitrary<Kill> =>
    fc.oneof(
      fc.record({ kind: fc.constant('before' as const), nth: upTo(requests * part) }),
      fc.record({ kind: fc.constant('after' as const), nth: upTo(requests * part) }),
      fc.record({
        kind: fc.constant('body' as const),
        nth: upTo(bodies * part),
        // Doubles are drawn by their bits: most of them are next to nothing.
        share: fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100),
      }),
      fc.record({ kind: fc.constant('time' as const), milliseconds: upTo(milliseconds * part) }),
    )
  const kills = fc.tuple(kill(1), ...Array.from({ length: IN_A_ROW - 1 }, () => kill(1 / 3)))
  return fc.sample(kills, { seed, numRuns: 1, unbiased: true })[0] ?? []
}

/** Runs a promotion again and again, until one run survives. Returns the kills that it took. */
async function killUntilDone(
  kills: readonly Kill[],
  { state }: Reference,
  name: string,
): Promise<readonly Kill[]> {
  const promotion = await openPromotion()
  const struck: Kill[] = []
  try {
    for (const kill of [...kills, undefined]) {
      const run = await promotion.run(kill)
      const story = `${name}, ${[...struck, kill].map(described).join(', ')}:\n${run.log}`
      expect(promotion.wrong(), story).toStrictEqual([])
      if (run.exitCode === null && kill !== undefined) {
        struck.push(kill)
        continue
      }
      expect(run.exitCode, story).toBe(0)
      expect(promotion.state(), story).toStrictEqual(state)
      break
    }
    return struck
  } finally {
    await promotion.close()
  }
}

describe('a promotion to three regions that is killed at random', () => {
  it('never has a wrong tag, and ends as if it had not been killed', { timeout: 600_000 }, async () => {
    const started = performance.now()
    const reference = await undisturbed()
    const struck: Kill[] = []
    let promotions = 0
    let failed = false
    const work = async (): Promise<void> => {
      while (struck.length < GOAL && !failed) {
        promotions += 1
        const seed = SEED + promotions
        try {
          struck.push(...(await killUntilDone(drawKills(seed, reference), reference, `seed ${seed}`)))
        } catch (error) {
          failed = true
          throw error
        }
      }
    }
    const ended = await Promise.allSettled(Array.from({ length: WORKERS }, work))
    const count = (kind: Kill['kind']): string =>
      `${struck.filter((kill) => kill.kind === kind).length} ${kind}`
    console.log(
      `KILL_SEED=${SEED}: ${struck.length} kills (${(['before', 'after', 'body', 'time'] as const).map(count).join(', ')}) of ${promotions} promotions of ${reference.requests} requests, ${Math.round((performance.now() - started) / 1000)} s`,
    )
    for (const end of ended) if (end.status === 'rejected') throw end.reason
    expect(struck.length).toBeGreaterThanOrEqual(GOAL)
  })
})
