import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import type { Repository as Made } from '../../../sandbox/ecr/store.ts'
import { explainAwsErrors } from '../../../shared/aws/errors.ts'
import type { AwsSession } from '../../../shared/aws/session.ts'
import { createRepositoryLike } from '../../../shared/registry/create-repository.ts'
import type { Repository } from '../../../shared/registry/reference.ts'
import type { Log } from '../../../shared/runner/log.ts'

const EAST = 'us-east-1'
const WEST = 'us-west-2'
const LIFECYCLE = '{"rules":[{"rulePriority":1}]}'
const policyOf = (region: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Lambda',
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Condition: { StringLike: { 'aws:SourceArn': `arn:aws:lambda:${region}:1:function:*` } },
      },
    ],
  })

let sandbox: Sandbox
let model: Made
let said: string[]
beforeEach(async () => {
  said = []
  sandbox = await startSandbox({ regions: [EAST, WEST] })
  model = sandbox.createRepository(EAST, 'app', { mutability: 'IMMUTABLE', scanOnPush: true })
  model.lifecyclePolicy = LIFECYCLE
  model.policy = policyOf(EAST)
})
afterEach(async () => {
  await sandbox.stop()
})

const at = (region: string): Repository => {
  const host = sandbox.registries[region] ?? ''
  return { host, name: 'app', url: `${host}/app`, account: undefined, region }
}

function session(): AwsSession {
  return {
    role: undefined,
    client: (service, region) => {
      const credentials = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'secret' }
      const settings = { endpoint: sandbox.endpoint, region, maxAttempts: 1, requestHandler: {} }
      const client = new service({ ...settings, credentials: () => Promise.resolve(credentials) })
      explainAwsErrors(client.middlewareStack, region)
      return client
    },
  }
}

const note =
  (level: string) =>
  (text: string): void => {
    said.push(`${level}: ${text}`)
  }
const log: Log = {
  info: note('info'),
  debug: note('debug'),
  notice: note('notice'),
  warning: note('warning'),
  group: async (_, work) => await work(),
}

const create = async (): Promise<void> => {
  await createRepositoryLike(
    { repository: at(EAST), session: session() },
    { repository: at(WEST), session: session() },
    log,
  )
}
const calls = (): readonly string[] =>
  sandbox.requests.filter(({ region }) => region === WEST).map(({ action }) => action)
/** One that exists already, with settings of its own. */
const made = (): Made => sandbox.createRepository(WEST, 'app')

describe('createRepositoryLike', () => {
  it('creates it, lets Lambda pull, and gives it the lifecycle, in that order', async () => {
    await create()
    expect(calls()).toStrictEqual(['CreateRepository', 'SetRepositoryPolicy', 'PutLifecyclePolicy'])
    const [created, allowed, lifecycle] = sandbox.requests.filter(({ region }) => region === WEST)
    expect(created?.body).toMatchObject({
      repositoryName: 'app',
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' },
    })
    expect(allowed?.body['policyText']).toBe(policyOf(WEST))
    expect(lifecycle?.body['lifecyclePolicyText']).toBe(LIFECYCLE)
    expect(said).toStrictEqual([`info: The repository ${at(WEST).url} did not exist and is created.`])
  })

  it('asks for no policy where the model has none', async () => {
    model.policy = undefined
    model.lifecyclePolicy = undefined
    await create()
    expect(calls()).toStrictEqual(['CreateRepository'])
    expect(said).toHaveLength(1)
  })

  it('is content with one that has an image, and changes nothing of it', async () => {
    const there = made()
    sandbox.putImage(WEST, 'app')
    await create()
    expect(calls()).toStrictEqual(['CreateRepository', 'DescribeImages'])
    expect(there).toMatchObject({ policy: undefined, lifecyclePolicy: undefined, mutability: 'MUTABLE' })
    expect(said).toStrictEqual([])
  })

  it.each([['SetRepositoryPolicy'], ['PutLifecyclePolicy']])(
    'ends what a run began that broke off at %s',
    async (action) => {
      sandbox.fail({ service: 'ecr', action, region: WEST, kind: 'reset' })
      await expect(create()).rejects.toThrow(action)
      sandbox.heal()
      await create()
      const set = sandbox.requests.filter(({ status }) => status === 200)
      expect(set.findLast((call) => call.action === 'SetRepositoryPolicy')?.body['policyText']).toBe(
        policyOf(WEST),
      )
      expect(set.findLast((call) => call.action === 'PutLifecyclePolicy')?.body).toMatchObject({
        lifecyclePolicyText: LIFECYCLE,
      })
      const { length } = sandbox.requests
      await create()
      expect(sandbox.requests.slice(length).map((call) => call.action)).not.toContain(action)
    },
  )

  it('does not replace a policy that an empty repository has, or that cannot be read', async () => {
    const there = made()
    there.policy = 'its own'
    sandbox.fail({
      service: 'ecr',
      action: 'GetLifecyclePolicy',
      region: WEST,
      code: 'AccessDeniedException',
    })
    await create()
    expect(there).toMatchObject({ policy: 'its own', lifecyclePolicy: undefined })
  })

  it('says what cannot be read of the model, and creates it without', async () => {
    for (const action of ['DescribeRepositories', 'GetLifecyclePolicy', 'GetRepositoryPolicy'])
      sandbox.fail({ service: 'ecr', action, region: EAST, code: 'AccessDeniedException' })
    await create()
    expect(calls()).toStrictEqual(['CreateRepository'])
    expect(said.filter((text) => text.startsWith('notice: ')).sort()).toStrictEqual([
      expect.stringMatching(/^notice: Mutability, scanning .* AWS denied ecr:DescribeRepositories/),
      expect.stringMatching(/^notice: The lifecycle policy .* AWS denied ecr:GetLifecyclePolicy/),
      expect.stringMatching(/^notice: The repository policy .* AWS denied ecr:GetRepositoryPolicy/),
    ])
  })

  it('warns of a policy that it may not set, and goes on', async () => {
    sandbox.fail({ service: 'ecr', action: 'SetRepositoryPolicy', code: 'AccessDeniedException' })
    await create()
    expect(calls()).toStrictEqual(['CreateRepository', 'SetRepositoryPolicy', 'PutLifecyclePolicy'])
    expect(said).toContainEqual(
      expect.stringMatching(/^warning: .* does not let Lambda pull, as .*AWS denied ecr:SetRepositoryPolicy/),
    )
  })

  it('ends where it may not be created', async () => {
    sandbox.fail({ service: 'ecr', action: 'CreateRepository', code: 'AccessDeniedException' })
    await expect(create()).rejects.toThrow('AWS denied ecr:CreateRepository')
    expect(calls()).toStrictEqual(['CreateRepository'])
  })
})
