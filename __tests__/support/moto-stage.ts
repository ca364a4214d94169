import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch'
import { CreateRepositoryCommand, PutImageCommand } from '@aws-sdk/client-ecr'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs'
import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge'
import { CreateAliasCommand, CreateFunctionCommand, PublishVersionCommand } from '@aws-sdk/client-lambda'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { CreateScheduleCommand } from '@aws-sdk/client-scheduler'
import { assemble, type Assembled } from '../../sandbox/images/assemble.ts'
import { awsSide, CREDENTIALS, REGION, type AwsSide } from './aws-side.ts'
import { type Moto, startMoto } from './moto.ts'
import { runAction, type ActionRun } from './run-action.ts'

const ACCOUNT = '123456789012'
const HOST = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`
const Role = `arn:aws:iam::${ACCOUNT}:role/app`

/** A stage `prod` in moto: a service, a function and a family with a schedule and a rule, all of one image. */
export interface MotoStage {
  readonly aws: AwsSide
  /** `host/app` */
  readonly image: string
  /** The digest that runs. */
  readonly running: string
  /** Puts another image under `latest`; returns its digest. */
  readonly push: (marker: string) => Promise<string>
  /** The digest of the image for the function's architecture in an image that was pushed. */
  readonly childOf: (digest: string) => string
  readonly release: (inputs?: Readonly<Record<string, string>>) => Promise<ActionRun>
  readonly stop: () => Promise<void>
}

/** The bucket of the records. */
export const BUCKET = 'records'

export async function startMotoStage(): Promise<MotoStage> {
  const moto = await startMoto()
  const image = `${HOST}/app`
  const aws = awsSide(moto.endpoint, image)
  const children = new Map<string, string>()
  await aws.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const put = async (marker: string, ...tags: readonly string[]): Promise<string> => {
    return await putImage(aws, marker, tags, children)
  }
  const running = await put('before', 'prod')
  await aws.s3.send(new CreateBucketCommand({ Bucket: BUCKET }))
  await createAlarm(moto)
  await createRole(moto)
  await createService(aws, `${image}@${running}`)
  await createFunction(aws, `${image}@${children.get(running) ?? ''}`, running)
  await createFamily(aws, `${image}@${running}`)
  const workspace = mkdtempSync(join(tmpdir(), 'moto-stage-'))
  mkdirSync(join(workspace, '.github'))
  writeFileSync(join(workspace, '.github/stages.yml'), stagesFile(image))
  return {
    aws,
    image,
    running,
    push: async (marker) => await put(marker, 'latest'),
    childOf: (digest) => children.get(digest) ?? '',
    release: async (inputs = {}) =>
      await runAction({
        action: 'release',
        inputs: { 'stage-name': 'prod', 's3-bucket': BUCKET, ...inputs },
        env: moto.env(REGION),
        workspace,
      }),
    stop: async () => {
      rmSync(workspace, { recursive: true })
      await moto.stop()
    },
  }
}

function stagesFile(image: string): string {
  return [
    `image: ${image}`,
    'stages:',
    '  - name: prod',
    '    alarms: [app-errors]',
    '    targets:',
    '      - { ecs: { cluster: prod, service: app } }',
    "      - { lambda: { function: app, alias: live, traffic: '50,100' } }",
    '      - { ecs: { cluster: prod, family: nightly, schedules: [nightly], rules: [nightly] } }',
    '',
  ].join('\n')
}

// An index as Buildx makes it. moto keeps manifests without looking for their layers, under the digest that it is told.
async function putImage(
  { ecr }: AwsSide,
  marker: string,
  tags: readonly string[],
  children: Map<string, string>,
): Promise<string> {
  const { root, children: manifests } = assemble({ marker, platforms: ['linux/amd64', 'linux/arm64'] })
  const put = async ({ bytes, mediaType, digest }: Assembled, imageTag: string): Promise<void> => {
    const image = { imageManifest: bytes.toString('utf8'), imageManifestMediaType: mediaType }
    await ecr.send(new PutImageCommand({ repositoryName: 'app', ...image, imageDigest: digest, imageTag }))
  }
  // moto has no images without a tag.
  for (const manifest of manifests) await put(manifest, manifest.digest.slice('sha256:'.length))
  for (const tag of tags) await put(root, tag)
  children.set(root.digest, manifests[0]?.digest ?? '')
  return root.digest
}

async function createAlarm({ endpoint }: Moto): Promise<void> {
  const cloudwatch = new CloudWatchClient({ endpoint, region: REGION, credentials: CREDENTIALS })
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'app-errors',
      Namespace: 'app',
      MetricName: 'errors',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    }),
  )
}

// moto asks for a role that exists, which is IAM's: created by its own form of request.
async function createRole({ endpoint }: Moto): Promise<void> {
  const form = {
    Action: 'CreateRole',
    RoleName: 'app',
    AssumeRolePolicyDocument: '{}',
    Version: '2010-05-08',
  }
  await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/iam/aws4_request` },
    body: new URLSearchParams(form),
  })
}

async function createService({ ecs }: AwsSide, image: string): Promise<void> {
  await ecs.send(new CreateClusterCommand({ clusterName: 'prod' }))
  const environment = [{ name: 'EMPTY', value: '' }]
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'app',
      containerDefinitions: [
        { name: 'proxy', image: 'public.ecr.aws/envoy:1', memory: 64 },
        { name: 'app', image, memory: 128, environment },
      ],
      tags: [{ key: 'team', value: 'web' }],
    }),
  )
  await ecs.send(
    new CreateServiceCommand({ cluster: 'prod', serviceName: 'app', taskDefinition: 'app', desiredCount: 1 }),
  )
}

async function createFunction({ lambda }: AwsSide, image: string, digest: string): Promise<void> {
  const FunctionName = 'app'
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role,
      PackageType: 'Image',
      Code: { ImageUri: image },
      Environment: { Variables: { MODE: 'first' } },
      Tags: { team: 'web', IMAGE_SHA: digest },
    }),
  )
  const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName }))
  await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: Version }))
}

async function createFamily({ ecs, events, scheduler }: AwsSide, image: string): Promise<void> {
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'nightly',
      containerDefinitions: [{ name: 'job', image, memory: 128 }],
    }),
  )
  const target = {
    Arn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/prod`,
    RoleArn: Role,
    EcsParameters: { TaskDefinitionArn: taskDefinition?.taskDefinitionArn ?? '', TaskCount: 1 },
  }
  await scheduler.send(
    new CreateScheduleCommand({
      Name: 'nightly',
      Description: 'Every night',
      ScheduleExpression: 'cron(0 3 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      EndDate: new Date('2100-01-01'),
      State: 'DISABLED',
      Target: { ...target, Input: '{}' },
    }),
  )
  await events.send(new PutRuleCommand({ Name: 'nightly', ScheduleExpression: 'rate(1 day)' }))
  await events.send(
    new PutTargetsCommand({ Rule: 'nightly', Targets: [{ Id: 'job', ...target, Input: '{}' }] }),
  )
}
