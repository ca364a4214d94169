import { describe, expect, it } from 'vitest'
import { progressLines } from '../../../shared/registry/copy/progress.ts'
import { checkOnward } from '../../../shared/registry/http/redirect.ts'
import { isFinalRefusal, refused } from '../../../shared/registry/http/refusal.ts'
import { backoff, retryAfter, retryBudget } from '../../../shared/registry/http/retry.ts'
import { openPace } from '../../../shared/registry/pace.ts'
import { parseRepository } from '../../../shared/registry/reference.ts'

describe('backoff', () => {
  it('is anything up to a bound that grows', () => {
    const bounds = [1, 2, 3, 4, 5, 6, 7].map((attempt) => backoff(attempt, () => 1))
    expect(bounds).toStrictEqual([400, 800, 1600, 3200, 6400, 8000, 8000])
    expect(backoff(3, () => 0)).toBe(0)
  })
})

describe('retryAfter', () => {
  it.each([
    ['7', 7_000],
    ['0', 0],
    ['1000000000', 30_000],
    ['-1', undefined],
    ['soon', undefined],
    [undefined, undefined],
    ['Thu, 01 Jan 1970 00:00:12 GMT', 2_000],
    ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
  ])('takes %s for %s ms', (header, milliseconds) => {
    expect(retryAfter(header, 10_000)).toBe(milliseconds)
  })
})

describe('retryBudget', () => {
  it('has an end', () => {
    const budget = retryBudget(2)
    expect([budget.take(), budget.take(), budget.take(), budget.take()]).toStrictEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('openPace', () => {
  it('lets some through at once, and then so many a second', async () => {
    let now = 0
    const at: number[] = []
    const clock = {
      now: () => now,
      sleep: (milliseconds: number) => {
        now += milliseconds
        return Promise.resolve()
      },
    }
    const pace = openPace(clock, 3, 5)
    const { signal } = new AbortController()
    for (let count = 0; count < 6; count += 1) {
      await pace(signal)
      at.push(now)
    }
    expect(at).toStrictEqual([0, 0, 0, 200, 400, 600])
    now += 10_000
    await pace(signal)
    expect(now).toBe(10_600)
  })
})

describe('checkOnward', () => {
  const ecr = 'https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/'
  it.each([
    ['http://bucket.s3.amazonaws.com/x', 'not encrypted'],
    ['https://169.254.169.254/latest/meta-data', 'address of this machine'],
    ['https://localhost/x', 'address of this machine'],
    ['https://127.0.0.1/x', 'address of this machine'],
    ['https://10.1.2.3/x', 'address of this machine'],
    ['https://172.20.0.1/x', 'address of this machine'],
    ['https://[::1]/x', 'address of this machine'],
    ['https://[fd00:ec2::254]/x', 'address of this machine'],
    ['file:///etc/passwd', 'protocol'],
  ])('does not go on to %s', (to, why) => {
    expect(() => {
      checkOnward(new URL(ecr), new URL(to))
    }).toThrow(why)
  })

  it('goes on to the storage of a registry, and from this machine to this machine', () => {
    checkOnward(
      new URL(ecr),
      new URL('https://prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com/x'),
    )
    checkOnward(new URL('http://127.0.0.1:5000/v2/'), new URL('http://127.0.0.1:5001/x'))
    checkOnward(new URL(ecr), new URL('https://172.32.0.1/x'))
  })
})

describe('refused', () => {
  const repository = parseRepository('123456789012.dkr.ecr.us-east-1.amazonaws.com/app', {
    input: 'x',
    env: {},
  })
  const of = (status: number, body: string): ReturnType<typeof refused> =>
    refused({ status, header: () => undefined, bytes: Buffer.from(body) }, repository, 'reading dev')

  it.each([
    ['{"errors":[{"code":"DENIED","message":"not you"}]}', ': DENIED not you.'],
    ['{"errors":[null,{"code":1}]}', 'in 123456789012.dkr.ecr.us-east-1.amazonaws.com/app'],
    ['<html>502 Bad Gateway</html>', '/app.'],
    ['plain words', ': plain words.'],
  ])('says what a registry said: %s', (body, said) => {
    expect(of(500, body).message).toContain(said)
  })

  it('says no more than 500 characters', () => {
    expect(of(500, 'x'.repeat(5_000)).message).toMatch(/: x{500}\.$/)
  })

  it('tells what stays refused from what may not', () => {
    expect([403, 404, 405, 413].map((status) => isFinalRefusal(of(status, 'no')))).toStrictEqual([
      true,
      true,
      true,
      true,
    ])
    expect([400, 416, 429, 500].map((status) => isFinalRefusal(of(status, 'no')))).toStrictEqual([
      false,
      false,
      false,
      false,
    ])
    expect(isFinalRefusal(of(403, 'Your authorization token has expired.'))).toBe(false)
    expect(isFinalRefusal(of(404, '{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN"}]}'))).toBe(false)
    expect(isFinalRefusal(new Error('reset'))).toBe(false)
  })
})

describe('progressLines', () => {
  it('says bytes, rate and time left of what is not finished', () => {
    const lines = progressLines(
      [
        { name: 'us-west-2', done: 412e6, total: 2e9 },
        { name: 'eu-west-1', done: 2e9, total: 2e9 },
        { name: 'us-east-1', done: 0, total: 5 },
      ],
      4_000,
    )
    expect(lines).toStrictEqual([
      'us-west-2: 412 MB of 2.0 GB (20 %), 103 MB/s, 16 s left',
      'us-east-1: 0 B of 5 B (0 %)',
    ])
  })
})
