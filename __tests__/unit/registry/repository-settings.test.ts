import type { Repository as EcrRepository } from '@aws-sdk/client-ecr'
import { describe, expect, it } from 'vitest'
import type { Repository } from '../../../shared/registry/reference.ts'
import { settingsLike } from '../../../shared/registry/repository-settings.ts'

const repository = (account: string, region: string, name = 'app'): Repository => {
  const host = `${account}.dkr.ecr.${region}.amazonaws.com`
  return { host, name, url: `${host}/${name}`, account, region }
}
const HOME = '111111111111'
const model = repository(HOME, 'us-east-1')
const wanted = repository(HOME, 'eu-west-1', 'team/app')

const like = (
  described: EcrRepository | undefined,
  policies: { readonly lifecycle?: string; readonly policy?: unknown } = {},
  to = wanted,
): ReturnType<typeof settingsLike> =>
  settingsLike(model, to, {
    repository: described,
    lifecycle: policies.lifecycle,
    policy: policies.policy === undefined ? undefined : JSON.stringify(policies.policy),
  })

/** The statements that are copied; undefined where there is no policy then. */
function copied(statements: unknown, to = wanted): unknown {
  const { policy } = like(undefined, { policy: { Version: '2012-10-17', Statement: statements } }, to)
  if (policy === undefined) return undefined
  const document: unknown = JSON.parse(policy)
  return document
}

const PULL = {
  Sid: 'LambdaECRImageRetrievalPolicy',
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
}

describe('settingsLike', () => {
  it('takes over mutability with its filters, scanning and the kind of encryption', () => {
    const filters = [{ filterType: 'WILDCARD' as const, filter: 'dev*' }]
    const { create, notes } = like({
      repositoryName: 'app',
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: filters,
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' },
    })
    expect(create).toStrictEqual({
      registryId: HOME,
      repositoryName: 'team/app',
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: filters,
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' },
    })
    expect(notes).toStrictEqual([])
  })

  it.each(['KMS', 'KMS_DSSE'] as const)(
    "encrypts by %s with the other region's own key, and says so",
    (kind) => {
      const kmsKey = `arn:aws:kms:us-east-1:${HOME}:key/1234`
      const { create, notes } = like({ encryptionConfiguration: { encryptionType: kind, kmsKey } })
      expect(create.encryptionConfiguration).toStrictEqual({ encryptionType: kind })
      expect(notes).toStrictEqual([
        `${wanted.url} is encrypted with the key "aws/ecr" of eu-west-1, for the one of ${model.url} is not there.`,
      ])
    },
  )

  it('keeps the key in the same region and account only', () => {
    const encryptionConfiguration = {
      encryptionType: 'KMS' as const,
      kmsKey: 'arn:aws:kms:us-east-1:1:key/1',
    }
    const sibling = like({ encryptionConfiguration }, {}, repository(HOME, 'us-east-1', 'other'))
    expect(sibling.create.encryptionConfiguration).toStrictEqual(encryptionConfiguration)
    expect(sibling.notes).toStrictEqual([])
    const foreign = like({ encryptionConfiguration }, {}, repository('222222222222', 'us-east-1'))
    expect(foreign.create.encryptionConfiguration).toStrictEqual({ encryptionType: 'KMS' })
  })

  it('lets tags move where nothing is known about the model', () => {
    expect(like(undefined)).toStrictEqual({
      create: { registryId: HOME, repositoryName: 'team/app', imageTagMutability: 'MUTABLE' },
      lifecycle: undefined,
      policy: undefined,
      notes: [],
    })
  })

  it('takes over the lifecycle policy as it is written', () => {
    const lifecycle = '{ "rules": [] }\n'
    expect(like(undefined, { lifecycle }).lifecycle).toBe(lifecycle)
  })
})

describe('the repository policy of settingsLike', () => {
  it('lets Lambda pull in the other region as it does at the model', () => {
    const source = (region: string): unknown => ({
      ...PULL,
      Condition: { StringLike: { 'aws:sourceArn': `arn:aws:lambda:${region}:${HOME}:function:*` } },
    })
    expect(copied([source('us-east-1')])).toStrictEqual({
      Version: '2012-10-17',
      Statement: [source('eu-west-1')],
    })
  })

  it.each([
    [
      'several sources',
      [`arn:aws:lambda:us-east-1:${HOME}:function:a`, `arn:aws:lambda:us-east-1:${HOME}:function:b`],
    ],
    ['functions of another account', 'arn:aws:lambda:us-east-1:333333333333:function:*'],
    ['any region', `arn:aws:lambda:*:${HOME}:function:*`],
  ])('moves the region of %s, and nothing else of them', (_, arns) => {
    const moved = JSON.stringify(arns).replaceAll('us-east-1', 'eu-west-1')
    expect(copied({ ...PULL, Condition: { ArnLike: { 'AWS:SourceArn': arns } } })).toMatchObject({
      Statement: [{ Condition: { ArnLike: { 'AWS:SourceArn': JSON.parse(moved) as unknown } } }],
    })
  })

  it("moves the model's account where the other repository is in another one", () => {
    const condition = (account: string, region: string): unknown => ({
      StringEquals: { 'aws:SourceAccount': account, 'aws:PrincipalOrgID': 'o-1' },
      StringLike: { 'aws:SourceArn': `arn:aws:lambda:${region}:${account}:function:*` },
    })
    const there = '222222222222'
    expect(
      copied({ ...PULL, Condition: condition(HOME, 'us-east-1') }, repository(there, 'eu-west-1')),
    ).toMatchObject({ Statement: [{ Condition: condition(there, 'eu-west-1') }] })
  })

  it.each([
    ['another service', { ...PULL, Principal: { Service: 'codebuild.amazonaws.com' } }],
    ['another account', { ...PULL, Principal: { AWS: 'arn:aws:iam::333333333333:root' } }],
    ['everyone', { ...PULL, Principal: '*' }],
    ['what Lambda is denied', { ...PULL, Effect: 'Deny' }],
    ['what is not pulling', { ...PULL, Action: 'ecr:DescribeImages' }],
    ['no statement', 'Allow'],
  ])('has nothing of %s, and says so', (_, statement) => {
    expect(copied([statement])).toBeUndefined()
    expect(copied([statement, PULL])).toStrictEqual({ Version: '2012-10-17', Statement: [PULL] })
    expect(like(undefined, { policy: { Statement: [statement, PULL] } }).notes).toStrictEqual([
      `Of the repository policy of ${model.url} only what lets Lambda pull is copied, and 1 of its statements not.`,
    ])
  })

  it('names no other principal of a statement than Lambda', () => {
    const services = ['lambda.amazonaws.com', 'ecs.amazonaws.com']
    const principal = { Service: services, AWS: 'arn:aws:iam::333333333333:root' }
    expect(copied([{ ...PULL, Principal: principal }])).toMatchObject({ Statement: [PULL] })
  })

  it.each(['ecr:*', 'ECR:batchGetImage', '*'])('knows that %s is pulling', (action) => {
    expect(copied({ ...PULL, Action: action })).toMatchObject({ Statement: [{ Action: action }] })
  })

  it.each(['no JSON', '[]', 'null'])('leaves out one that is %s, and says so', (policy) => {
    const settings = settingsLike(model, wanted, { repository: undefined, lifecycle: undefined, policy })
    expect(settings.policy).toBeUndefined()
    expect(settings.notes).toStrictEqual([
      `The repository policy of ${model.url} is no JSON object, and is not copied.`,
    ])
  })
})
