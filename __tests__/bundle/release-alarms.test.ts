import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, startLambdaStage, type LambdaStage } from '../support/lambda-stage.ts'

let stage: LambdaStage
beforeEach(async () => {
  stage = await startLambdaStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

function asks(): number {
  return stage.sandbox.requests.filter(({ action }) => action === 'DescribeAlarms').length
}

describe('alarms of a release', () => {
  it('are looked at before the first write and afterwards, by name and by ARN', async () => {
    await stage.furnish()
    stage.sandbox.setAlarm(EAST, 'errors', 'OK')
    stage.sandbox.setAlarm('us-west-2', 'everything', 'INSUFFICIENT_DATA', { kind: 'composite' })
    const arn = `arn:aws:cloudwatch:us-west-2:${stage.sandbox.account}:alarm:everything`
    const run = await stage.release({ alarms: `errors\n${arn}` })
    expect(run.outputs['result']).toBe('released')
    expect(asks()).toBe(4)
    const again = await stage.release({ alarms: 'errors' })
    expect(again.outputs['result']).toBe('unchanged')
    expect(asks()).toBe(1)
  })

  it('bring the release back when one goes off', async () => {
    const { running } = await stage.furnish()
    stage.sandbox.setAlarm(EAST, 'errors', 'ALARM', { reason: 'Threshold Crossed', afterAsks: 1 })
    const run = await stage.release({ alarms: 'errors' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(
      /The alarm "errors" went off while the release was deployed\./,
    )
    expect(run.log).toContain('the alarm "errors" went off. Threshold Crossed')
    expect(stage.fn().image).toBe(`${stage.url}@${running}`)
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('do not count where they were off before: what is released may be the cure', async () => {
    await stage.furnish()
    stage.sandbox.setAlarm(EAST, 'errors', 'ALARM')
    const run = await stage.release({ alarms: 'errors' })
    expect(run.outputs['result']).toBe('released')
    expect(run.log).toContain(
      'The alarm "errors" is off already, and does not count until it was quiet again.',
    )
  })

  it.each([
    [
      'is not there',
      { alarms: 'erors' },
      /There is no CloudWatch alarm "erors" in us-east-1\. Did you mean "errors"\?/,
    ],
    [
      'belongs to another account',
      { alarms: 'arn:aws:cloudwatch:us-east-1:210987654321:alarm:errors' },
      /belongs to another account/,
    ],
    [
      'is no alarm',
      { alarms: 'arn:aws:sns:us-east-1:123456789012:topic' },
      /not the name or ARN of a CloudWatch alarm/,
    ],
  ])('refuse one that %s, before anything is written', async (_, inputs, message) => {
    await stage.furnish()
    stage.sandbox.setAlarm(EAST, 'errors', 'OK')
    const run = await stage.release(inputs)
    expect(run.annotations[0]?.message).toMatch(message)
    expect(run.outputs['result']).toBe('failed')
    expect(stage.writes()).toStrictEqual([])
  })

  it('refuse a role that may not look at them, with the action to allow', async () => {
    await stage.furnish()
    stage.sandbox.setAlarm(EAST, 'errors', 'OK')
    stage.sandbox.fail({ service: 'cloudwatch', status: 400, code: 'AccessDeniedException' })
    const run = await stage.release({ alarms: 'errors' })
    expect(run.annotations[0]?.message).toMatch(
      /denied cloudwatch:DescribeAlarms.*Allow "cloudwatch:DescribeAlarms"/,
    )
    expect(stage.writes()).toStrictEqual([])
  })

  it('are a warning, and no failure, where they cannot be looked at any more', async () => {
    await stage.furnish()
    stage.sandbox.setAlarm(EAST, 'errors', 'OK')
    stage.sandbox.fail({ service: 'cloudwatch', status: 400, code: 'AccessDeniedException', after: 1 })
    const run = await stage.release({ alarms: 'errors' })
    expect(run.outputs['result']).toBe('released')
    expect(run.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringMatching(/its alarms could not be looked at/),
    ])
  })
})
