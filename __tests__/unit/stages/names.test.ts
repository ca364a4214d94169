import { describe, expect, it } from 'vitest'
import { UserError } from '../../../shared/errors.ts'
import { checkStageName, previousTag, reservedTags } from '../../../shared/stages/index.ts'

function refusal(name: string): string | undefined {
  try {
    checkStageName(name, 'stage-name')
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

describe('checkStageName', () => {
  it.each(['dev', 'Prod', '_x', 'us.east_1-a', 'a'.repeat(128), 'abcdef', 'latest2', 'previous', 'g123456'])(
    'lets %s stand',
    (name) => {
      expect(refusal(name)).toBeUndefined()
    },
  )

  it.each([
    ['', 'which is empty'],
    ['.dev', 'which starts with "."; a tag cannot'],
    ['a/b', 'whose character "/" (number 2) cannot be in a tag'],
    ['dév', 'whose character "é" (number 2) cannot be in a tag'],
    ['go🚀', 'whose character "🚀" (number 3) cannot be in a tag'],
    ['dev\n', 'whose character U+000A (number 4) cannot be in a tag'],
    ['a'.repeat(129), 'which has 129 characters; a tag has at most 128'],
    ['latest', 'the tag of the newest build, which is no stage'],
    ['ABCDEF1', 'which is shaped like a commit sha, the tag that builds give'],
    ['1234567', 'which is shaped like a commit sha, the tag that builds give'],
    [
      '0123456789abcdef0123456789abcdef01234567',
      'which is shaped like a commit sha, the tag that builds give',
    ],
    ['prod-previous', 'which ends in "-previous", the tags that releases keep for a rollback'],
  ])('refuses %j by the part that is wrong', (name, clause) => {
    expect(refusal(name)).toBe(`The input "stage-name" is "${name}", ${clause}.`)
  })
})

describe('reservedTags', () => {
  it('are the names and what a release keeps of each', () => {
    expect(reservedTags(['dev', 'prod'])).toEqual(['dev', 'dev-previous', 'prod', 'prod-previous'])
    expect(previousTag('dev')).toBe('dev-previous')
  })
})
