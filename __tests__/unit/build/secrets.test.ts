import { describe, expect, it } from 'vitest'
import { parseNamed, parseSecrets } from '../../../shared/build/secrets.ts'

describe('parseSecrets', () => {
  it.each([
    ['nothing', '', []],
    [
      'one a line',
      'A=1\n\n b.c = 2=3 ',
      [
        { id: 'A', value: '1' },
        { id: 'b.c', value: ' 2=3' },
      ],
    ],
    [
      'several lines in quotes',
      '"A=1\n2"\nB=3',
      [
        { id: 'A', value: '1\n2' },
        { id: 'B', value: '3' },
      ],
    ],
    ['a doubled quote', '"A={""k"": 1}"', [{ id: 'A', value: '{"k": 1}' }]],
    ['a quote within a value', 'A={"k": 1}', [{ id: 'A', value: '{"k": 1}' }]],
    ['an empty value', 'A=', [{ id: 'A', value: '' }]],
  ])('reads %s', (_, text, expected) => {
    expect(parseSecrets(text)).toEqual(expected)
  })

  it.each(['hush', '=hush', 'a b=hush', '"A=hush', 'A=1\n"B=hush""'])(
    'refuses %j without showing it',
    (text) => {
      const attempt = (): unknown => parseSecrets(text)
      expect(attempt).toThrow(/input "secrets"/)
      expect(attempt).not.toThrow(/hush/)
    },
  )
})

describe('parseNamed', () => {
  it('reads an id and a name, or one for both', () => {
    expect(parseNamed('secret-envs', 'a=B')).toEqual({ id: 'a', value: 'B' })
    expect(parseNamed('secret-envs', 'B')).toEqual({ id: 'B', value: 'B' })
  })

  it.each(['=B', 'a=', 'a,b=C'])('refuses %s', (line) => {
    expect(() => parseNamed('secret-envs', line)).toThrow('"secret-envs"')
  })
})
