import { DeleteServiceCommand } from '@aws-sdk/client-ecs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { awsSide } from '../support/aws-side.ts'
import { registerOutside, updateOutside } from '../support/definitions.ts'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

const ARN = 'arn:aws:ecs:us-east-1:123456789012'

describe('a service that cannot be released to', () => {
  const inactive = async (): Promise<void> => {
    const { ecs } = awsSide(stage.sandbox.endpoint, '')
    await ecs.send(new DeleteServiceCommand({ cluster: 'dev', service: 'app' }))
  }
  const external = (): void => {
    const containers = { app: `${stage.url}:dev` }
    stage.sandbox.createService(EAST, { cluster: 'dev', service: 'app', controller: 'EXTERNAL', containers })
  }
  const nothing = (): void => undefined

  it.each<[string, () => void | Promise<void>, Record<string, string>, RegExp]>([
    ['is deleted', inactive, {}, /is INACTIVE, not ACTIVE.*Create it again/],
    [
      'is deployed by something else',
      external,
      {},
      /is deployed by EXTERNAL: something else makes its task sets.*give it the deployment controller ECS/,
    ],
    [
      'is in another cluster than the one that is named',
      nothing,
      { 'cluster-arn': 'prod', 'service-name': `${ARN}:service/dev/app` },
      /the cluster "prod", and the ARN in "service-name" the cluster "dev"/,
    ],
    [
      'would run a revision that does not exist',
      nothing,
      { 'task-definition': `${ARN}:task-definition/app:99` },
      /There is no task definition arn:\S+app:99 in us-east-1/,
    ],
  ])('%s', async (_, arrange, inputs, message) => {
    stage.furnish()
    await arrange()
    const run = await stage.release(inputs)
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(run.annotations[0]?.message).toMatch(message)
    expect(stage.writes()).toStrictEqual([])
  })
})

describe('the platform of the image', () => {
  const containerDefinitions = [{ name: 'app', image: 'public.ecr.aws/x/y:1' }]
  const ARM = { runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' } }

  it.each([
    [
      'a single one of another architecture',
      { architecture: 'arm64' },
      {},
      /made for linux\/arm64, and the task definition \S+ runs on linux\/amd64 \(it has no runtimePlatform, so Fargate takes X86_64\).*"platforms: linux\/amd64" in build-action, or set its cpuArchitecture to ARM64/,
    ],
    [
      'an index without the architecture',
      { platforms: ['linux/amd64', 'linux/arm'] },
      ARM,
      /made for linux\/amd64, linux\/arm, and the task definition \S+ runs on linux\/arm64 \(its runtimePlatform is LINUX ARM64\)/,
    ],
    [
      'a Linux image for Windows',
      {},
      { runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE', cpuArchitecture: 'X86_64' } },
      /runs on windows\/amd64.*Build the image for Windows/,
    ],
  ])('is refused before any write: %s', async (_, image, definition, message) => {
    stage.furnish()
    stage.sandbox.putImage(EAST, 'app', ['latest'], image)
    const taskDefinition = { containerDefinitions, ...definition }
    stage.sandbox.createService(EAST, { cluster: 'dev', service: 'app', taskDefinition })
    const run = await stage.release()
    expect(run.annotations[0]?.message).toMatch(message)
    expect(stage.writes()).toStrictEqual([])
  })

  const provider = (capacityProvider: string): object => ({
    capacityProviderStrategy: [{ capacityProvider }],
  })

  it.each([
    ['an index with it', { platforms: ['linux/amd64', 'linux/arm64'] }, ARM, { launchType: 'FARGATE' }],
    ['instances of which nothing is known', { architecture: 'arm64' }, {}, { launchType: 'EC2' }],
    ['a capacity provider', { architecture: 'arm64' }, {}, provider('graviton')],
    ['a daemon', { architecture: 'arm64' }, {}, { launchType: 'EC2', schedulingStrategy: 'DAEMON' }],
    ['instances outside AWS', { architecture: 'arm64' }, {}, { launchType: 'EXTERNAL' }],
    ['what is asked for on Spot', { architecture: 'arm64' }, ARM, provider('FARGATE_SPOT')],
  ])('is taken: %s', async (_, image, definition, fields) => {
    stage.furnish()
    stage.sandbox.putImage(EAST, 'app', ['latest'], image)
    const taskDefinition = { containerDefinitions, ...definition }
    stage.sandbox.createService(EAST, {
      cluster: 'dev',
      service: 'app',
      taskDefinition,
      fields: { ...fields },
    })
    expect((await stage.release()).outputs['result']).toBe('released')
  })
})

describe('what is said of a service', () => {
  it("is a drift from the stage's tag, and it is deployed again", async () => {
    const { latest } = stage.furnish()
    await stage.release()
    const other = stage.sandbox.putImage(EAST, 'app', [], { marker: 'by hand' }).digest
    const drifted = await registerOutside(stage.sandbox, {
      family: 'app',
      containerDefinitions: [{ name: 'app', image: `${stage.url}@${other}`, memory: 128 }],
    })
    await updateOutside(stage.sandbox, 'app', drifted)
    await expect
      .poll(() => JSON.stringify(stage.sandbox.service(EAST, 'dev', 'app').service['deployments']))
      .toMatch(/^\[\{[^{}]*"rolloutState":"COMPLETED"[^{}]*\}\]$/)
    const run = await stage.release()
    expect(run.log).toContain(`It runs ${other}, and the tag "dev" names ${latest}.`)
    expect(run.outputs).toMatchObject({ result: 'released', deployed: 'true' })
    expect(stage.imageOf('app')).toBe(`${stage.url}@${latest}`)
  })

  it('is a circuit breaker that is off', async () => {
    const { running } = stage.furnish()
    stage.sandbox.createService(EAST, {
      cluster: 'dev',
      service: 'app',
      containers: { app: `${stage.url}@${running}` },
      fields: { deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } } },
    })
    const run = await stage.release({ plan: 'true' })
    expect(run.log).toContain('Its deployment circuit breaker is off')
  })
})

