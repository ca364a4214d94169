import { describe, expect, it } from 'vitest'
import {
  describeSteps,
  isRouted,
  planTraffic,
  type Routing,
  shareOf,
} from '../../../shared/release/deploy/lambda/traffic.ts'
import { parseTraffic } from '../../../shared/release/request/traffic.ts'

const at = (version: string, weights: Record<string, number> = {}): Routing => ({ version, weights })
const steps = (text: string): ReturnType<typeof parseTraffic> =>
  text === '' ? [] : parseTraffic(text, 'lambda-traffic')

describe('planTraffic, from where an alias is to version 8', () => {
  // What it is, the steps, then each move: where to (undefined: it is there), how much, how many minutes.
  it.each<[string, Routing, string, [Routing | undefined, number, number][]]>([
    ['at once', at('7'), '', [[at('8'), 100, 0]]],
    [
      'in steps',
      at('7'),
      '10:5,50:10,100',
      [
        [at('7', { '8': 0.1 }), 10, 5],
        [at('7', { '8': 0.5 }), 50, 10],
        [at('8'), 100, 0],
      ],
    ],
    ['with a last step that lasts', at('7'), '100:5', [[at('8'), 100, 5]]],
    ['to a part', at('7'), '10', [[at('7', { '8': 0.1 }), 10, 0]]],
    ['by a decimal fraction that has none', at('7'), '7', [[at('7', { '8': 0.07 }), 7, 0]]],
    ['where it is already', at('8'), '', [[undefined, 100, 0]]],
    ['where it is already, in steps', at('8'), '10:5,100', [[undefined, 100, 0]]],
    ['where it is but for a share of another', at('8', { '7': 0.5 }), '', [[at('8'), 100, 0]]],
    [
      'on from a part that is held again',
      at('7', { '8': 0.1 }),
      '10:5,100',
      [
        [undefined, 10, 5],
        [at('8'), 100, 0],
      ],
    ],
    [
      'on from a part between two steps',
      at('7', { '8': 0.3 }),
      '10:5,50:1,100:0',
      [
        [at('7', { '8': 0.5 }), 50, 1],
        [at('8'), 100, 0],
      ],
    ],
    ['back to a smaller part', at('7', { '8': 0.5 }), '10', [[at('7', { '8': 0.1 }), 10, 0]]],
    ['to the part that it has', at('7', { '8': 0.1 }), '10', [[undefined, 10, 0]]],
    ['in the place of another', at('7', { '6': 0.2 }), '10', [[at('7', { '8': 0.1 }), 10, 0]]],
    ['at once in the place of another', at('7', { '6': 0.2 }), '', [[at('8'), 100, 0]]],
  ])('goes %s', (_, now, text, moves) => {
    expect(
      planTraffic(now, '8', steps(text)).map(({ to, percent, milliseconds }) => [
        to,
        percent,
        milliseconds / 60_000,
      ]),
    ).toStrictEqual(moves)
    expect(isRouted(now, '8', steps(text))).toBe(moves.at(-1)?.[0] === undefined)
  })
})

describe('shareOf', () => {
  it.each([
    [at('7'), '7', 100],
    [at('7', { '8': 0.07 }), '8', 7],
    [at('7', { '8': 0.07 }), '7', 93],
    [at('7'), '8', 0],
  ])('%j of version %s', (routing, version, share) => {
    expect(shareOf(routing, version)).toBe(share)
  })
})

it('says steps as a person does', () => {
  expect(describeSteps(steps('10:0.02,50:10,100'))).toBe('10 % for 1.2 s, 50 % for 10 min, 100 %')
})
