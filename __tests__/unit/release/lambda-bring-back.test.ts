import { UpdateFunctionCodeCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { bringBackLambda } from '../../../shared/release/deploy/lambda/bring-back.ts'
import { toWayBack, type FormerFunction } from '../../../shared/release/deploy/lambda/way-back.ts'
import type { Pace, TargetOutcome } from '../../../shared/release/deploy/outcome.ts'
import { clientsOf, EAST, until, type Clients } from '../sandbox/clients.ts'
import { fakePorts, sandboxSession } from './fakes.ts'
import { requestOf, targetOf } from './lambda-request.ts'

const FunctionName = 'app'

let sandbox: Sandbox
let lambda: Clients['lambda']
let url: string
let former: FormerFunction
beforeEach(async () => {
  sandbox = await startSandbox({ rolloutMs: 2 })
  lambda = clientsOf(sandbox).lambda
  sandbox.createRepository(EAST, 'app')
  url = `${sandbox.registries[EAST] ?? ''}/app`
  const before = sandbox.putImage(EAST, 'app', [], { marker: 'before' }).digest
  const released = sandbox.putImage(EAST, 'app', [], { marker: 'after' }).digest
  const environment = { LEVEL: 'warn', OLD: 'value' }
  await sandbox.createFunction(EAST, {
    name: 'app',
    imageUri: `${url}@${before}`,
    alias: 'live',
    environment,
  })
  former = {
    image: `${url}@${before}`,
    released,
    tag: before,
    routing: { version: '1', weights: {} },
    environment: { set: { LEVEL: 'warn' }, remove: ['NEW'] },
    forgotten: [],
  }
  // What a release had done when it was killed.
  await settled(
    new UpdateFunctionConfigurationCommand({
      FunctionName,
      Environment: { Variables: { LEVEL: 'debug', OLD: 'value', NEW: '1' } },
    }),
  )
  await settled(new UpdateFunctionCodeCommand({ FunctionName, ImageUri: `${url}@${released}` }))
})
afterEach(async () => {
  await sandbox.stop()
})

async function settled(
  command: UpdateFunctionCodeCommand | UpdateFunctionConfigurationCommand,
): Promise<void> {
  if (command instanceof UpdateFunctionCodeCommand) await lambda.send(command)
  else await lambda.send(command)
  await until(() => {
    const { function: shown } = sandbox.fn(EAST, 'app')
    return Promise.resolve(JSON.stringify(shown).includes('"InProgress"') ? undefined : true)
  })
}

async function bringBack(
  alias: string | undefined,
  pace: Pace = 'wait',
  wayBack = toWayBack(former),
): Promise<TargetOutcome> {
  const { target, runs } = targetOf({ alias })
  const { ports } = fakePorts()
  const session = sandboxSession(sandbox)
  return await bringBackLambda(target, runs, wayBack, pace, { session, ports, request: requestOf() })
}

describe('bringing a function back in a later process', () => {
  it('takes image, tag and environment back, with what the former version knows of it', async () => {
    expect(await bringBack('live')).toMatchObject({ result: 'rolled-back', functionVersion: '1' })
    expect(sandbox.fn(EAST, 'app')).toMatchObject({
      image: former.image,
      environment: { LEVEL: 'warn', OLD: 'value' },
      tags: { IMAGE_SHA: former.tag },
    })
    expect(sandbox.fn(EAST, 'app').environment).not.toHaveProperty('NEW')
  })

  it('says which values nobody knows any more, after the image is back', async () => {
    const outcome = await bringBack(undefined, 'wait', toWayBack({ ...former, routing: undefined }))
    expect(outcome).toMatchObject({
      result: 'failed',
      reason: expect.stringMatching(/former image is back.*what LEVEL had before\. Set it by hand/) as string,
    })
    expect(sandbox.fn(EAST, 'app').image).toBe(former.image)
  })

  it('does nothing where it is back already', async () => {
    await bringBack('live')
    sandbox.requests.length = 0
    expect(await bringBack('live')).toMatchObject({ result: 'rolled-back' })
    const writes = sandbox.requests.filter(({ action }) => /^Update|^Publish/.test(action))
    expect(writes).toStrictEqual([])
  })

  it('only starts it where little time is left', async () => {
    const outcome = await bringBack('live', 'start')
    expect(outcome).toMatchObject({
      result: 'cancelled',
      accepted: true,
      reason: expect.stringMatching(
        /^The alias "live" is at version 1 again\. The function was told/,
      ) as string,
    })
    expect(sandbox.fn(EAST, 'app').image).toBe(former.image)
  })

  it('leaves it to the post step while Lambda is busy, but for the alias', async () => {
    sandbox.nextUpdate(EAST, 'app', 'stuck')
    const command = new UpdateFunctionCodeCommand({ FunctionName, ImageUri: `${url}@${former.released}` })
    await lambda.send(command)
    expect(await bringBack('live', 'start')).toMatchObject({
      result: 'cancelled',
      accepted: true,
      reason: expect.stringMatching(/post step of this job/) as string,
    })
  })

  it('leaves alone what someone else deployed since', async () => {
    const other = sandbox.putImage(EAST, 'app', [], { marker: 'other' })
    await settled(new UpdateFunctionCodeCommand({ FunctionName, ImageUri: other.uri }))
    expect(await bringBack('live')).toMatchObject({ result: 'superseded' })
    expect(sandbox.fn(EAST, 'app').image).toBe(other.uri)
  })

  it('says that it does not know what to bring back', async () => {
    expect(await bringBack('live', 'wait', {})).toMatchObject({
      result: 'failed',
      reason: 'It is not known what the function ran before.',
    })
  })

  it('says what stood in the way', async () => {
    sandbox.fail({
      service: 'lambda',
      action: 'UpdateFunctionCode',
      status: 403,
      code: 'AccessDeniedException',
    })
    expect(await bringBack('live')).toMatchObject({
      result: 'failed',
      accepted: true,
      reason: expect.stringMatching(
        /^It could not be brought back: AWS denied lambda:UpdateFunctionCode/,
      ) as string,
    })
  })
})
