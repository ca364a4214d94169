import { describe, expect, it } from 'vitest'
import { awsErrorName, explained, isAccessDenied, isRefusal } from '../../../shared/aws/errors.ts'

const failure = (name: string, message = 'said AWS', extra: object = {}): Error =>
  Object.assign(new Error(message), { name, ...extra })

describe('explained', () => {
  it('names the action and resource that a denial is about', () => {
    const denied = failure(
      'AccessDeniedException',
      'User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: ecr:PutImage on resource: arn:aws:ecr:us-east-1:1:repository/app because no policy allows it',
    )
    const error = explained(denied, { action: 'ecr:PutImage', region: 'us-east-1' })
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
    expect(explained(denied, { action: 'ecs:RegisterTaskDefinition', region: 'us-east-1' })?.hint).toContain(
      'task role',
    )
  })

  it.each([
    ['ExpiredTokenException', {}, /refused the credentials/],
    ['CredentialsProviderError', {}, /no AWS credentials/],
    ['Error', { code: 'ECONNREFUSED' }, /cannot be reached/],
  ])('explains %s %j', (name, extra, message) => {
    expect(
      explained(failure(name, 'x', extra), { action: 'ecs:UpdateService', region: 'eu-west-1' })?.message,
    ).toMatch(message)
  })

  it('leaves what only the caller understands', () => {
    expect(
      explained(failure('ImageNotFoundException'), { action: 'ecr:DescribeImages', region: 'eu-west-1' }),
    ).toBeUndefined()
  })
})

describe('a failure that AWS answered with', () => {
  const answered = (name: string, httpStatusCode: number): Error =>
    failure(name, 'said AWS', { $metadata: { httpStatusCode } })
  const explain = (error: Error): ReturnType<typeof explained> =>
    explained(error, { action: 'ecr:PutImage', region: 'eu-west-1' })

  it.each([
    [
      'InvalidParameterException',
      400,
      /^AWS refused ecr:PutImage in eu-west-1 \(InvalidParameterException\): said AWS/,
    ],
    ['ThrottlingException', 400, /^AWS did not carry out ecr:PutImage .*quota/],
    ['InternalError', 500, /^AWS did not carry out ecr:PutImage .*Health Dashboard/],
  ])('says what was asked and what to do (%s)', (name, status, sentence) => {
    const error = explain(answered(name, status))
    expect(`${error?.message ?? ''} ${error?.hint ?? ''}`).toMatch(sentence)
    expect(awsErrorName(error)).toBe(name)
  })

  it('tells a refusal from an answer that got lost', () => {
    expect(isRefusal(explain(answered('InvalidParameterException', 400)))).toBe(true)
    expect(isRefusal(explain(answered('InternalError', 500)))).toBe(false)
    expect(isRefusal(explain(failure('Error', 'x', { code: 'ECONNRESET' })))).toBe(false)
  })
})
