import {
  CreateAliasCommand,
  GetAliasCommand,
  GetFunctionCommand,
  PublishVersionCommand,
  TagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { clientsOf, EAST, until, WEST, type Clients } from './clients.ts'

let sandbox: Sandbox
let lambda: Clients['lambda']
let image: string
let next: string
beforeEach(async () => {
  sandbox = await startSandbox()
  lambda = clientsOf(sandbox).lambda
  sandbox.createRepository(EAST, 'app')
  const former = sandbox.putImage(EAST, 'app', 'former', { marker: 'former' })
  next = sandbox.putImage(EAST, 'app', 'next', { marker: 'next' }).digest
  image = `${sandbox.registries[EAST] ?? ''}/app`
  await sandbox.createFunction(EAST, { name: 'app', imageUri: former.uri, tags: { team: 'x' } })
})
afterEach(async () => {
  await sandbox.stop()
})

async function settled(): Promise<string> {
  return await until(async () => {
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: 'app' }))
    return Configuration?.LastUpdateStatus === 'InProgress' ? undefined : Configuration?.LastUpdateStatus
  })
}

const update = (ImageUri: string): UpdateFunctionCodeCommand =>
  new UpdateFunctionCodeCommand({ FunctionName: 'app', ImageUri })

describe("an update of a function's code", () => {
  it('is in progress, then successful, by digest; tags stay', async () => {
    const { LastUpdateStatus } = await lambda.send(update(`${image}:next`))
    expect(LastUpdateStatus).toBe('InProgress')
    expect(await settled()).toBe('Successful')
    const { Code, Tags } = await lambda.send(new GetFunctionCommand({ FunctionName: 'app' }))
    expect(Code).toMatchObject({ ImageUri: `${image}:next`, ResolvedImageUri: `${image}@${next}` })
    expect(Tags).toStrictEqual({ team: 'x' })
  })

  it('lets nothing else be written meanwhile, tags included', async () => {
    const { FunctionArn } = await lambda.send(update(`${image}:next`))
    const conflict = { name: 'ResourceConflictException', $metadata: { httpStatusCode: 409 } }
    await expect(lambda.send(update(`${image}:next`))).rejects.toMatchObject(conflict)
    const tag = new TagResourceCommand({ Resource: FunctionArn, Tags: { a: 'b' } })
    await expect(lambda.send(tag)).rejects.toMatchObject(conflict)
    await settled()
    await lambda.send(tag)
    expect(sandbox.fn(EAST, 'app').tags).toStrictEqual({ team: 'x', a: 'b' })
  })

  it('fails as it is told to', async () => {
    sandbox.nextUpdate(EAST, 'app', { status: 'Failed', code: 'ImageAccessDenied', reason: 'no' })
    await lambda.send(update(`${image}:next`))
    expect(await settled()).toBe('Failed')
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: 'app' }))
    expect(Configuration?.LastUpdateStatusReasonCode).toBe('ImageAccessDenied')
  })

  it('changes nothing in a dry run', async () => {
    const { image: resolved } = sandbox.fn(EAST, 'app')
    await lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'app', ImageUri: `${image}:next`, DryRun: true }),
    )
    expect(sandbox.fn(EAST, 'app').image).toBe(resolved)
  })

  it('refuses an index, another region, an image that is not there, and a Zip function', async () => {
    sandbox.putImage(EAST, 'app', 'index', { platforms: ['linux/amd64', 'linux/arm64'] })
    sandbox.createRepository(WEST, 'app')
    sandbox.putImage(WEST, 'app', 'next', {})
    await expect(lambda.send(update(`${image}:index`))).rejects.toThrow(/media type for the source image/)
    await expect(lambda.send(update(`${sandbox.registries[WEST] ?? ''}/app:next`))).rejects.toThrow(
      /not valid/,
    )
    await expect(lambda.send(update(`${image}:absent`))).rejects.toThrow(/does not exist/)
    await sandbox.createFunction(EAST, { name: 'zip', packageType: 'Zip' })
    const zip = new UpdateFunctionCodeCommand({ FunctionName: 'zip', ImageUri: `${image}:next` })
    await expect(lambda.send(zip)).rejects.toThrow(/don't provide ImageUri/)
  })

  it('guards by revision id, which changes again when the update settles', async () => {
    const { RevisionId } = await lambda.send(update(`${image}:next`))
    await settled()
    const stale = new PublishVersionCommand({ FunctionName: 'app', RevisionId })
    await expect(lambda.send(stale)).rejects.toMatchObject({ name: 'PreconditionFailedException' })
  })
})

