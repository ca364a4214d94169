import { describe, expect, it } from 'vitest'
import { inPlace, isCommit, parseRepository } from '../../../shared/registry/reference.ts'

const loopback = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }

describe('parseRepository', () => {
  it.each([
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app', 'us-east-1', 'team/app'],
    ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/app', 'us-gov-west-1', 'app'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app', 'cn-north-1', 'app'],
    ['123456789012.dkr-ecr.eu-west-1.on.aws/app', 'eu-west-1', 'app'],
  ])('reads %s', (url, region, name) => {
    const parsed = parseRepository(url, { input: 'ecr-image-url', env: {} })
    expect(parsed).toMatchObject({ region, name, url, account: '123456789012' })
  })

  it('takes a registry on this machine only while AWS is on this machine too', () => {
    const context = { input: 'ecr-image-url', region: 'us-east-1' }
    expect(parseRepository('127.0.0.1:5000/app', { ...context, env: loopback }).region).toBe('us-east-1')
    expect(() => parseRepository('127.0.0.1:5000/app', { ...context, env: {} })).toThrow(/on this machine/)
    const remote = { AWS_ENDPOINT_URL: 'https://127.0.0.1.evil.example' }
    expect(() => parseRepository('127.0.0.1:5000/app', { ...context, env: remote })).toThrow(
      /on this machine/,
    )
    expect(() => parseRepository('127.0.0.1:5000/app', { input: 'x', env: loopback })).toThrow(/region/)
  })

  it.each([
    ['app', /names no registry/],
    ['team/app', /names no registry/],
    ['https://123456789012.dkr.ecr.us-east-1.amazonaws.com/app', /starts with a protocol/],
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com/app:dev', /tag or digest/],
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com', /names a registry, and no repository in it/],
    ['12345678901.dkr.ecr.us-east-1.amazonaws.com:dev', /names a registry, and no repository in it/],
    [
      '123456789012.dkr.ecr.us-east-1.amazonaws.com/My/App',
      /"My\/App", whose part "My" has .* letter "M"\.$/,
    ],
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com/', /repository name "", which is empty\.$/],
    ['ghcr.io/team/app', /"ghcr\.io" is not one of Amazon ECR/],
    [
      'evil.example/123456789012.dkr.ecr.us-east-1.amazonaws.com/app',
      /"evil\.example" is not one of Amazon ECR/,
    ],
    [
      '123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.example/app',
      /which has "amazonaws\.com\.evil\.example" after its region, where "amazonaws\.com" belongs\.$/,
    ],
    ['12345.dkr.ecr.us-east-1.amazonaws.com/app', /whose account "12345" has 5 digits instead of 12\.$/],
  ])('refuses %s and says which part is wrong', (url, message) => {
    expect(() => parseRepository(url, { input: 'ecr-image-url', env: {} })).toThrow(message)
    expect(() => parseRepository(url, { input: 'ecr-image-url', env: {} })).toThrow(/"ecr-image-url"/)
  })
})

describe('inPlace', () => {
  it('is the repository of the same name in another account and region', () => {
    const home = parseRepository('123456789012.dkr.ecr.us-east-1.amazonaws.com/app', { input: 'x', env: {} })
    expect(inPlace(home, '210987654321', 'eu-west-1')).toStrictEqual({
      host: '210987654321.dkr.ecr.eu-west-1.amazonaws.com',
      name: 'app',
      url: '210987654321.dkr.ecr.eu-west-1.amazonaws.com/app',
      account: '210987654321',
      region: 'eu-west-1',
    })
  })
})

describe('grammar', () => {
  it('knows commits', () => {
    expect(isCommit('0'.repeat(40))).toBe(true)
    expect(isCommit('0'.repeat(39))).toBe(false)
  })
})
