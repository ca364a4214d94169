import { describe, expect, it } from 'vitest'
import { explained, isAccessDenied } from '../../../shared/aws/errors.ts'

const failure = (name: string, message = 'said AWS', extra: object = {}): Error =>
  Object.assign(new Error(message), { name, ...extra })

describe('explained', () => {
  it('names the action and resource that a denial is about', () => {
    const denied = failure(
      'AccessDeniedException',
      'User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: ecr:PutImage on resource: arn:aws:ecr:us-east-1:1:repository/app because no policy allows it',
    )
    const error = explained(denied, 'ecr:PutImage', 'us-east-1')
    expect(error?.message).toBe(
      'AWS denied ecr:PutImage on arn:aws:ecr:us-east-1:1:repository/app in us-east-1.',
    )
    expect(error?.hint).toContain('Allow "ecr:PutImage"')
    expect(isAccessDenied(error)).toBe(true)
  })

  it('knows the denials whose cause is another action than the call', () => {
    const denied = failure(
      'AccessDeniedException',
      'not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/task',
    )
    expect(explained(denied, 'ecs:RegisterTaskDefinition', 'us-east-1')?.hint).toContain('task role')
  })

  it.each([
    ['ExpiredTokenException', {}, /refused the credentials/],
    ['CredentialsProviderError', {}, /no AWS credentials/],
    ['Error', { code: 'ECONNREFUSED' }, /cannot be reached/],
  ])('explains %s %j', (name, extra, message) => {
    expect(explained(failure(name, 'x', extra), 'ecs:UpdateService', 'eu-west-1')?.message).toMatch(message)
  })

  it('leaves what only the caller understands', () => {
    expect(explained(failure('ImageNotFoundException'), 'ecr:DescribeImages', 'eu-west-1')).toBeUndefined()
  })
})
