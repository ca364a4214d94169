import { setTimeout as sleep } from 'node:timers/promises'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { ECRClient } from '@aws-sdk/client-ecr'
import { ECSClient } from '@aws-sdk/client-ecs'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import { SchedulerClient } from '@aws-sdk/client-scheduler'
import type { Sandbox } from '../../../sandbox/index.ts'

export const EAST = 'us-east-1'
export const WEST = 'us-west-2'

/** The SDK's own clients, pointed at a sandbox. */
export interface Clients {
  readonly cloudwatch: CloudWatchClient
  readonly ecr: ECRClient
  readonly ecs: ECSClient
  readonly events: EventBridgeClient
  readonly lambda: LambdaClient
  readonly s3: S3Client
  readonly scheduler: SchedulerClient
}

/** Clients of one region that try everything once, so that a refusal is seen as it came. */
export function clientsOf(sandbox: Sandbox, region = EAST): Clients {
  const settings = {
    endpoint: sandbox.endpoint,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'secret' },
  }
  return {
    cloudwatch: new CloudWatchClient(settings),
    ecr: new ECRClient(settings),
    ecs: new ECSClient(settings),
    events: new EventBridgeClient(settings),
    lambda: new LambdaClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    scheduler: new SchedulerClient(settings),
  }
}

/** Looks again every few milliseconds until `read` answers something. */
export async function until<Value>(read: () => Promise<Value | undefined>): Promise<Value> {
  for (let tries = 0; tries < 200; tries += 1) {
    const value = await read()
    if (value !== undefined) return value
    await sleep(5)
  }
  throw new Error('it did not come about')
}
