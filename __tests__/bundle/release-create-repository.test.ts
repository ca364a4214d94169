import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Repository } from '../../sandbox/ecr/store.ts'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const EAST = 'us-east-1'
const WEST = 'us-west-2'
const FILTERS = ['dev*', 'prod*'].map((filter) => ({ filterType: 'WILDCARD', filter }))
const LIFECYCLE = '{"rules":[{"rulePriority":1,"description":"keep 50"}]}'

let sandbox: Sandbox
let model: Repository
beforeEach(async () => {
  sandbox = await startSandbox({ regions: [EAST, WEST] })
  model = sandbox.createRepository(EAST, 'app', {
    mutability: 'IMMUTABLE_WITH_EXCLUSION',
    exclusionFilters: FILTERS,
    scanOnPush: true,
    encryption: { encryptionType: 'KMS', kmsKey: `arn:aws:kms:${EAST}:${sandbox.account}:key/1234` },
  })
  model.lifecyclePolicy = LIFECYCLE
  model.policy = policyOf(EAST, [
    { Sid: 'Other', Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' },
  ])
})
afterEach(async () => {
  await sandbox.stop()
})

/** What lets Lambda pull in a region, and more. */
function policyOf(region: string, more: readonly unknown[] = []): string {
  const condition = {
    StringLike: { 'aws:sourceArn': `arn:aws:lambda:${region}:${sandbox.account}:function:*` },
  }
  const lambda = {
    Sid: 'LambdaECRImageRetrievalPolicy',
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    Condition: condition,
  }
  return JSON.stringify({ Version: '2012-10-17', Statement: [...more, lambda] })
}

/** Releases the image of `dev` to `prod` in the other region; the sandbox's requests are then those that it made. */
async function release(inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  sandbox.requests.length = 0
  const all = {
    'ecr-image-url': `${sandbox.registries[EAST] ?? ''}/app`,
    'stage-name': 'prod',
    'previous-stage-name': 'dev',
    'stage-region': WEST,
    'regional-ecr-image-url': `${sandbox.registries[WEST] ?? ''}/app`,
    'create-repository': 'true',
    ...inputs,
  }
  return await runAction({ action: 'release', inputs: all, env: sandbox.env() })
}

const inWest = (action: string): readonly Readonly<Record<string, unknown>>[] =>
  sandbox.requests
    .filter((request) => request.region === WEST && request.action === action)
    .map(({ body }) => body)

describe('a repository that a region does not have', () => {
  it("is created like the image's own, before anything is copied to it", async () => {
    const { digest } = sandbox.putImage(EAST, 'app', 'dev', { platforms: ['linux/amd64', 'linux/arm64'] })
    const run = await release()
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'tagged', digest } })
    expect(sandbox.tags(WEST, 'app')).toStrictEqual({ prod: digest })
    expect(run.log).toContain('/app did not exist and is created.')

    expect(inWest('CreateRepository')).toStrictEqual([
      {
        repositoryName: 'app',
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: FILTERS,
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: { encryptionType: 'KMS' },
      },
    ])
    expect(inWest('SetRepositoryPolicy').map(({ policyText }) => policyText)).toStrictEqual([policyOf(WEST)])
    expect(inWest('PutLifecyclePolicy').map((body) => body['lifecyclePolicyText'])).toStrictEqual([LIFECYCLE])
    const order = sandbox.requests
      .filter(({ region, status }) => region === WEST && status < 300)
      .map(({ action }) => action)
    expect(order.indexOf('PutLifecyclePolicy')).toBeLessThan(order.indexOf('PutImage'))
    expect(run.log).toContain(`the key "aws/ecr" of ${WEST}`)
    expect(run.log).toContain('1 of its statements not')
  })

  it('is not created when the release cannot be', async () => {
    sandbox.putImage(EAST, 'app', 'dev')
    const run = await release({ 'cluster-arn': 'absent', 'service-name': 'app' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(run.annotations[0]?.message).toContain('no ECS cluster "absent"')
    expect(inWest('CreateRepository')).toStrictEqual([])
  })

  it('moves no tag at home when it cannot be created, and says what to allow', async () => {
    const { digest } = sandbox.putImage(EAST, 'app', 'dev')
    sandbox.fail({ service: 'ecr', action: 'CreateRepository', code: 'AccessDeniedException' })
    const run = await release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(run.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringMatching(/AWS denied ecr:CreateRepository .*Allow "ecr:CreateRepository"/),
    ])
    expect(sandbox.tags(EAST, 'app')).toStrictEqual({ dev: digest })
  })

  it('gets its policies from the next release, when this one breaks off before', async () => {
    const { digest } = sandbox.putImage(EAST, 'app', 'dev')
    sandbox.fail({ service: 'ecr', action: 'SetRepositoryPolicy', code: 'InvalidParameterException' })
    expect((await release()).exitCode).toBe(1)
    expect(sandbox.digests(WEST, 'app')).toStrictEqual([])
    sandbox.heal()
    expect(await release()).toMatchObject({ exitCode: 0, outputs: { digest } })
    expect(inWest('SetRepositoryPolicy').map(({ policyText }) => policyText)).toStrictEqual([policyOf(WEST)])
    expect(inWest('PutLifecyclePolicy')).toHaveLength(1)
  })

  it('is as good when another run creates it meanwhile', async () => {
    const { digest } = sandbox.putImage(EAST, 'app', 'dev')
    sandbox.fail({ service: 'ecr', action: 'CreateRepository', kind: 'lost-reply', times: 1 })
    expect(await release()).toMatchObject({ exitCode: 0, outputs: { digest } })
    expect(inWest('CreateRepository')).toHaveLength(2)
    expect(inWest('PutLifecyclePolicy')).toHaveLength(1)
  })

  it('is left as it is once it has an image', async () => {
    sandbox.putImage(EAST, 'app', 'dev')
    await release()
    expect((await release()).outputs['result']).toBe('unchanged')
    sandbox.putImage(EAST, 'app', 'dev', { marker: 'next' })
    expect((await release()).exitCode).toBe(0)
    for (const action of ['CreateRepository', 'SetRepositoryPolicy', 'PutLifecyclePolicy'])
      expect(inWest(action)).toStrictEqual([])
  })
})
