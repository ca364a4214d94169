import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ActionRun } from '../support/run-action.ts'
import { expectAgreement, isGood, isSuperseded, openStageRace, REGIONS } from '../support/stage-race.ts'
import type { TagCall } from '../support/tag-gate.ts'

// Printed where it fails; the same seed draws the same rounds again.
const SEED = Number(process.env['RACE_SEED'] ?? Date.now() % 1_000_000_000)
const ROUNDS = Number(process.env['RACE_ROUNDS'] ?? 20)
const PLACES = ['home', 'west', 'europe'] as const

/** Promotions that start within half a second, with calls that take their time. */
interface Round {
  /** When each of the two or three starts, in milliseconds. */
  readonly starts: readonly number[]
  /** Nobody writes before all have looked. */
  readonly together: boolean
  /** The first writer is not allowed to write the home's tag. */
  readonly fails: boolean
  /** Milliseconds that calls on the stage's tags are held, one after the other. */
  readonly delays: readonly number[]
}

const round: fc.Arbitrary<Round> = fc.record({
  starts: fc.array(fc.nat(500), { minLength: 2, maxLength: 3 }),
  together: fc.boolean(),
  fails: fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 0),
  delays: fc.array(fc.nat(60), { minLength: 40, maxLength: 40 }),
})

/** What a writer did with the tag of the home, by the clock of this process. */
interface Life {
  looks: number
  began: number
  wrote: number
  lastRead: number
  ended: number
}

function openLives(
  writers: readonly string[],
  { together, fails, delays }: Round,
): {
  readonly of: (writer: string) => Life
  readonly meet: (call: TagCall) => Promise<void>
  readonly leave: (writer: string) => void
} {
  const nobody = (): Life => ({ looks: 0, began: Infinity, wrote: Infinity, lastRead: 0, ended: Infinity })
  const lives = new Map(
    writers.map((writer) => [writer, { life: nobody(), looked: Promise.withResolvers<undefined>() }]),
  )
  const known = (writer: string): { life: Life; looked: PromiseWithResolvers<undefined> } => {
    const found = lives.get(writer)
    if (found === undefined) throw new Error(`nobody is called ${writer}`)
    return found
  }
  let calls = 0
  return {
    of: (writer) => known(writer).life,
    leave: (writer) => {
      const { life, looked } = known(writer)
      life.ended = performance.now()
      looked.resolve(undefined)
    },
    meet: async ({ writer, does, region, tag, pass, refuse }) => {
      const { life, looked } = known(writer)
      await sleep(delays[calls++ % delays.length])
      if (does === 'write' && together)
        await Promise.all([...lives.values()].map((each) => each.looked.promise))
      const isHome = region === REGIONS.home && tag === 'prod'
      const now = performance.now()
      if (isHome && does === 'write' && fails && writer === writers[0]) {
        refuse()
        return
      }
      if (isHome && does === 'write') life.began = now
      if (isHome && does === 'read') life.lastRead = now
      await pass()
      if (isHome && does === 'write') life.wrote = performance.now()
      if (does !== 'read') return
      life.looks += 1
      if (life.looks === PLACES.length) looked.resolve(undefined)
    },
  }
}

async function run(drawn: Round, name: string): Promise<void> {
  const writers = ['A', 'B', 'C'].slice(0, drawn.starts.length)
  const lives = openLives(writers, drawn)
  const race = await openStageRace(PLACES, writers, lives.meet)
  try {
    const ended = await Promise.all(
      writers.map(async (writer, index): Promise<[string, ActionRun]> => {
        await sleep(drawn.starts[index])
        const run = await race.promote(writer).finally(() => {
          lives.leave(writer)
        })
        return [writer, run]
      }),
    )
    const logs = ended.map(([writer, { log, exitCode }]) => `${writer}, exit code ${exitCode ?? ''}:\n${log}`)
    const story = [name, JSON.stringify(drawn), ...logs].join('\n')
    // Who looks when another one has the home's tag keeps that image; who looked before cannot, nor who never had it.
    const released = writers.filter((writer) => lives.of(writer).wrote < Infinity)
    const befores = ['outgoing', ...(drawn.together ? [] : released)]
    const winner = expectAgreement(race, writers, befores, story)
    for (const [writer, run] of ended) {
      const mine = lives.of(writer)
      const others = writers.filter((each) => each !== writer).map(lives.of)
      const isOvertaken = others.some(({ began, wrote }) => began > mine.wrote && wrote < mine.lastRead)
      const isAlone = others.every(({ began, wrote }) => wrote < mine.began || began > mine.ended)
      const ending = `${writer} said ${run.outputs['result'] ?? 'nothing'}, ${winner} won\n${story}`
      if (drawn.fails && writer === writers[0]) {
        expect(run, ending).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
      } else if (writer === winner || isAlone) expect(run, ending).toSatisfy(isGood)
      else if (isOvertaken) expect(run, ending).toSatisfy(isSuperseded)
      else expect([isGood(run), isSuperseded(run)], ending).toContain(true)
    }
  } finally {
    await race.close()
  }
}

describe.concurrent('promotions of one stage at random times', () => {
  const rounds = fc.sample(round, { seed: SEED, numRuns: ROUNDS, unbiased: true })

  it.each(rounds.map((drawn, index) => [index + 1, drawn] as const))(
    `agree in round %i of RACE_SEED=${SEED}`,
    async (index, drawn) => {
      await run(drawn, `round ${index} of RACE_SEED=${SEED}`)
    },
  )
})