describe('a function that is not active', () => {
  it('is woken by an update', async () => {
    await sandbox.createFunction(EAST, { name: 'idle', imageUri: `${image}:former`, state: 'Inactive' })
    const get = new GetFunctionCommand({ FunctionName: 'idle' })
    expect((await lambda.send(get)).Configuration).toMatchObject({
      State: 'Inactive',
      StateReasonCode: 'Idle',
    })
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'idle', ImageUri: `${image}:next` }))
    expect((await lambda.send(get)).Configuration?.State).toBe('Pending')
    const state = await until(async () => {
      const { Configuration } = await lambda.send(get)
      return Configuration?.State === 'Pending' ? undefined : Configuration?.State
    })
    expect(state).toBe('Active')
  })

  it('shows why its variables cannot be read, and ImageConfig as AWS does', async () => {
    await sandbox.createFunction(EAST, {
      name: 'kept',
      environment: { A: '1' },
      isEncrypted: true,
      imageConfig: { Command: ['x'] },
    })
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: 'kept' }))
    expect(Configuration).toMatchObject({
      Environment: { Error: { ErrorCode: 'AccessDeniedException' } },
      ImageConfigResponse: { ImageConfig: { Command: ['x'] } },
    })
    expect(Configuration?.Environment?.Variables).toBeUndefined()
  })
})

describe('versions and aliases', () => {
  it('come up, or fail as they are told to', async () => {
    sandbox.nextVersion(EAST, 'app', { status: 'Failed', code: 'SubnetOutOfIPAddresses' })
    const { Version, State } = await lambda.send(new PublishVersionCommand({ FunctionName: 'app' }))
    expect(State).toBe('Pending')
    const get = new GetFunctionCommand({ FunctionName: 'app', Qualifier: Version })
    const failed = await until(async () => {
      const { Configuration } = await lambda.send(get)
      return Configuration?.State === 'Pending' ? undefined : Configuration
    })
    expect(failed).toMatchObject({ State: 'Failed', StateReasonCode: 'SubnetOutOfIPAddresses' })
  })

  it('refuse a weight that is no share', async () => {
    await sandbox.createFunction(EAST, { name: 'two', imageUri: `${image}:former`, alias: 'live' })
    const weigh = (weight: number): UpdateAliasCommand =>
      new UpdateAliasCommand({
        FunctionName: 'two',
        Name: 'live',
        RoutingConfig: { AdditionalVersionWeights: { '1': weight } },
      })
    await expect(lambda.send(weigh(10))).rejects.toMatchObject({ name: 'InvalidParameterValueException' })
    await expect(lambda.send(weigh(0.1))).resolves.toBeDefined()
  })

  it('publishes once for the same code, and weighs one more version', async () => {
    const publish = new PublishVersionCommand({ FunctionName: 'app' })
    expect((await lambda.send(publish)).Version).toBe('1')
    expect((await lambda.send(publish)).Version).toBe('1')
    await lambda.send(new CreateAliasCommand({ FunctionName: 'app', Name: 'live', FunctionVersion: '1' }))
    await lambda.send(update(`${image}:next`))
    await settled()
    expect((await lambda.send(publish)).Version).toBe('2')
    const alias = { FunctionName: 'app', Name: 'live' }
    await lambda.send(
      new UpdateAliasCommand({ ...alias, RoutingConfig: { AdditionalVersionWeights: { '2': 0.1 } } }),
    )
    expect(
      (await lambda.send(new GetAliasCommand(alias))).RoutingConfig?.AdditionalVersionWeights,
    ).toStrictEqual({
      '2': 0.1,
    })
    await lambda.send(
      new UpdateAliasCommand({
        ...alias,
        FunctionVersion: '2',
        RoutingConfig: { AdditionalVersionWeights: {} },
      }),
    )
    expect(sandbox.fn(EAST, 'app').aliases).toStrictEqual({ live: { version: '2', weights: {} } })
    const byAlias = await lambda.send(new GetFunctionCommand({ FunctionName: 'app', Qualifier: 'live' }))
    expect(byAlias.Configuration?.Version).toBe('2')
  })

  it('finds a function by its ARN in its own region alone', async () => {
    const { FunctionArn } =
      (await lambda.send(new GetFunctionCommand({ FunctionName: 'app' }))).Configuration ?? {}
    const get = new GetFunctionCommand({ FunctionName: FunctionArn })
    expect((await lambda.send(get)).Configuration?.FunctionName).toBe('app')
    await expect(clientsOf(sandbox, WEST).lambda.send(get)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
