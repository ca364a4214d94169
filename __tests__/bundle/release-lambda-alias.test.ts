import {
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, startLambdaStage, type LambdaStage } from '../support/lambda-stage.ts'

const ALIAS = { 'lambda-alias': 'live' }
const FunctionName = 'app'

let stage: LambdaStage
beforeEach(async () => {
  stage = await startLambdaStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

/** Does something beside the release when it makes a call for the first time. */
function meanwhile(action: string, work: () => Promise<unknown>): void {
  const { sandbox } = stage
  let isDone = false
  sandbox.fail({
    service: 'lambda',
    action,
    kind: 'delay',
    milliseconds: 150,
    times: 1,
    when: () => {
      if (!isDone) setTimeout(() => void work(), 0)
      isDone = true
      return true
    },
  })
}

describe("releasing to a function's alias", () => {
  it('publishes a version, moves the alias to it, and writes nothing the second time', async () => {
    const { latest } = await stage.furnish()
    const run = await stage.release(ALIAS)
    expect(run.outputs).toMatchObject({ result: 'released', 'function-version': '2', deployed: 'true' })
    expect(stage.fn()).toMatchObject({
      aliases: { live: { version: '2', weights: {} } },
      versions: { '2': `${stage.url}@${latest}` },
      tags: { team: 'x', IMAGE_SHA: latest },
    })
    expect(stage.writes()).toStrictEqual([
      'UpdateFunctionCode',
      'PublishVersion',
      'UpdateAlias',
      'TagResource',
      'PutImage',
      'PutImage',
    ])
    const again = await stage.release(ALIAS)
    expect(again.outputs).toMatchObject({ result: 'unchanged', 'function-version': '2' })
    expect(stage.writes()).toStrictEqual([])
    expect(stage.sandbox.requests.filter(({ service }) => service === 'lambda')).toHaveLength(3)
  })

  it('says what it would do, and does nothing, in a plan', async () => {
    const { running, latest } = await stage.furnish()
    const run = await stage.release({ ...ALIAS, plan: 'true', 'environment-variables': 'LEVEL=secret\n-OLD' })
    expect(run.outputs['result']).toBe('planned')
    expect(stage.writes()).toStrictEqual([])
    expect(run.log + run.summary).not.toContain('secret')
    expect(latest).not.toBe(running)
  })

  it('creates the first alias of a function, and says so', async () => {
    await stage.furnish({ name: 'bare' })
    await stage.sandbox.createFunction(EAST, { name: 'app', imageUri: `${stage.url}:dev` })
    const run = await stage.release(ALIAS)
    expect(run.outputs).toMatchObject({ result: 'released', 'function-version': '1' })
    expect(run.log).toContain('The function has no alias yet; "live" is created.')
    expect(stage.fn().aliases).toStrictEqual({ live: { version: '1', weights: {} } })
  })

  it('does not create an alias beside others: it would be a slip of the pen', async () => {
    await stage.furnish()
    const run = await stage.release({ 'lambda-alias': 'life' })
    expect(run.annotations[0]?.message).toMatch(/has no alias "life"\. Its aliases: live\./)
    expect(stage.writes()).toStrictEqual([])
  })

  it('does not move the alias to a version that did not come up, and brings the code back', async () => {
    const { running } = await stage.furnish()
    stage.sandbox.nextVersion(EAST, 'app', { status: 'Failed', code: 'SubnetOutOfIPAddresses' })
    const run = await stage.release(ALIAS)
    expect(run.outputs['result']).toBe('rolled-back')
    expect(run.annotations[0]?.message).toMatch(
      /Lambda could not make version 2 ready: SubnetOutOfIPAddresses\. The subnets of the function have no address left/,
    )
    expect(stage.fn()).toMatchObject({
      image: `${stage.url}@${running}`,
      aliases: { live: { version: '1', weights: {} } },
      tags: { IMAGE_SHA: running },
    })
  })

  it('moves the alias back before the code when the release fails elsewhere', async () => {
    const { running } = await stage.furnish()
    stage.sandbox.fail({
      service: 'ecr',
      action: 'PutImage',
      status: 400,
      code: 'ImageTagAlreadyExistsException',
    })
    const run = await stage.release(ALIAS)
    expect(run.outputs['result']).toBe('rolled-back')
    const moves = stage.writes().filter((action) => /^Update|^Tag/.test(action))
    expect(moves).toStrictEqual([
      'UpdateFunctionCode',
      'UpdateAlias',
      'TagResource',
      'UpdateAlias',
      'UpdateFunctionCode',
      'TagResource',
    ])
    expect(stage.fn()).toMatchObject({
      image: `${stage.url}@${running}`,
      aliases: { live: { version: '1', weights: {} } },
      tags: { team: 'x', IMAGE_SHA: running },
    })
  })

  it.each(['UpdateFunctionCode', 'PublishVersion', 'UpdateAlias', 'TagResource'])(
    'converges when the answer to %s is lost',
    async (action) => {
      const { latest } = await stage.furnish()
      stage.sandbox.fail({ service: 'lambda', action, kind: 'lost-reply', times: 1 })
      const run = await stage.release(ALIAS)
      expect(run.outputs['result']).toBe('released')
      expect(stage.fn()).toMatchObject({
        image: `${stage.url}@${latest}`,
        aliases: { live: { version: '2', weights: {} } },
        tags: { IMAGE_SHA: latest },
      })
      expect(Object.keys(stage.fn().versions)).toStrictEqual(['1', '2'])
    },
  )

  it('finishes what a killed release left, and can still go back', async () => {
    const { running, latest } = await stage.furnish()
    await stage.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName, ImageUri: `${stage.url}@${latest}` }),
    )
    stage.sandbox.fail({ service: 'ecr', action: 'PutImage', status: 400, code: 'ServerException', times: 1 })
    const failed = await stage.release(ALIAS)
    expect(failed.outputs['result']).toBe('rolled-back')
    expect(stage.fn()).toMatchObject({
      image: `${stage.url}@${running}`,
      aliases: { live: { version: '1', weights: {} } },
    })
    const run = await stage.release(ALIAS)
    expect(run.outputs['result']).toBe('released')
    expect(stage.fn().aliases).toStrictEqual({ live: { version: '2', weights: {} } })
  })

  it('leaves a function alone that someone else updates at the same time', async () => {
    await stage.furnish()
    const other = stage.sandbox.putImage(EAST, 'app', [], { marker: 'other' })
    meanwhile('UpdateFunctionCode', () =>
      stage.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ImageUri: other.uri })),
    )
    const run = await stage.release(ALIAS)
    expect(run.outputs['result']).toBe('superseded')
    expect(run.annotations[0]?.message).toMatch(/Something else updated the function while it was released/)
    expect(stage.fn()).toMatchObject({ image: other.uri, aliases: { live: { version: '1' } } })
  })

  it('keeps what someone else configures at the same time', async () => {
    const { latest } = await stage.furnish()
    meanwhile('UpdateFunctionCode', () =>
      stage.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: 'by hand' })),
    )
    const run = await stage.release(ALIAS)
    expect(run.outputs['result']).toBe('released')
    expect(stage.fn()).toMatchObject({
      image: `${stage.url}@${latest}`,
      function: { Configuration: { Description: 'by hand' } },
    })
  })

  it('leaves an alias alone that someone else moves at the same time', async () => {
    await stage.furnish()
    meanwhile('UpdateAlias', async () => {
      await stage.lambda.send(new PublishVersionCommand({ FunctionName }))
      await stage.lambda.send(
        new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '$LATEST' }),
      )
    })
    const run = await stage.release(ALIAS)
    expect(run.outputs['result']).toBe('superseded')
    expect(run.annotations[0]?.message).toMatch(/moved the alias "live" while it was released/)
    expect(stage.fn().aliases['live']?.version).toBe('$LATEST')
  })

  it('takes an alias that points to $LATEST to a version', async () => {
    await stage.furnish()
    await stage.lambda.send(
      new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '$LATEST' }),
    )
    const run = await stage.release(ALIAS)
    expect(run.outputs['result']).toBe('released')
    expect(run.log).toContain('points to $LATEST; from now on it points to a version')
    expect(stage.fn().aliases['live']?.version).toBe('2')
  })

  it('keeps ImageConfig, and wakes a function that is inactive', async () => {
    const imageConfig = { Command: ['app.handler'], WorkingDirectory: '/app' }
    await stage.furnish({ imageConfig, state: 'Inactive' })
    const run = await stage.release(ALIAS)
    expect(run.outputs['result']).toBe('released')
    expect(run.log).toContain('The function is inactive: nobody')
    expect(stage.fn().function).toMatchObject({
      Configuration: { ImageConfigResponse: { ImageConfig: imageConfig }, State: 'Active' },
    })
  })

  it('mends a function whose image is gone', async () => {
    await stage.furnish({ state: 'Failed' })
    const run = await stage.release(ALIAS)
    expect(run.outputs['result']).toBe('released')
    expect(run.log).toContain('The last update of the function failed (ImageDeleted).')
  })

  it('refuses an image of another architecture, before anything is written', async () => {
    await stage.furnish({ architecture: 'arm64' })
    const run = await stage.release(ALIAS)
    expect(run.annotations[0]?.message).toMatch(/runs on arm64, and the image sha256:\w+ is for linux\/amd64/)
    expect(stage.writes()).toStrictEqual([])
  })
})