describe('a denial whose cause is another action', () => {
  it.each([
    [
      'RegisterTaskDefinition',
      'User: arn:aws:sts::123456789012:assumed-role/ci/x is not authorized to perform: ecs:TagResource on resource: arn:aws:ecs:us-east-1:123456789012:task-definition/app:* because no identity-based policy allows the ecs:TagResource action',
      /AWS denied ecs:TagResource on arn:\S+task-definition\/app:\* in us-east-1.*Registering a task definition that has tags needs it/,
    ],
    [
      'RegisterTaskDefinition',
      'User: arn:aws:sts::123456789012:assumed-role/ci/x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/execution because no identity-based policy allows the iam:PassRole action',
      /AWS denied iam:PassRole on arn:aws:iam::123456789012:role\/execution.*those of the task definition \(task role, execution role\)/,
    ],
    [
      'UpdateService',
      'User: arn:aws:sts::123456789012:assumed-role/ci/x is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:us-east-1:123456789012:service/dev/app because no identity-based policy allows the ecs:UpdateService action',
      /AWS denied ecs:UpdateService on arn:\S+service\/dev\/app/,
    ],
  ])('%s: %s', async (action, message, expected) => {
    stage.furnish()
    stage.sandbox.fail({ service: 'ecs', action, status: 400, code: 'AccessDeniedException', message })
    const run = await stage.release()
    expect(run.outputs['result']).toBe('failed')
    expect(run.annotations[0]?.message).toMatch(expected)
    expect(stage.writes().filter((each) => each === 'PutImage')).toStrictEqual([])
  })
})

describe('the calls of a release', () => {
  const calls = (): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const { service, action } of stage.sandbox.requests) {
      const call = `${service}:${action}`
      counts[call] = (counts[call] ?? 0) + 1
    }
    return counts
  }

  // Each call with its reason, and how often it may be made.
  const LOOK: Readonly<Record<string, readonly [most: number, reason: string]>> = {
    'ecr:BatchGetImage': [1, 'what the source and the stage name, in one read'],
    'ecr:DescribeImages': [1, 'the tags of both images, which name their commits'],
    'ecs:DescribeServices': [1, 'the service: its state, its controller, its deployments'],
    'ecs:DescribeTaskDefinition': [
      2,
      'what it runs, and the newest of its family: made outside, or left by a kill',
    ],
  }
  const DEPLOY: typeof LOOK = {
    ...LOOK,
    'ecr:BatchGetImage': [2, 'what both name; and at the end that the tags are where they were put'],
    'ecr:DescribeRepositories': [1, 'whether the tag may move'],
    'ecr:GetDownloadUrlForLayer': [1, 'where the configuration of a single-platform image is'],
    'blob:GetObject': [1, 'its platform, which has to be that of the tasks'],
    'ecs:RegisterTaskDefinition': [1, 'the clone'],
    'ecs:UpdateService': [1, 'the deployment'],
    'ecs:ListServiceDeployments': [3, 'which service deployment is this one; the list lags'],
    'ecs:DescribeServiceRevisions': [3, 'whose revision runs our task definition, and by which digest'],
    'ecs:DescribeServiceDeployments': [5, 'how it goes, until it is over'],
    'ecr:PutImage': [2, 'the outgoing image as dev-previous, and the tag dev'],
  }

  it('are fewer than ten where nothing changes, and each has its reason', async () => {
    stage.furnish()
    await stage.release()
    const deployed = calls()
    const again = await stage.release()
    expect(again.outputs['result']).toBe('unchanged')
    for (const [made, reasons] of [
      [deployed, DEPLOY],
      [calls(), LOOK],
    ] as const) {
      expect(Object.keys(made).toSorted()).toStrictEqual(Object.keys(reasons).toSorted())
      for (const [call, count] of Object.entries(made))
        expect(count, call).toBeLessThanOrEqual(reasons[call]?.[0] ?? 0)
    }
    expect(stage.sandbox.requests.length).toBeLessThan(10)
  })
})
