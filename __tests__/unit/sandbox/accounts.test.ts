import { BatchGetImageCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs'
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import type { AwsCredentialIdentity, Provider } from '@smithy/types'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { EAST } from './clients.ts'

const [FIRST, SECOND] = ['123456789012', '210987654321']
const STATIC = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'x' }

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ accounts: [SECOND] })
})
afterEach(async () => {
  await sandbox.stop()
})

interface Config {
  readonly region: string
  readonly endpoint: string
  readonly forcePathStyle: boolean
  readonly credentials: AwsCredentialIdentity | Provider<AwsCredentialIdentity>
}

/** A client's configuration, with a session of a role in an account. */
function as(account: string): Config {
  const place = { region: EAST, endpoint: sandbox.endpoint }
  const credentials = fromTemporaryCredentials({
    params: { RoleArn: `arn:aws:iam::${account}:role/x`, RoleSessionName: 'job' },
    masterCredentials: STATIC,
    clientConfig: place,
  })
  return { ...place, forcePathStyle: true, credentials }
}

const named = (name: string): unknown => expect.objectContaining({ name })

describe('accounts of the sandbox', () => {
  it('each have their own services, functions and repositories', async () => {
    sandbox.in(SECOND).createService(EAST, { cluster: 'prod', service: 'app' })
    const describe = { cluster: 'prod', services: ['app'] }
    const { services } = await new ECSClient(as(SECOND)).send(new DescribeServicesCommand(describe))
    expect(services?.[0]?.serviceArn).toBe(`arn:aws:ecs:${EAST}:${SECOND}:service/prod/app`)
    await expect(new ECSClient(as(FIRST)).send(new DescribeServicesCommand(describe))).rejects.toThrow(
      named('ClusterNotFoundException'),
    )
  })

  it('refuse each other what they name by ARN', async () => {
    await sandbox.in(SECOND).createFunction(EAST, { name: 'app' })
    const cluster = `arn:aws:ecs:${EAST}:${SECOND}:cluster/prod`
    await expect(
      new ECSClient(as(FIRST)).send(new DescribeServicesCommand({ cluster, services: ['app'] })),
    ).rejects.toThrow(/assumed-role\/x\/job is not authorized to perform: ecs:DescribeServices on resource/)
    const FunctionName = `arn:aws:lambda:${EAST}:${SECOND}:function:app`
    await expect(new LambdaClient(as(FIRST)).send(new GetFunctionCommand({ FunctionName }))).rejects.toThrow(
      named('AccessDeniedException'),
    )
    await new LambdaClient(as(SECOND)).send(new GetFunctionCommand({ FunctionName }))
  })

  it('let each other pull by the policy of a repository only', async () => {
    const repository = sandbox.createRepository(EAST, 'app')
    sandbox.putImage(EAST, 'app', 'dev')
    const read = new BatchGetImageCommand({
      registryId: FIRST,
      repositoryName: 'app',
      imageIds: [{ imageTag: 'dev' }],
    })
    await expect(new ECRClient(as(SECOND)).send(read)).rejects.toThrow(/no resource-based policy allows/)
    const principal = { AWS: `arn:aws:iam::${SECOND}:root` }
    const statement = { Effect: 'Allow', Principal: principal, Action: ['ecr:BatchGetImage'] }
    repository.policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
    expect((await new ECRClient(as(SECOND)).send(read)).images).toHaveLength(1)
  })

  it('give out registry tokens of their own, which others refuse', async () => {
    sandbox.createRepository(EAST, 'app')
    sandbox.putImage(EAST, 'app', 'dev')
    const { authorizationData } = await new ECRClient(as(SECOND)).send(new GetAuthorizationTokenCommand({}))
    const authorization = `Basic ${authorizationData?.[0]?.authorizationToken ?? ''}`
    const url = `http://${sandbox.registries[EAST] ?? ''}/v2/app/manifests/dev`
    const answer = await fetch(url, { headers: { authorization } })
    expect([answer.status, await answer.text()]).toStrictEqual([
      403,
      expect.stringContaining('no resource-based policy allows the ecr:BatchGetImage action'),
    ])
  })

  it('keep each other out of their buckets', async () => {
    sandbox.createBucket(EAST, 'records')
    const put = new PutObjectCommand({ Bucket: 'records', Key: 'a', Body: '' })
    await expect(new S3Client(as(SECOND)).send(put)).rejects.toThrow(named('AccessDenied'))
  })

  it('end sessions when they are told to, or by their own time', async () => {
    const client = new ECRClient(as(SECOND))
    await client.send(new GetAuthorizationTokenCommand({}))
    sandbox.expireSessions()
    await expect(client.send(new GetAuthorizationTokenCommand({}))).rejects.toThrow(
      named('ExpiredTokenException'),
    )
  })

  it('have no roles of accounts that do not exist', async () => {
    await expect(
      new ECRClient(as('999999999999')).send(new GetAuthorizationTokenCommand({})),
    ).rejects.toThrow(/Not authorized to perform: sts:AssumeRole/)
  })
})
