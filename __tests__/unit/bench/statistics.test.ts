import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSamples } from '../../../bench/support/samples.ts'
import { added, fastest, median, turned } from '../../../bench/support/statistics.ts'

describe('the median', () => {
  it('is the middle value, in whatever order they came', () => {
    expect(median([30, 10, 20])).toBe(20)
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })

  it('is unknown of nothing, not 0', () => {
    expect(median([])).toBeUndefined()
    expect(added([], [1])).toBeUndefined()
    expect(added([1], [])).toBeUndefined()
    expect(fastest([])).toBeUndefined()
  })

  it('lies between the smallest and the largest, with as many values on either side', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const middle = median(values) ?? NaN
        const below = values.filter((value) => value < middle).length
        const above = values.filter((value) => value > middle).length
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2)
      }),
    )
  })
})

describe('what latency adds', () => {
  it('is the difference of the medians, which one slow run does not move', () => {
    expect(added([10, 12, 900], [90, 92, 94])).toBe(80)
  })
})

describe('the fastest', () => {
  it('is the smallest, wherever it stands', () => {
    expect(fastest([3, 1, 2])).toBe(1)
  })
})

describe('the order of rounds', () => {
  it('lets everybody come first once', () => {
    const tools = ['ours', 'crane', 'skopeo']
    const orders = [0, 1, 2].map((round) => turned(tools, round))
    expect(orders.map(([first]) => first)).toStrictEqual(tools)
    for (const order of orders) expect(order.toSorted()).toStrictEqual(tools.toSorted())
    expect(turned(tools, 3)).toStrictEqual(tools)
    expect(turned([], 1)).toStrictEqual([])
  })
})

describe('samples', () => {
  it('become the medians of a row, without the tools that have none', () => {
    const samples = openSamples()
    for (const value of [3, 1, 2]) samples.add('ours', 'time', value)
    samples.add('crane', 'time', 4)
    samples.add('skopeo', 'time', undefined)
    samples.add('skopeo', 'other', 5)
    expect(samples.medians('time')).toStrictEqual({ ours: 2, peers: { crane: 4 } })
  })
})
