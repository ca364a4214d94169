import { describe, expect, it } from 'vitest'
import { checkRole, partitionOf, readRole } from '../../../shared/aws/role.ts'

describe('a role', () => {
  it.each([
    ['arn:aws:iam::123456789012:role/deploy', 'aws'],
    ['arn:aws:iam::123456789012:role/ci/of/team/deploy', 'aws'],
    ['arn:aws-cn:iam::123456789012:role/deploy', 'aws-cn'],
    ['arn:aws-us-gov:iam::123456789012:role/deploy', 'aws-us-gov'],
    ['arn:aws-iso-b:iam::123456789012:role/deploy', 'aws-iso-b'],
  ])('%s', (arn, partition) => {
    expect(readRole(arn)).toStrictEqual({ partition, account: '123456789012' })
  })

  it.each([
    ['deploy', /which is no ARN of an IAM role/],
    ['arn:aws:s3:::bucket', /an ARN of s3 and not of an IAM role/],
    ['arn:aws:iam:us-east-1:123456789012:role/x', /which has a region; a role has none/],
    ['arn:aws:iam::12345:role/x', /whose account "12345" is not 12 digits/],
    ['arn:aws:iam::123456789012:role/', /whose name is not one of a role/],
    ['arn:aws:sts::123456789012:assumed-role/x/job', /a session of a role/],
  ])('is not %s', (arn, sentence) => {
    expect(() => {
      checkRole(arn, 'The input "role-to-assume"')
    }).toThrow(sentence)
  })
})

describe('partitionOf', () => {
  it.each([
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['mx-central-1', 'aws'],
  ])('of %s is %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition)
  })
})
