import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../../scripts/test-apps/arguments.ts'
import { parseExpectations } from '../../../scripts/test-apps/expectations.ts'

describe('app.test.json', () => {
  it('is read with numbers of the plan as the outputs give them', () => {
    expect(parseExpectations({ says: 'Hello', source: ['a.js', '// b'], plan: { port: 3000 } })).toEqual({
      says: 'Hello',
      source: ['a.js', '// b'],
      plan: { port: '3000' },
    })
  })

  it.each([
    [[], 'the document is [], not an object.'],
    [{ say: 'Hello' }, 'the document has say, which means nothing here.'],
    [{ says: 1 }, 'the document: says is 1, not text.'],
    [{ source: ['a.js'] }, 'source is ["a.js"], not two texts.'],
    [{ build: 'no' }, 'build is "no", not true or false.'],
    [{ plan: { Port: 1 } }, 'plan has Port, which means nothing here.'],
    [{ prepare: { image: 'a', command: 'b' } }, 'prepare.makes is'],
    [{ fault: { says: 'a' } }, 'fault.because is'],
    [{ env: { A: 1 } }, 'env: A is 1, not text.'],
  ])('%j is refused', (document, message) => {
    expect(() => parseExpectations(document)).toThrow(message)
  })
})

describe('the command line', () => {
  it.each([
    [['a', 'b'], 'One folder at a time'],
    [['--jobs', '0'], '--jobs is "0", not a number from 1 on.'],
    [['--unknown'], "'--unknown'"],
  ])('%j is refused', (argv, message) => {
    expect(() => parseArguments(argv)).toThrow(message)
  })

  it('takes names apart', () => {
    expect(parseArguments(['--only', 'a,b', '--jobs', '2'])).toMatchObject({
      only: ['a', 'b'],
      jobs: 2,
      depth: 1,
    })
  })
})
