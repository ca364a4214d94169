import { describe, expect, it } from 'vitest'
import { explainDenial, type FailedCall } from '../../../shared/aws/denial.ts'
import { resourceOf } from '../../../shared/aws/resource.ts'

const ROLE = 'arn:aws:iam::210987654321:role/release'
const SERVICE = 'arn:aws:ecs:eu-west-1:210987654321:service/prod/app'
const USER = 'User: arn:aws:sts::210987654321:assumed-role/release/job is not authorized to perform:'

function said(message: string, call: Partial<FailedCall> = {}): string {
  const denied = Object.assign(new Error(message), { name: 'AccessDeniedException' })
  const { message: sentence, hint = '' } = explainDenial(denied, {
    action: 'ecs:UpdateService',
    region: 'eu-west-1',
    ...call,
  })
  return `${sentence} ${hint}`
}

describe('a denial', () => {
  it('names the role, the action, the resource, the region, and the statement that allows it', () => {
    const message = `${USER} ecs:UpdateService on resource: ${SERVICE} because no identity-based policy allows the ecs:UpdateService action`
    expect(said(message, { role: ROLE })).toBe(
      `The role ${ROLE} was denied ecs:UpdateService on ${SERVICE} in eu-west-1. Allow "ecs:UpdateService" in the policy of the role ${ROLE}: {"Effect":"Allow","Action":"ecs:UpdateService","Resource":"${SERVICE}"}. AWS said: ${message}`,
    )
  })

  it.each([
    [
      'the job, where no role was asked for',
      `${USER} ecs:UpdateService on resource: ${SERVICE}`,
      /^AWS denied ecs:UpdateService on .* the policy of the role that this job uses/,
    ],
    [
      'another action than the call',
      `${USER} iam:PassRole on resource: arn:aws:iam::1:role/task because no identity-based policy allows it`,
      /denied iam:PassRole on arn:aws:iam::1:role\/task .*roles that are passed/,
    ],
    [
      'an explicit deny, which no statement cures',
      `${USER} ecs:UpdateService on resource: ${SERVICE} with an explicit deny in a service control policy`,
      /on arn:aws:ecs:eu-west-1:210987654321:service\/prod\/app in eu-west-1\. It is denied explicitly in a service control policy: no other policy can allow it\./,
    ],
    [
      'a boundary beside the policy',
      `${USER} ecs:UpdateService on resource: ${SERVICE} because no permissions boundary allows the ecs:UpdateService action`,
      /in the permissions boundary too/,
    ],
    [
      'two accounts',
      `${USER} ecs:UpdateService on resource: arn:aws:ecs:eu-west-1:123456789012:service/prod/app because no resource-based policy allows the action`,
      /The resource is in the account 123456789012, and the credentials are of 210987654321: give a role of 123456789012/,
    ],
    [
      'an encoded message',
      'You are not authorized to perform this operation. Encoded authorization failure message: abc',
      /decode-authorization-message/,
    ],
    [
      'a message that names nothing',
      'Access Denied',
      /^AWS denied ecs:UpdateService in eu-west-1\..*"Resource":"\*"/,
    ],
  ])('says of %s', (_, message, sentence) => {
    expect(said(message)).toMatch(sentence)
  })
})

describe('the resource of a call that AWS does not name', () => {
  const call = (action: string, input: object, role: string | undefined = ROLE): FailedCall => ({
    action,
    region: 'eu-west-1',
    role,
    input,
  })

  it.each([
    ['ecs:UpdateService', { cluster: 'prod', service: 'app' }, SERVICE],
    [
      'ecs:UpdateService',
      { cluster: 'arn:aws:ecs:x:1:cluster/prod', service: 'app' },
      'arn:aws:ecs:x:1:cluster/prod',
    ],
    ['ecs:ListTasks', { cluster: 'prod' }, 'arn:aws:ecs:eu-west-1:210987654321:cluster/prod'],
    ['ecr:PutImage', { repositoryName: 'app' }, 'arn:aws:ecr:eu-west-1:210987654321:repository/app'],
    [
      'ecr:PutImage',
      { repositoryName: 'app', registryId: '123456789012' },
      'arn:aws:ecr:eu-west-1:123456789012:repository/app',
    ],
    [
      'lambda:UpdateAlias',
      { FunctionName: 'app', Name: 'live' },
      'arn:aws:lambda:eu-west-1:210987654321:function:app',
    ],
    ['events:PutTargets', { Rule: 'nightly' }, 'arn:aws:events:eu-west-1:210987654321:rule/nightly'],
    [
      'scheduler:UpdateSchedule',
      { Name: 'nightly' },
      'arn:aws:scheduler:eu-west-1:210987654321:schedule/default/nightly',
    ],
    [
      'codedeploy:CreateDeployment',
      { applicationName: 'a', deploymentGroupName: 'g' },
      'arn:aws:codedeploy:eu-west-1:210987654321:deploymentgroup:a/g',
    ],
    [
      'logs:GetLogEvents',
      { logGroupName: '/ecs/app', logStreamName: 's' },
      'arn:aws:logs:eu-west-1:210987654321:log-group:/ecs/app:log-stream:s',
    ],
    ['s3:PutObject', { Bucket: 'records', Key: 'a/b.json' }, 'arn:aws:s3:::records/a/b.json'],
    ['cloudwatch:DescribeAlarms', { AlarmNames: ['a'] }, undefined],
  ])('%s %j', (action, input, arn) => {
    expect(resourceOf(call(action, input))).toBe(arn)
  })

  it('is not made up where the account is not known', () => {
    const input = { cluster: 'prod', service: 'app' }
    expect(resourceOf({ action: 'ecs:UpdateService', region: 'eu-west-1', input })).toBeUndefined()
  })
})
