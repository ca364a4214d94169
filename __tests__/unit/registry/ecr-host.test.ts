import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultOfEcrHost, readEcrHost } from '../../../shared/registry/ecr-host.ts'

const HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com'

describe('readEcrHost', () => {
  it.each([
    [HOST, 'us-east-1'],
    ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1'],
    ['123456789012.dkr-ecr.eu-west-1.on.aws', 'eu-west-1'],
  ])('reads %s, with which nothing is wrong', (host, region) => {
    expect(readEcrHost(host)).toStrictEqual({ account: '123456789012', region })
    expect(faultOfEcrHost(host)).toBeUndefined()
  })
})

describe('faultOfEcrHost', () => {
  it.each([
    [
      '12345678901.dkr.ecr.us-east-1.amazonaws.com',
      'whose account "12345678901" has 11 digits instead of 12',
    ],
    ['1234-5678-9012.dkr.ecr.us-east-1.amazonaws.com', 'whose account "1234-5678-9012" is not 12 digits'],
    [
      'dkr.ecr.us-east-1.amazonaws.com',
      'which has no account before "dkr": ACCOUNT.dkr.ecr.REGION.amazonaws.com',
    ],
    [
      'api.ecr.us-east-1.amazonaws.com',
      'which has no account before "api": ACCOUNT.dkr.ecr.REGION.amazonaws.com',
    ],
    ['123456789012.dkr.ecr.amazonaws.com', 'which has no region after "dkr.ecr"'],
    ['123456789012.dkr-ecr.on.aws', 'which has no region after "dkr-ecr"'],
    [
      '123456789012.dkr.ecr.useast1.amazonaws.com',
      'whose region "useast1" is none; one looks like "us-east-1"',
    ],
    ['123456789012.dkr.erc.us-east-1.amazonaws.com', 'which has "dkr.erc" where "dkr.ecr" belongs'],
    ['123456789012.ecr.us-east-1.amazonaws.com', 'which has "ecr" where "dkr.ecr" belongs'],
    ['123456789012.us-east-1.amazonaws.com', 'which has no "dkr.ecr" between account and region'],
    ['123456789012.docker.io', 'which is not of the form ACCOUNT.dkr.ecr.REGION.amazonaws.com'],
    ['123456789012.dkr.ecr.us-east-1', 'which ends with its region; "amazonaws.com" is missing'],
    [
      '123456789012.dkr.ecr.us-east-1.amazonaws.co',
      'which has "amazonaws.co" after its region, where "amazonaws.com" belongs',
    ],
    [
      '123456789012.dkr.ecr.cn-north-1.amazonaws.cn',
      'which has "amazonaws.cn" after its region, where "amazonaws.com.cn" belongs',
    ],
    [
      '123456789012.dkr-ecr.us-east-1.amazonaws.com',
      'which has "amazonaws.com" after its region, where "on.aws" belongs',
    ],
    [`${HOST}:443`, 'which has the port ":443"; Amazon ECR has none'],
    ['123456789012.dkr.ECR.us-east-1.amazonaws.com', 'which has the upper-case letter "E"'],
    [` ${HOST}`, 'which has the character " "'],
    ['123456789012.dkr.ecr.us_east_1.amazonaws.com', 'which has the character "_"'],
    ['public.ecr.aws', 'which is Amazon ECR Public; only private registries are used'],
  ])('finds in %j the part that is wrong', (host, fault) => {
    expect(faultOfEcrHost(host)).toBe(fault)
  })

  it.each(['ghcr.io', 'docker.io', 'localhost:5000', 's3.amazonaws.com', ''])(
    'says nothing about %j',
    (host) => {
      expect(faultOfEcrHost(host)).toBeUndefined()
    },
  )

  it('has a clause for every host of ECR with something changed in it', () => {
    const changed = fc
      .tuple(fc.nat(HOST.length - 1), fc.constantFrom('', '.', '-', 'x', 'X', '0', ':', ' '))
      .map(([at, put]) => `${HOST.slice(0, at)}${put}${HOST.slice(at + 1)}`)
      .filter((host) => readEcrHost(host) === undefined)
    fc.assert(
      fc.property(changed, (host) => {
        expect(faultOfEcrHost(host)).toMatch(/^(?:which|whose) \S/)
      }),
    )
  })
})
