import { describe, expect, it } from 'vitest'
import { contextFilter } from '../../../shared/build/context-filter.ts'

// What Docker does with the like of these is tested beside it in e2e/build-context.test.ts.
describe('contextFilter', () => {
  it.each([
    ['', 'a/b', true],
    ['# a\n\n', 'a', true],
    ['a', 'a', false],
    ['a', 'a/b/c', false],
    ['a', 'b/a', true],
    ['A', 'a', true],
    ['\uFEFFa\r\n', 'a', false],
    ['/a/', 'a/b', false],
    ['**/a', 'x/y/a/b', false],
    ['**a', 'x/ba', false],
    ['*.md\n!README.md', 'README.md', true],
    ['*.md\n!README.md', 'NEWS.md', false],
    ['*\n!src\n**/*.test.ts', 'src/a.test.ts', false],
    ['*\n!src\n**/*.test.ts', 'src/a.ts', true],
    ['a.c', 'abc', true],
    ['[a-', 'a', true],
    ['!', 'a', true],
    ['.', 'a', true],
  ])('%j and %s: %s', (text, path, sent) => {
    expect(contextFilter(text).sends(path)).toBe(sent)
  })

  it.each([
    ['a', 'a', true],
    ['a', 'b', false],
    ['a\n!b', 'a', true],
    ['a\n!a/b', 'a', false],
    ['*\n!packages\n**/node_modules', 'packages/p/node_modules', true],
    ['a\n!**/b', 'a', false],
  ])('%j need not look into %s: %s', (text, folder, leftOut) => {
    expect(contextFilter(text).leavesOut(folder)).toBe(leftOut)
  })
})
