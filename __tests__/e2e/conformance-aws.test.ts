import { setTimeout as sleep } from 'node:timers/promises'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addBlob } from '../../sandbox/ecr/store.ts'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { awsSide, REGION, type AwsSide } from '../support/aws-side.ts'
import { ALARM_STEPS } from '../support/conformance-alarms.ts'
import { ECR_STEPS, IMAGE } from '../support/conformance-ecr.ts'
import { ECS_STEPS } from '../support/conformance-ecs.ts'
import { LOGS_STEPS } from '../support/conformance-logs.ts'
import { LAMBDA_STEPS, STORAGE_STEPS } from '../support/conformance-others.ts'
import { EVENTS_STEPS, SCHEDULER_STEPS } from '../support/conformance-starters.ts'
import { compare, play, type Step } from '../support/conformance.ts'
import { startMoto, type Moto } from '../support/moto.ts'
import { describeNeeding } from '../support/needs.ts'

// What we wrote must not drift from what we did not: the same calls to the sandbox and to moto.
describeNeeding(['moto'], 'the sandbox beside moto', () => {
  let sandbox: Sandbox
  let moto: Moto
  let ours: AwsSide
  let theirs: AwsSide

  beforeAll(async () => {
    ;[sandbox, moto] = await Promise.all([startSandbox({ rolloutMs: 4 }), startMoto()])
    const host = `123456789012.dkr.ecr.${REGION}.amazonaws.com`
    ours = awsSide(sandbox.endpoint, `${host}/app`)
    theirs = awsSide(moto.endpoint, `${host}/app`)
    const repository = sandbox.createRepository(REGION, 'app')
    for (const blob of IMAGE.blobs) addBlob(repository, blob)
    await theirs.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    await createLambdaRole(moto.endpoint)
  })
  afterAll(async () => {
    await Promise.all([sandbox.stop(), moto.stop()])
  })

  // In this order: the function's image is the one that ECR's script pushed.
  it.each<[string, readonly Step<AwsSide>[]]>([
    ['ECR', ECR_STEPS],
    ['ECS', ECS_STEPS],
    ['Lambda', LAMBDA_STEPS],
    ['S3 and STS', STORAGE_STEPS],
    ['CloudWatch', ALARM_STEPS],
    ['CloudWatch Logs', LOGS_STEPS],
    ['EventBridge', EVENTS_STEPS],
    ['EventBridge Scheduler', SCHEDULER_STEPS],
  ])('answers alike for %s', async (_, steps) => {
    const [mine, others] = await Promise.all([play(steps, ours, settle), play(steps, theirs, settle)])
    expect(compare(steps, mine, others)).toEqual({ unexplained: [], outdated: [] })
  })
})

/** moto wants a function's role to exist; the sandbox has no IAM. */
async function createLambdaRole(endpoint: string): Promise<void> {
  const policy = { Version: '2012-10-17', Statement: [] }
  await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261125/${REGION}/iam/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: 'lambda',
      AssumeRolePolicyDocument: JSON.stringify(policy),
    }).toString(),
  })
}

/** Waits until no update of the function is in progress. */
async function settle({ lambda }: AwsSide): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const now = await lambda
      .send(new GetFunctionConfigurationCommand({ FunctionName: 'app' }))
      .catch(() => undefined)
    if (now?.LastUpdateStatus !== 'InProgress') return
    await sleep(10)
  }
}
