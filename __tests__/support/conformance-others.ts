import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  ListAliasesCommand,
  ListTagsCommand,
  PublishVersionCommand,
  TagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import { CREDENTIALS, REGION, type AwsSide } from './aws-side.ts'
import type { Step } from './conformance.ts'

const FunctionName = 'app'
const arn = `arn:aws:lambda:${REGION}:123456789012:function:app`
const alias = { FunctionName, Name: 'live' }
const create = ({ lambda, image }: AwsSide): Promise<object> =>
  lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: 'arn:aws:iam::123456789012:role/lambda',
      PackageType: 'Image',
      Code: { ImageUri: `${image}:latest` },
    }),
  )
const code = ({ lambda, image }: AwsSide): Promise<object> =>
  lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ImageUri: `${image}:latest` }))

/** What the suite asks of Lambda. `settle` is run before each, so that no update is in progress. */
export const LAMBDA_STEPS: readonly Step<AwsSide>[] = [
  {
    name: 'GetFunction, none',
    call: ({ lambda }) => lambda.send(new GetFunctionCommand({ FunctionName })),
  },
  {
    name: 'CreateFunction',
    call: create,
    reads: ['FunctionArn', 'FunctionName', 'PackageType', 'Architectures', 'Version'],
  },
  { name: 'CreateFunction, again', call: create },
  {
    name: 'GetFunction',
    call: ({ lambda }) => lambda.send(new GetFunctionCommand({ FunctionName })),
    reads: [
      'Configuration.FunctionArn',
      'Configuration.PackageType',
      'Configuration.Architectures',
      'Configuration.State',
      'Configuration.LastUpdateStatus',
      'Configuration.Version',
      'Code.ImageUri',
      'Code.ResolvedImageUri',
      'Code.RepositoryType',
    ],
  },
  {
    name: 'GetFunctionConfiguration',
    call: ({ lambda }) => lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
    reads: ['FunctionArn', 'State', 'LastUpdateStatus', 'CodeSha256', 'LastModified'],
  },
  {
    name: 'UpdateFunctionCode',
    call: code,
    reads: ['FunctionArn', 'LastUpdateStatus', 'CodeSha256'],
  },
  {
    name: 'PublishVersion',
    call: ({ lambda }) => lambda.send(new PublishVersionCommand({ FunctionName })),
    reads: ['Version', 'FunctionArn'],
  },
  {
    name: 'CreateAlias',
    call: ({ lambda }) => lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' })),
    reads: ['AliasArn', 'Name', 'FunctionVersion', 'RevisionId'],
  },
  {
    name: 'CreateAlias, again',
    differs: 'moto answers ConflictException; the API reference has ResourceConflictException',
    call: ({ lambda }) => lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' })),
  },
  {
    name: 'UpdateAlias',
    differs: 'moto answers 201; the API reference has 200',
    call: ({ lambda }) => lambda.send(new UpdateAliasCommand({ ...alias, FunctionVersion: '1' })),
    reads: ['AliasArn', 'FunctionVersion'],
  },
  {
    name: 'GetAlias',
    differs: 'moto answers 201; the API reference has 200',
    call: ({ lambda }) => lambda.send(new GetAliasCommand(alias)),
    reads: ['AliasArn', 'FunctionVersion'],
  },
  {
    name: 'ListAliases',
    call: ({ lambda }) => lambda.send(new ListAliasesCommand({ FunctionName })),
    reads: ['Aliases.0.Name', 'Aliases.0.FunctionVersion'],
  },
  {
    name: 'UpdateFunctionConfiguration',
    differs: 'moto has no RevisionId',
    call: ({ lambda }) =>
      lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName,
          Environment: { Variables: { LEVEL: 'warn' } },
        }),
      ),
    reads: ['FunctionArn', 'Environment.Variables.LEVEL', 'RevisionId', 'PackageType'],
  },
  {
    name: 'GetFunction of a version',
    call: ({ lambda }) => lambda.send(new GetFunctionCommand({ FunctionName, Qualifier: '1' })),
    reads: ['Configuration.Version', 'Configuration.CodeSha256', 'Code.ResolvedImageUri'],
  },
  {
    name: 'GetFunction of an alias',
    call: ({ lambda }) => lambda.send(new GetFunctionCommand({ FunctionName, Qualifier: 'live' })),
    reads: ['Configuration.Version', 'Code.ResolvedImageUri'],
  },
  {
    name: 'UpdateAlias to no version',
    call: ({ lambda }) => lambda.send(new UpdateAliasCommand({ ...alias, FunctionVersion: '99' })),
  },
  {
    name: 'GetAlias, none',
    call: ({ lambda }) => lambda.send(new GetAliasCommand({ ...alias, Name: 'none' })),
  },
  {
    name: 'TagResource',
    differs: 'moto answers 200; the API reference has 204',
    call: ({ lambda }) => lambda.send(new TagResourceCommand({ Resource: arn, Tags: { IMAGE_SHA: 'x' } })),
  },
  {
    name: 'ListTags',
    call: ({ lambda }) => lambda.send(new ListTagsCommand({ Resource: arn })),
    reads: ['Tags.IMAGE_SHA'],
  },
]

const Bucket = 'records'

/** What the suite asks of S3 and STS. */
export const STORAGE_STEPS: readonly Step<AwsSide>[] = [
  { name: 'HeadBucket, none', call: ({ s3 }) => s3.send(new HeadBucketCommand({ Bucket })) },
  {
    name: 'CreateBucket',
    call: ({ s3 }) => s3.send(new CreateBucketCommand({ Bucket })),
    reads: ['Location'],
  },
  {
    name: 'HeadBucket',
    call: ({ s3 }) => s3.send(new HeadBucketCommand({ Bucket })),
    reads: ['BucketRegion'],
  },
  {
    name: 'PutObject',
    call: ({ s3 }) => s3.send(new PutObjectCommand({ Bucket, Key: 'a/b c', Body: 'text' })),
    reads: ['ETag'],
  },
  {
    name: 'GetObject',
    call: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket, Key: 'a/b c' })),
    reads: ['ETag', 'ContentLength'],
  },
  {
    name: 'GetObject, none',
    call: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket, Key: 'none' })),
  },
  {
    name: 'PutObject, no bucket',
    call: ({ s3 }) => s3.send(new PutObjectCommand({ Bucket: 'none', Key: 'a', Body: 'text' })),
  },
  {
    name: 'ListObjectsV2',
    call: ({ s3 }) => s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'a/' })),
    reads: ['Contents.0.Key', 'Contents.0.Size', 'Contents.0.LastModified', 'KeyCount', 'IsTruncated'],
  },
  {
    name: 'AssumeRole',
    call: ({ endpoint }) =>
      fromTemporaryCredentials({
        masterCredentials: CREDENTIALS,
        clientConfig: { endpoint, region: REGION },
        params: { RoleArn: 'arn:aws:iam::123456789012:role/deploy', RoleSessionName: 'session' },
      })(),
    reads: ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration'],
  },
]
