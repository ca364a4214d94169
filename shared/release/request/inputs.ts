import { UserError } from '../../errors.ts'
import { faultOfDigest, shortened } from '../../registry/grammar.ts'
import type { InputReader } from '../../runner/inputs.ts'
import { parseCommand } from './command.ts'
import { parseEnvironment } from './environment.ts'
import type { HealthCheck, ReferrerPolicy } from './request.ts'
import type { CodeDeployNames, EnvironmentChange, TrafficStep } from './target.ts'
import { parseTraffic } from './traffic.ts'
import { readHealthCheck } from './url.ts'

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
  readonly taskDefinition: string
  readonly codeDeploy: CodeDeployNames
  readonly lambdaFunctionName: string | undefined
  readonly lambdaFunctionArn: string | undefined
  readonly lambdaAlias: string | undefined
  readonly lambdaTraffic: readonly TrafficStep[]
  readonly alarms: readonly string[]
  readonly environment: EnvironmentChange
  readonly command: readonly string[]
  readonly healthCheck: HealthCheck | undefined
  /** For a health check that the stages file names, in ms. */
  readonly healthCheckMs: number
  readonly s3Bucket: string | undefined
  readonly stagesFile: string | undefined
  readonly expectedDigest: string | undefined
  readonly rollback: boolean
  readonly plan: boolean
  /** Only tells the stages. */
  readonly list: boolean
  readonly wait: 'deployed' | 'none'
  readonly waitMs: number
  readonly rollbackOnFailure: boolean
  readonly onCancel: 'leave' | 'rollback'
  readonly referrers: ReferrerPolicy
  readonly createRepository: boolean
  readonly githubDeployment: 'auto' | 'true' | 'false'
  readonly githubToken: string | undefined
  readonly roleToAssume: string | undefined
}

/**
 * Reads the inputs of a release.
 * @throws UserError for a value that is not valid
 */
export function readReleaseInputs(reader: InputReader): ReleaseInputs {
  const lambdaTraffic = reader.text('lambda-traffic')
  const healthCheckMs = reader.minutes('health-check-minutes', 5)
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
    taskDefinition: reader.text('task-definition') ?? 'service',
    codeDeploy: {
      application: reader.text('codedeploy-application'),
      group: reader.text('codedeploy-deployment-group'),
      appSpec: reader.text('codedeploy-appspec'),
    },
    lambdaFunctionName: reader.text('lambda-function-name', 'LAMBDA_FUNCTION_NAME'),
    lambdaFunctionArn: reader.text('lambda-function-arn', 'LAMBDA_FUNCTION_ARN'),
    lambdaAlias: reader.text('lambda-alias'),
    lambdaTraffic: lambdaTraffic === undefined ? [] : parseTraffic(lambdaTraffic, 'lambda-traffic'),
    alarms: reader.lines('alarms'),
    environment: parseEnvironment(reader.lines('environment-variables'), 'environment-variables'),
    command: parseCommand(reader.text('command')),
    healthCheck: readHealthCheck(reader.text('health-check-url'), 'health-check-url', healthCheckMs),
    healthCheckMs,
    s3Bucket: reader.text('s3-bucket', 'S3_BUCKET'),
    stagesFile: reader.text('stages-file'),
    expectedDigest: readDigest(reader.text('expected-digest')),
    rollback: reader.flag('rollback', false),
    plan: reader.flag('plan', false),
    list: reader.flag('list', false),
    wait: reader.choice('wait', ['deployed', 'none'], 'deployed'),
    waitMs: reader.minutes('wait-minutes', 30),
    rollbackOnFailure: reader.flag('rollback-on-failure', true),
    onCancel: reader.choice('on-cancel', ['leave', 'rollback'], 'leave'),
    referrers: reader.choice('referrers', ['copy', 'off', 'require'], 'copy'),
    createRepository: reader.flag('create-repository', false),
    githubDeployment: reader.choice('github-deployment', ['auto', 'true', 'false'], 'auto'),
    githubToken: reader.text('github-token'),
    roleToAssume: reader.text('role-to-assume'),
  }
}

function readDigest(digest: string | undefined): string | undefined {
  const fault = digest === undefined ? undefined : faultOfDigest(digest)
  if (digest === undefined || fault === undefined) return digest
  throw new UserError(
    `The input "expected-digest" is "${shortened(digest)}", ${fault}.`,
    'It looks like sha256: and 64 hexadecimal digits.',
  )
}
