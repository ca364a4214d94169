import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../../bench/support/arguments.ts'
import { kindOf, openBucket } from '../../../bench/support/link.ts'
import { countRequests, type Counted } from '../../../bench/support/requests.ts'

const ecr = (action: string, tag?: string): Counted => ({
  service: 'ecr',
  region: 'us-east-1',
  action,
  ...(tag === undefined ? {} : { tag }),
})

describe('counting the requests of a promotion', () => {
  it('keeps lookups and the read-back apart from the read and the write', () => {
    const requests = [
      ecr('BatchGetImage'),
      ecr('DescribeImages'),
      ecr('DescribeRepositories'),
      ecr('PutImage', 'dev'),
      ecr('BatchGetImage'),
    ]
    expect(countRequests(requests, 'dev')).toStrictEqual({
      core: 2,
      stageTag: 1,
      lookups: 2,
      readBack: 1,
      all: 5,
    })
  })

  it('takes a read before the last write for a part of the work, and every unknown request', () => {
    const requests = [
      ecr('BatchGetImage'),
      ecr('PutImage', 'dev-previous'),
      ecr('BatchGetImage'),
      ecr('PutImage', 'dev'),
      ecr('Surprise'),
    ]
    expect(countRequests(requests, 'dev')).toMatchObject({ core: 5, stageTag: 1, readBack: 0 })
  })

  it('reads nothing back where nothing was written', () => {
    expect(countRequests([ecr('BatchGetImage'), ecr('BatchGetImage')], 'dev')).toMatchObject({
      core: 2,
      readBack: 0,
    })
  })
})

describe('a link', () => {
  it('passes as many bytes a second as it is told, however they are cut and however late its timers are', () => {
    let now = 0
    const bucket = openBucket(1000, () => now)
    let waited = 0
    for (const bytes of [500, 1500, 1000, 2000]) {
      const wait = bucket(bytes)
      waited += wait
      now += wait + 3
    }
    // 5,000 bytes at 1,000 a second, less the slack of 20 ms that late timers may take back.
    expect(now).toBeGreaterThanOrEqual(4980)
    expect(now).toBeLessThanOrEqual(5003)
    expect(waited).toBeLessThan(now)
  })

  it('saves nothing up while nobody sends', () => {
    let now = 0
    const bucket = openBucket(1000, () => now)
    bucket(100)
    now = 60_000
    expect(bucket(1000)).toBe(980)
  })

  it('knows the kinds of requests', () => {
    expect(kindOf('GET', '/v2/team/app/blobs/sha256:0')).toBe('GET blob')
    expect(kindOf('PUT', '/v2/app/manifests/prod')).toBe('PUT manifest')
    expect(kindOf('POST', '/v2/app/blobs/uploads/')).toBe('POST upload')
    expect(kindOf('PATCH', '/v2/app/blobs/uploads/0-1-2')).toBe('PATCH upload')
    expect(kindOf('GET', '/v2/')).toBe('GET other')
  })
})

describe('the command line', () => {
  const known = ['retag', 'memory']

  it('runs all cases into bench/results.json unless told', () => {
    expect(parseArguments([], known)).toStrictEqual({
      cases: [],
      json: 'bench/results.json',
      docs: false,
      rounds: undefined,
      actions: undefined,
      list: false,
    })
    expect(parseArguments(['memory', '--json', 'x.json', '--rounds', '2'], known)).toMatchObject({
      cases: ['memory'],
      json: 'x.json',
      rounds: 2,
    })
  })

  it('refuses what it does not know', () => {
    expect(() => parseArguments(['retga'], known)).toThrow('No case retga; there are retag, memory.')
    expect(() => parseArguments(['--rounds', '0'], known)).toThrow('--rounds')
    expect(() => parseArguments(['--fast'], known)).toThrow('--fast')
    expect(() => parseArguments(['retag', '--docs'], known)).toThrow('all cases')
  })
})
