import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { ECRClient } from '@aws-sdk/client-ecr'
import { ECSClient } from '@aws-sdk/client-ecs'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import { SchedulerClient } from '@aws-sdk/client-scheduler'

/** One AWS to compare: the SDK's clients on its endpoint, and how images of its registry are named. */
export interface AwsSide {
  readonly cloudwatch: CloudWatchClient
  readonly ecr: ECRClient
  readonly ecs: ECSClient
  readonly events: EventBridgeClient
  readonly lambda: LambdaClient
  readonly logs: CloudWatchLogsClient
  readonly s3: S3Client
  readonly scheduler: SchedulerClient
  readonly endpoint: string
  /** `host/app` */
  readonly image: string
}

export const REGION = 'us-east-1'
export const CREDENTIALS = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'secret' }

/** Clients that try everything once. */
export function awsSide(endpoint: string, image: string): AwsSide {
  const settings = { endpoint, region: REGION, credentials: CREDENTIALS, maxAttempts: 1 }
  return {
    cloudwatch: new CloudWatchClient(settings),
    ecr: new ECRClient(settings),
    ecs: new ECSClient(settings),
    events: new EventBridgeClient(settings),
    lambda: new LambdaClient(settings),
    logs: new CloudWatchLogsClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    scheduler: new SchedulerClient(settings),
    endpoint,
    image,
  }
}
