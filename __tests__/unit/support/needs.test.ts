import { expect, test } from 'vitest'
import { verdict } from '../../support/needs.ts'

test.each([
  [undefined, false, 'run'],
  [undefined, true, 'run'],
  ['a Docker Engine', false, 'report'],
  ['a Docker Engine', true, 'fail'],
])('a suite that lacks %s, required %s: %s', (lacks, required, expected) => {
  expect(verdict(lacks, required)).toBe(expected)
})
