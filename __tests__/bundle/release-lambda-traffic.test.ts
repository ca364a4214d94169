import { PublishVersionCommand, UpdateAliasCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAppAddress } from '../support/app-address.ts'
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

/** Where the alias was moved, in order. */
function moves(): unknown[] {
  return stage.sandbox.requests
    .filter(({ action }) => action === 'UpdateAlias')
    .map(({ body }) => [body['FunctionVersion'], body['RoutingConfig']])
}

const to = (version: string, weights: Record<string, number> = {}): unknown => [
  version,
  { AdditionalVersionWeights: weights },
]

describe("shifting an alias's traffic", () => {
  it('goes step by step, and says so', async () => {
    const { latest } = await stage.furnish()
    const run = await stage.release({ ...ALIAS, 'lambda-traffic': '10:0.01,50:0.01,100' })
    expect(run.outputs).toMatchObject({ result: 'released', 'function-version': '2' })
    expect(moves()).toStrictEqual([to('1', { '2': 0.1 }), to('1', { '2': 0.5 }), to('2')])
    expect(run.log).toContain('version 2 gets 10 % of the alias "live", for 0.6 s')
    expect(run.log).toContain('version 2 gets 100 % of the alias "live"')
    expect(stage.fn()).toMatchObject({
      aliases: { live: { version: '2', weights: {} } },
      tags: { IMAGE_SHA: latest },
    })
  })

  it('stays where the list ends, and goes on from there with the next release', async () => {
    const { latest } = await stage.furnish()
    const first = await stage.release({ ...ALIAS, 'lambda-traffic': '10' })
    expect(first.outputs['result']).toBe('released')
    expect(first.log + first.summary).toMatch(
      /Version 2 gets 10 % of the alias "live"; the next release completes or replaces that/,
    )
    expect(stage.fn().aliases).toStrictEqual({ live: { version: '1', weights: { '2': 0.1 } } })
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(latest)

    const again = await stage.release({ ...ALIAS, 'lambda-traffic': '10' })
    expect(again.outputs['result']).toBe('unchanged')
    expect(stage.writes()).toStrictEqual([])

    const whole = await stage.release({ ...ALIAS, 'lambda-traffic': '10:0.01,100' })
    expect(whole.outputs['result']).toBe('released')
    expect(whole.log).toContain('the release goes on from there')
    expect(moves()).toStrictEqual([to('2')])
    expect(Object.keys(stage.fn().versions)).toStrictEqual(['1', '2'])
  })

  it('replaces a shift of another image that was not seen through, and says so', async () => {
    await stage.furnish()
    await stage.release({ ...ALIAS, 'lambda-traffic': '10' })
    stage.sandbox.putImage(EAST, 'app', ['latest'], { marker: 'newer' })
    const run = await stage.release({ ...ALIAS, 'lambda-traffic': '20:0,100' })
    expect(run.outputs['result']).toBe('released')
    expect(run.log).toContain('The alias "live" has 10 % to version 2; the release replaces that.')
    expect(moves()).toStrictEqual([to('1', { '3': 0.2 }), to('3')])
  })

  it('goes back at once when an alarm goes off, and brings the code back', async () => {
    const { running } = await stage.furnish()
    stage.sandbox.setAlarm(EAST, 'errors', 'ALARM', { reason: 'Threshold Crossed', afterAsks: 2 })
    const run = await stage.release({ ...ALIAS, 'lambda-traffic': '10:0.01,100', alarms: 'errors' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(
      /The alarm "errors" went off while the release was deployed\. Version 2 had 10 % of the alias "live"\./,
    )
    expect(moves()).toStrictEqual([to('1', { '2': 0.1 }), to('1')])
    expect(stage.fn()).toMatchObject({
      image: `${stage.url}@${running}`,
      aliases: { live: { version: '1', weights: {} } },
      tags: { IMAGE_SHA: running },
    })
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('goes back when the health check fails between two steps, and asks it in between', async () => {
    const { running } = await stage.furnish()
    // It answers as long as the former version has all of the traffic.
    const app = await openAppAddress(() =>
      stage.fn().aliases['live']?.weights['2'] === undefined ? 200 : 500,
    )
    try {
      const run = await stage.release({
        ...ALIAS,
        'lambda-traffic': '10,100',
        'health-check-url': app.url,
        'health-check-minutes': '0.02',
      })
      expect(run.outputs['result']).toBe('rolled-back')
      expect(run.annotations[0]?.message).toMatch(
        /did not pass within 1\.2 s: at the end it answered 500 .*Version 2 had 10 % of the alias "live"/,
      )
      expect(moves()).toStrictEqual([to('1', { '2': 0.1 }), to('1')])
      expect(stage.fn().image).toBe(`${stage.url}@${running}`)
    } finally {
      app.close()
    }
  })

  it('stays where it is when an alarm goes off and nothing is to be rolled back', async () => {
    await stage.furnish()
    stage.sandbox.setAlarm(EAST, 'errors', 'ALARM', { afterAsks: 1 })
    const run = await stage.release({
      ...ALIAS,
      'lambda-traffic': '10:0.01,100',
      alarms: 'errors',
      'rollback-on-failure': 'false',
    })
    expect(run.outputs['result']).toBe('failed')
    expect(stage.fn().aliases).toStrictEqual({ live: { version: '1', weights: { '2': 0.1 } } })
  })

  it('goes back when the job is cancelled during a step and that is wanted', async () => {
    const { running } = await stage.furnish()
    const run = await stage.release(
      { ...ALIAS, 'lambda-traffic': '10:5,100', 'on-cancel': 'rollback' },
      { signals: [{ signal: 'SIGINT', at: /gets 10 % of the alias/ }] },
    )
    expect(run.outputs['result']).toBe('cancelled')
    expect(stage.fn()).toMatchObject({
      image: `${stage.url}@${running}`,
      aliases: { live: { version: '1', weights: {} } },
    })
    expect(run.milliseconds).toBeLessThan(5_000)
  })

  it('stays as it is when the job is cancelled, and goes on when it is run again', async () => {
    await stage.furnish()
    const cancelled = await stage.release(
      { ...ALIAS, 'lambda-traffic': '10:5,100' },
      { signals: [{ signal: 'SIGINT', at: /gets 10 % of the alias/ }] },
    )
    expect(cancelled.outputs['result']).toBe('cancelled')
    expect(stage.fn().aliases).toStrictEqual({ live: { version: '1', weights: { '2': 0.1 } } })
    const run = await stage.release({ ...ALIAS, 'lambda-traffic': '10:0.01,100' })
    expect(run.outputs['result']).toBe('released')
    expect(Object.keys(stage.fn().versions)).toStrictEqual(['1', '2'])
  })

  it('ends as superseded when someone else moves the alias during a step', async () => {
    await stage.furnish()
    stage.sandbox.fail({
      service: 'lambda',
      action: 'UpdateAlias',
      after: 1,
      times: 1,
      kind: 'delay',
      milliseconds: 150,
      when: ({ body }) => {
        const isRelease = body['RevisionId'] !== undefined
        if (isRelease && stage.fn().aliases['live']?.weights['2'] === 0.1) {
          void stage.lambda.send(
            new UpdateAliasCommand({
              FunctionName,
              Name: 'live',
              FunctionVersion: '1',
              RoutingConfig: { AdditionalVersionWeights: {} },
            }),
          )
        }
        return isRelease
      },
    })
    const run = await stage.release({ ...ALIAS, 'lambda-traffic': '10:0.01,100' })
    expect(run.outputs['result']).toBe('superseded')
    expect(stage.fn().aliases).toStrictEqual({ live: { version: '1', weights: {} } })
  })

  it('refuses an alias that points to $LATEST: there are no weights for it', async () => {
    await stage.furnish()
    await stage.lambda.send(
      new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '$LATEST' }),
    )
    const run = await stage.release({ ...ALIAS, 'lambda-traffic': '10,100' })
    expect(run.annotations[0]?.message).toMatch(/"live" points to \$LATEST/)
    expect(stage.writes()).toStrictEqual([])
  })

  it('refuses a shift that nothing waits for', async () => {
    await stage.furnish()
    const run = await stage.release({ ...ALIAS, 'lambda-traffic': '10:5,100', wait: 'none' })
    expect(run.annotations[0]?.message).toMatch(
      /traffic of the target .* and "wait: none" contradict each other/,
    )
    expect(stage.writes()).toStrictEqual([])
  })

  it('takes away weights of someone else when it moves at once', async () => {
    await stage.furnish()
    const other = stage.sandbox.putImage(EAST, 'app', [], { marker: 'other' })
    await stage.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName, ImageUri: other.uri, Publish: true }),
    )
    await stage.lambda.send(
      new UpdateAliasCommand({
        FunctionName,
        Name: 'live',
        RoutingConfig: { AdditionalVersionWeights: { '2': 0.25 } },
      }),
    )
    const run = await stage.release(ALIAS)
    expect(run.outputs).toMatchObject({ result: 'released', 'function-version': '3' })
    expect(run.log).toContain('The alias "live" has 25 % to version 2; the release replaces that.')
    expect(moves()).toStrictEqual([to('3')])
    await stage.lambda.send(new PublishVersionCommand({ FunctionName }))
    expect(Object.keys(stage.fn().versions)).toStrictEqual(['1', '2', '3'])
  })
})
