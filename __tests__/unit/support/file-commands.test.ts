import { describe, expect, test } from 'vitest'
import { parseAnnotations, parsePairs } from '../../support/file-commands.ts'

describe('parsePairs', () => {
  test('reads both forms, and values with equals signs and empty lines', () => {
    const text = 'a=b=c\nempty<<X\nX\nmany<<ghadelimiter_1\none\n\na=1\nghadelimiter_1\n'
    expect(parsePairs(text)).toEqual({ a: 'b=c', empty: '', many: 'one\n\na=1' })
  })

  test.each(['no pair', 'a<<X\nnever ended'])('refuses %j', (text) => {
    expect(() => parsePairs(text)).toThrow()
  })
})

describe('parseAnnotations', () => {
  test('takes a message with colons and no properties', () => {
    expect(parseAnnotations('::notice::a: b::c')).toEqual([
      { level: 'notice', message: 'a: b::c', properties: {} },
    ])
  })

  test('takes no other text or command', () => {
    expect(parseAnnotations('an ::error::\n::debug::x\n::group::y')).toEqual([])
  })
})
