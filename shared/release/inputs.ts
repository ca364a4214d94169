import { UserError } from '../errors.ts'
import { faultOfDigest, shortened } from '../registry/grammar.ts'
import type { InputReader } from '../runner/inputs.ts'
import type { ReferrerPolicy } from './types.ts'

/** The inputs of a release as they were given, each with TinyStacks' variable in its place. */
export interface ReleaseInputs {
  readonly stageName: string | undefined
  readonly previousStageName: string | undefined
  readonly ecrImageUrl: string | undefined
  readonly ecrEndpoint: string | undefined
  /** The input alone: it has to agree with the registry's host. */
  readonly awsRegion: string | undefined
  /** AWS_REGION: where nothing else names a region. */
  readonly defaultRegion: string | undefined
  readonly stageRegion: string | undefined
  readonly regionalEcrEndpoint: string | undefined
  readonly regionalEcrImageUrl: string | undefined
  readonly clusterArn: string | undefined
  readonly serviceName: string | undefined
  readonly containerName: string | undefined
  readonly lambdaFunctionName: string | undefined
  readonly lambdaFunctionArn: string | undefined
  readonly s3Bucket: string | undefined
  readonly stagesFile: string | undefined
  readonly expectedDigest: string | undefined
  readonly rollback: boolean
  readonly wait: 'deployed' | 'none'
  readonly waitMs: number
  readonly rollbackOnFailure: boolean
  readonly referrers: ReferrerPolicy
  readonly createRepository: boolean
  readonly roleToAssume: string | undefined
}

/** Inputs of the contract that are not made yet. Given, they are refused: silence would be taken for consent. */
const NOT_YET = [
  'alarms',
  'codedeploy-application',
  'codedeploy-appspec',
  'codedeploy-deployment-group',
  'command',
  'environment-variables',
  'health-check-minutes',
  'health-check-url',
  'lambda-alias',
  'lambda-traffic',
] as const

/** Inputs of the contract of which only one value is made yet: what happens without them. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  'github-deployment': ['false'],
  list: ['false'],
  'on-cancel': ['leave'],
  plan: ['false'],
  'task-definition': ['service'],
}

/**
 * Reads the inputs of a release.
 * @throws UserError for a value that is not valid, and for an input that is not supported yet
 */
export function readReleaseInputs(reader: InputReader): ReleaseInputs {
  reader.refuse(NOT_YET, 'it is not supported yet.')
  for (const [name, valid] of Object.entries(ONLY)) reader.choice(name, valid, valid[0] ?? '')
  const expectedDigest = reader.text('expected-digest')
  const fault = expectedDigest === undefined ? undefined : faultOfDigest(expectedDigest)
  if (expectedDigest !== undefined && fault !== undefined) {
    throw new UserError(
      `The input "expected-digest" is "${shortened(expectedDigest)}", ${fault}.`,
      'It looks like sha256: and 64 hexadecimal digits.',
    )
  }
  return {
    stageName: reader.text('stage-name', 'STAGE_NAME'),
    previousStageName: reader.text('previous-stage-name', 'PREVIOUS_STAGE_NAME')?.replace(/^:/, ''),
    ecrImageUrl: reader.text('ecr-image-url', 'ECR_IMAGE_URL'),
    ecrEndpoint: reader.text('ecr-endpoint', 'ECR_ENDPOINT'),
    awsRegion: reader.text('aws-region'),
    defaultRegion: reader.text('aws-region', 'AWS_REGION') ?? reader.text('aws-region', 'AWS_DEFAULT_REGION'),
    stageRegion: reader.text('stage-region', 'STAGE_REGION'),
    regionalEcrEndpoint: reader.text('regional-ecr-endpoint', 'REGIONAL_ECR_ENDPOINT'),
    regionalEcrImageUrl: reader.text('regional-ecr-image-url', 'REGIONAL_ECR_IMAGE_URL'),
    clusterArn: reader.text('cluster-arn', 'CLUSTER_ARN'),
    serviceName: reader.text('service-name', 'SERVICE_NAME'),
    containerName: reader.text('container-name'),
    lambdaFunctionName: reader.text('lambda-function-name', 'LAMBDA_FUNCTION_NAME'),
    lambdaFunctionArn: reader.text('lambda-function-arn', 'LAMBDA_FUNCTION_ARN'),
    s3Bucket: reader.text('s3-bucket', 'S3_BUCKET'),
    stagesFile: reader.text('stages-file'),
    expectedDigest,
    rollback: reader.flag('rollback', false),
    wait: reader.choice('wait', ['deployed', 'none'], 'deployed'),
    waitMs: reader.minutes('wait-minutes', 30),
    rollbackOnFailure: reader.flag('rollback-on-failure', true),
    referrers: reader.choice('referrers', ['copy', 'off', 'require'], 'copy'),
    createRepository: reader.flag('create-repository', false),
    roleToAssume: reader.text('role-to-assume'),
  }
}
