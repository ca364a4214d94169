import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  faultOfDigest,
  faultOfName,
  faultOfReference,
  faultOfTag,
  shortened,
} from '../../../shared/registry/grammar.ts'

// Written from the text of the OCI Distribution Specification v1.1, "Pulling manifests", and from the rules of
// github.com/distribution/reference (at most 255 characters) and Amazon ECR (at least 2), apart from the code.
const NAME = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/
const DIGEST = /^sha256:[a-f0-9]{64}$/

const HEX = 'abcdef0123456789'.repeat(4)

describe('faultOfName', () => {
  it.each(['app', 'team/app', 'a.b', 'a_b', 'a__b', 'a---b', '0/1', 'a'.repeat(255)])(
    'lets %s stand',
    (name) => {
      expect(faultOfName(name)).toBeUndefined()
    },
  )

  it.each([
    ['', 'which is empty'],
    ['a', "which has 1 character; a repository's name in Amazon ECR has at least 2"],
    ['a'.repeat(256), "which has 256 characters; a repository's name has at most 255"],
    ['/app', 'which begins with "/"'],
    ['app/', 'which ends with "/"'],
    ['a//b', 'which has an empty part between "/" and "/"'],
    ['My/App', 'whose part "My" has the upper-case letter "M"'],
    ['team/App', 'whose part "App" has the upper-case letter "A"'],
    ['App', 'which has the upper-case letter "A"'],
    ['team/my app', 'whose part "my app" has the character " "'],
    ['app\n', 'which has the character U+000A'],
    ['größe', 'which has the character "ö"'],
    ['go🚀', 'which has the character "🚀"'],
    ['-app', 'which begins with "-"'],
    ['team/app_', 'whose part "app_" ends with "_"'],
    ['a/./b', 'whose part "." begins with "."'],
    ['a___b', 'which has "___"; one ".", one or two "_", or hyphens can be between letters and digits'],
    [
      'x/a..b',
      'whose part "a..b" has ".."; one ".", one or two "_", or hyphens can be between letters and digits',
    ],
    ['a-_b', 'which has "-_"; one ".", one or two "_", or hyphens can be between letters and digits'],
  ])('refuses %j', (name, fault) => {
    expect(faultOfName(name)).toBe(fault)
  })
})

describe('faultOfTag', () => {
  it.each(['dev', 'V1.2_3-rc', '_x', '0', 'a'.repeat(128)])('lets %s stand', (tag) => {
    expect(faultOfTag(tag)).toBeUndefined()
  })

  it.each([
    ['', 'which is empty'],
    ['-x', 'which starts with "-"; a tag cannot'],
    ['.x', 'which starts with "."; a tag cannot'],
    ['a'.repeat(129), 'which has 129 characters; a tag has at most 128'],
    ['v1+2', 'whose character "+" (number 3) cannot be in a tag'],
    ['v1\u0000', 'whose character U+0000 (number 3) cannot be in a tag'],
  ])('refuses %j', (tag, fault) => {
    expect(faultOfTag(tag)).toBe(fault)
  })
})

describe('faultOfDigest', () => {
  it('lets a sha256 stand', () => {
    expect(faultOfDigest(`sha256:${HEX}`)).toBeUndefined()
  })

  it.each([
    ['', 'which is empty'],
    ['abc', 'which has no ":"; a digest is "sha256:" and 64 hexadecimal digits'],
    [HEX, 'which lacks "sha256:" before its digits'],
    ['sha256:abc', 'which has 3 hexadecimal digits instead of 64'],
    ['sha256:', 'which has 0 hexadecimal digits instead of 64'],
    [`sha256:${HEX}0`, 'which has 65 hexadecimal digits instead of 64'],
    [`sha256:${HEX.replace('a', 'A')}`, 'which has the upper-case digit "A"; a digest has lower-case ones'],
    ['sha256:xyz', 'whose character "x" (number 8) is no hexadecimal digit'],
    [`sha256:${HEX}\n`, 'whose character U+000A (number 72) is no hexadecimal digit'],
    [`sha512:${HEX}${HEX}`, 'whose algorithm is "sha512"; Amazon ECR has no other than "sha256"'],
    [`SHA256:${HEX}`, 'whose algorithm is "SHA256"; Amazon ECR has no other than "sha256"'],
  ])('refuses %j', (digest, fault) => {
    expect(faultOfDigest(digest)).toBe(fault)
  })
})

describe('faultOfReference', () => {
  it.each([
    ['dev', undefined],
    [`sha256:${HEX}`, undefined],
    ['sha256:abc', 'which has 3 hexadecimal digits instead of 64'],
    [`md5:${HEX}`, 'whose algorithm is "md5"; Amazon ECR has no other than "sha256"'],
    ['app:v1', 'whose character ":" (number 4) cannot be in a tag'],
  ])('takes %s for the one that it looks like', (reference, fault) => {
    expect(faultOfReference(reference)).toBe(fault)
  })
})

describe('shortened', () => {
  it('keeps the beginning of a text', () => {
    expect(shortened('a'.repeat(300))).toHaveLength(300)
    expect(shortened('a'.repeat(100_000))).toBe(`${'a'.repeat(300)}...`)
  })
})

// Near the border of what is valid, where the two could differ, and anything at all.
const near = (characters: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(characters)), { maxLength: 12 }).map((chosen) => chosen.join(''))
const anything = fc.string({ unit: 'binary', maxLength: 20 })
const long = (characters: string, around: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...Array.from(characters)), fc.integer({ min: around - 2, max: around + 2 }))
    .map(([character, length]) => character.repeat(length))
const digests = fc
  .tuple(fc.constantFrom('sha256', 'sha512', 'SHA256', ''), fc.constantFrom(':', ''), long('0aAg', 64))
  .map((parts) => parts.join(''))

describe('the grammar of the specification, whatever the text', () => {
  const CLAUSE = /^(?:which|whose) \S/

  it.each([
    [
      'names',
      faultOfName,
      fc.oneof(near('ab0._-/'), near('a_'), near('a-./'), near('aA ./'), long('a/', 255), anything),
      (name: string) => NAME.test(name) && name.length <= 255 && name.length >= 2,
    ],
    [
      'tags',
      faultOfTag,
      fc.oneof(near('aZ0_.-'), near('a:/ é'), long('a.', 128), anything),
      (tag: string) => TAG.test(tag),
    ],
    [
      'digests',
      faultOfDigest,
      fc.oneof(digests, near('sha256:'), anything),
      (digest: string) => DIGEST.test(digest),
    ],
  ] as const)('holds for %s, with a clause for each that is refused', (_, faultOf, texts, isValid) => {
    fc.assert(
      fc.property(texts, (text) => {
        const fault = faultOf(text)
        if (isValid(text)) expect(fault).toBeUndefined()
        else expect(fault).toMatch(CLAUSE)
      }),
      { numRuns: 3000 },
    )
  })
})
