import { Readable } from 'node:stream'
import {
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { fromTemporaryCredentials, fromWebToken } from '@aws-sdk/credential-providers'
import { getOctokit } from '@actions/github'
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { clientsOf, EAST } from './clients.ts'

const ROLE = 'arn:aws:iam::210987654321:role/deploy'

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ accounts: ['210987654321'] })
})
afterEach(async () => {
  await sandbox.stop()
})

async function oidcToken(audience: string): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '' } =
    sandbox.oidcEnv()
  const response = await fetch(`${url}&audience=${audience}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const answer: unknown = await response.json()
  if (typeof answer !== 'object' || answer === null || !('value' in answer)) throw new Error('no token came')
  return String(answer.value)
}

describe('roles', () => {
  const clientConfig = (): { region: string; endpoint: string } => ({
    region: EAST,
    endpoint: sandbox.endpoint,
  })

  it('are assumed with a token of the job, and calls are signed by the session', async () => {
    const credentials = await fromWebToken({
      roleArn: ROLE,
      roleSessionName: 'job',
      webIdentityToken: await oidcToken('sts.amazonaws.com'),
      clientConfig: clientConfig(),
    })()
    await new ECRClient({ ...clientConfig(), credentials }).send(new DescribeRepositoriesCommand({}))
    expect(
      sandbox.requests.map(({ service, action, authorization }) => [service, action, authorization]),
    ).toEqual([
      ['oidc', 'GetIdToken', 'bearer'],
      ['sts', 'AssumeRoleWithWebIdentity', 'none'],
      ['ecr', 'DescribeRepositories', 'sigv4'],
    ])
    expect(sandbox.requests.at(-1)?.accessKeyId).toBe(credentials.accessKeyId)
  })

  it('are refused to a token for someone else', async () => {
    const provider = fromWebToken({
      roleArn: ROLE,
      roleSessionName: 'job',
      webIdentityToken: await oidcToken('someone.else'),
      clientConfig: clientConfig(),
    })
    await expect(provider()).rejects.toThrow('Incorrect token audience')
  })

  it('are assumed by credentials at hand', async () => {
    const credentials = await fromTemporaryCredentials({
      params: { RoleArn: ROLE, RoleSessionName: 'job' },
      masterCredentials: { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'x' },
      clientConfig: clientConfig(),
    })()
    expect(credentials.accessKeyId).toMatch(/^ASIA/)
  })
})

describe('S3', () => {
  it('keeps what is put, streams too', async () => {
    sandbox.createBucket(EAST, 'records')
    const { s3 } = clientsOf(sandbox)
    const key = 'app/prod/2026 11.json'
    await s3.send(new PutObjectCommand({ Bucket: 'records', Key: key, Body: '{}' }))
    await s3.send(
      new PutObjectCommand({
        Bucket: 'records',
        Key: 'stream',
        Body: Readable.from([Buffer.from('abc')]),
        ContentLength: 3,
      }),
    )
    expect(sandbox.objects('records')['stream']?.toString()).toBe('abc')
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'records', Key: key }))
    expect(await Body?.transformToString()).toBe('{}')
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'records', Prefix: 'app/' }))
    expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([[key, 2]])
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'nope' }))).rejects.toThrow(
      expect.objectContaining({ name: 'NotFound' }),
    )
  })
})

describe('GitHub', () => {
  it('compares commits and keeps deployments with their statuses', async () => {
    const [first, second] = ['a'.repeat(40), 'b'.repeat(40)] as const
    sandbox.github.commits.push(
      { sha: first, message: 'One', author: 'ann' },
      { sha: second, message: 'Two', author: 'ben' },
    )
    const { rest } = getOctokit('token', { baseUrl: sandbox.env()['GITHUB_API_URL'] ?? '' })
    const repo = { owner: 'sandbox', repo: 'app' }
    const { data } = await rest.repos.compareCommitsWithBasehead({
      ...repo,
      basehead: `${first}...${second}`,
    })
    expect([data.status, data.commits.map(({ commit }) => commit.message)]).toEqual(['ahead', ['Two']])
    await rest.repos.createDeployment({ ...repo, ref: second, environment: 'prod' })
    await rest.repos.createDeploymentStatus({ ...repo, deployment_id: 1, state: 'success' })
    expect(sandbox.github.deployments).toMatchObject([
      { fields: { environment: 'prod' }, statuses: [{ state: 'success' }] },
    ])
  })

  it('answers 404 for what it does not know', async () => {
    const { rest } = getOctokit('token', { baseUrl: sandbox.env()['GITHUB_API_URL'] ?? '' })
    await expect(rest.repos.get({ owner: 'some', repo: 'other' })).rejects.toThrow('Not Found')
  })
})
