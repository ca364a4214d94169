import { describe, expect, it } from 'vitest'
import type { ActionRun } from '../support/run-action.ts'
import {
  expectAgreement,
  isGood,
  isSuperseded,
  openStageRace,
  REGIONS,
  type Place,
} from '../support/stage-race.ts'
import { openTagOrder } from '../support/tag-order.ts'

interface Ended {
  /** Whose image every region has. */
  readonly winner: string
  readonly runs: Readonly<Record<string, ActionRun>>
  readonly story: string
}

/**
 * Starts all writers of the steps at once, has their calls carried out in this order, and expects all regions to agree in
 * the end.
 * @param befores whose image the winner may have kept as the former one
 */
async function runInOrder(
  steps: readonly string[],
  places: readonly Place[] = ['home', 'west', 'europe'],
  befores: readonly string[] = ['outgoing'],
): Promise<Ended> {
  const writers = [...new Set(steps.map((step) => step.slice(0, 1)))].toSorted()
  const order = openTagOrder(steps, Object.fromEntries(places.map((place) => [place, REGIONS[place]])))
  const race = await openStageRace(places, writers, order.meet)
  try {
    const ended = await Promise.all(
      writers.map(async (writer) => {
        const run = await race.promote(writer).finally(() => {
          order.leave(writer)
        })
        return [writer, run] as const
      }),
    )
    const logs = ended.map(([writer, { log, exitCode }]) => `${writer}, exit code ${exitCode ?? ''}:\n${log}`)
    const story = [steps.join(', '), ...logs].join('\n')
    expect(order.missing(), story).toStrictEqual([])
    const winner = expectAgreement(race, writers, befores, story)
    expect(ended.find(([writer]) => writer === winner)?.[1], story).toSatisfy(isGood)
    return { winner, runs: Object.fromEntries(ended), story }
  } finally {
    await race.close()
  }
}

/** All orders of two sequences together, each of them in its own order. */
function interleavings(one: readonly string[], other: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = one
  const [otherFirst, ...otherRest] = other
  if (first === undefined || otherFirst === undefined) return [[...one, ...other]]
  return [
    ...interleavings(rest, other).map((tail) => [first, ...tail]),
    ...interleavings(one, otherRest).map((tail) => [otherFirst, ...tail]),
  ]
}

const named = (orders: readonly (readonly string[])[]): [string, readonly string[]][] =>
  orders.map((order) => [order.join(', '), order])

const looks = (...writers: string[]): readonly string[] => writers.map((writer) => `${writer} looks`)

describe.concurrent('two promotions of one stage at once', () => {
  // The last step is what a writer mends after it has read the tags back.
  const stepsOf = (writer: string): readonly string[] =>
    ['west', 'home', 'reads', 'west?'].map((step) => `${writer} ${step}`)
  // Which of the two is called A makes no difference.
  const orders = interleavings(stepsOf('A'), stepsOf('B')).filter(([first]) => first === 'A west')

  it.each(named(orders))('agree after %s', async (_, order) => {
    const { winner, runs, story } = await runInOrder([...looks('A', 'B'), ...order], ['home', 'west'])
    const loser = winner === 'A' ? 'B' : 'A'
    const at = (step: string): number => order.indexOf(step)
    const run = runs[loser]
    if (at(`${loser} reads`) > at(`${winner} home`)) expect(run, story).toSatisfy(isSuperseded)
    // All was its own when it looked, and nothing was left to do.
    else if (at(`${loser} reads`) < at(`${winner} west`)) expect(run, story).toSatisfy(isGood)
    else
      expect(
        [run].filter((each) => each && (isGood(each) || isSuperseded(each))),
        story,
      ).toHaveLength(1)
  })

  it.each(
    named([
      ['A west', 'B west', 'B europe', 'A europe', 'A home', 'B home', 'A reads', 'B reads'],
      ['A west', 'B west', 'B europe', 'A europe', 'B home', 'A home', 'A reads', 'B reads'],
      ['A west', 'B west', 'B europe', 'A europe', 'B home', 'A home', 'B reads', 'A reads'],
      ['A europe', 'B europe', 'A west', 'A home', 'B west', 'B home', 'B reads', 'A reads'],
    ]),
  )('agree in three regions after %s', async (_, order) => {
    const { winner, runs, story } = await runInOrder([...looks('A', 'B'), ...order])
    expect(runs[winner === 'A' ? 'B' : 'A'], story).toSatisfy(isSuperseded)
  })

  it.each(
    named([
      [...looks('A'), 'A west', ...looks('B'), 'A home', 'A reads', 'B west', 'B home', 'B reads'],
      [...looks('A'), 'A west', ...looks('B'), 'B west', 'A home', 'B home', 'A reads', 'B reads'],
      [...looks('A'), 'A west', ...looks('B'), 'B west', 'B home', 'A home', 'A reads', 'B reads'],
    ]),
  )('keep one former image when the second comes amid the first: %s', async (_, order) => {
    await runInOrder(order, ['home', 'west'], ['outgoing', 'A', 'B'])
  })
})

describe.concurrent('a promotion that fails beside another', () => {
  // The last step is the restore.
  const failing = ['A west', 'A home!', 'A reads', 'A west?']
  const other = ['B west', 'B home', 'B reads']

  it.each(named(interleavings(failing, other)))('leaves the stage to it after %s', async (_, order) => {
    const { winner, runs, story } = await runInOrder([...looks('A', 'B'), ...order], ['home', 'west'])
    expect(winner, story).toBe('B')
    expect(runs['A'], story).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
  })

  it('does not take back what the other one keeps as the former image', async () => {
    const { winner } = await runInOrder(
      [
        ...looks('A', 'B'),
        ...['A west previous', 'A west', 'A home previous'],
        ...['B west previous', 'B west', 'B home previous'],
        ...['A home!', 'A reads', 'A home previous?', 'A west previous?'],
        ...['B home', 'B reads'],
      ],
      ['home', 'west'],
    )
    expect(winner).toBe('B')
  })
})

describe.concurrent('three promotions of one stage at once', () => {
  const homes = ['ABC', 'ACB', 'BAC', 'BCA', 'CAB', 'CBA'].map((order) => order.split(''))

  it.each(homes.map((home) => [home.join(', '), home] as const))(
    'agree when home is written by %s',
    async (_, home) => {
      const steps = [
        ...looks('A', 'B', 'C'),
        ...['C', 'B', 'A'].map((writer) => `${writer} west`),
        ...['B', 'A', 'C'].map((writer) => `${writer} europe`),
        ...home.map((writer) => `${writer} home`),
        ...home.map((writer) => `${writer} reads`),
      ]
      const { winner, runs, story } = await runInOrder(steps)
      for (const writer of home.filter((each) => each !== winner)) {
        expect(runs[writer], story).toSatisfy(isSuperseded)
      }
    },
  )

  it('agree when what one of them mends is late by a whole promotion', async () => {
    const { winner, runs, story } = await runInOrder(
      [
        ...looks('A', 'B', 'C'),
        ...['B west', 'A west', 'A home', 'B home', 'A reads'],
        ...['C west', 'C home', 'C reads'],
        ...['A west?', 'B reads'],
      ],
      ['home', 'west'],
    )
    expect(winner).toBe('C')
    for (const writer of ['A', 'B']) expect(runs[writer], story).toSatisfy(isSuperseded)
  })
})
