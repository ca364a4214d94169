import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startLambdaStage, type LambdaStage } from '../support/lambda-stage.ts'

const SECRET = 'hunter2-is-a-secret'
const CHANGE = { 'environment-variables': `LEVEL=${SECRET}\nEMPTY=\n-OLD` }
const AFTER = { LEVEL: SECRET, EMPTY: '', KEPT: 'kept' }
const BEFORE = { LEVEL: 'warn', OLD: 'value', KEPT: 'kept' }

let stage: LambdaStage
beforeEach(async () => {
  stage = await startLambdaStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

/** Every release of this file: none shows a value, in whatever way it ends. */
async function release(
  inputs: Readonly<Record<string, string>> = {},
  step: Parameters<LambdaStage['release']>[1] = {},
): ReturnType<LambdaStage['release']> {
  const run = await stage.release({ ...CHANGE, ...inputs }, step)
  const shown = JSON.stringify([run.log, run.summary, run.outputs, run.state, run.annotations])
  expect(shown).not.toContain(SECRET)
  return run
}

describe('changing the environment of a function', () => {
  it('sets, empties and removes, keeps the others, and changes nothing the second time', async () => {
    const { latest } = await stage.furnish({ environment: BEFORE })
    const run = await release()
    expect(run.outputs).toMatchObject({ result: 'released', 'function-version': '$LATEST' })
    expect(stage.fn().environment).toStrictEqual(AFTER)
    expect(stage.fn().image).toBe(`${stage.url}@${latest}`)
    expect(stage.writes().slice(0, 3)).toStrictEqual([
      'UpdateFunctionConfiguration',
      'UpdateFunctionCode',
      'TagResource',
    ])
    const again = await release()
    expect(again.outputs['result']).toBe('unchanged')
    expect(stage.writes()).toStrictEqual([])
  })

  it('is a release by itself: the same image, a new version for the alias', async () => {
    await stage.furnish({ environment: BEFORE })
    await stage.release({ 'lambda-alias': 'live' })
    const run = await release({ 'lambda-alias': 'live' })
    expect(run.outputs).toMatchObject({ result: 'released', 'function-version': '3' })
    expect(stage.writes()).toStrictEqual([
      'UpdateFunctionConfiguration',
      'PublishVersion',
      'UpdateAlias',
      'TagResource',
    ])
    expect(stage.fn().environment).toStrictEqual(AFTER)
  })

  it('is shown by a plan by name alone', async () => {
    await stage.furnish({ environment: BEFORE })
    const run = await release({ plan: 'true' })
    expect(run.outputs['result']).toBe('planned')
    expect(stage.writes()).toStrictEqual([])
    expect(stage.fn().environment).toStrictEqual(BEFORE)
  })

  it('is taken back together with the image, names and values', async () => {
    const { running } = await stage.furnish({ environment: BEFORE })
    stage.sandbox.nextUpdate('us-east-1', 'app', 'Successful')
    stage.sandbox.nextUpdate('us-east-1', 'app', { status: 'Failed', code: 'FunctionError.InitTimeout' })
    const run = await release()
    expect(run.outputs['result']).toBe('rolled-back')
    expect(run.annotations[0]?.message).toMatch(/did not take the image: FunctionError\.InitTimeout/)
    expect(stage.fn()).toMatchObject({ image: `${stage.url}@${running}`, environment: BEFORE })
    expect(Object.keys(stage.fn().environment).toSorted()).toStrictEqual(Object.keys(BEFORE).toSorted())
  })

  it('leaves the image alone where Lambda does not take it', async () => {
    const { running } = await stage.furnish({ environment: BEFORE })
    stage.sandbox.nextUpdate('us-east-1', 'app', { status: 'Failed', code: 'DisabledKMSKey' })
    const run = await release()
    expect(run.outputs['result']).toBe('rolled-back')
    expect(run.annotations[0]?.message).toMatch(
      /did not take the environment: DisabledKMSKey.*It is disabled/,
    )
    expect(stage.writes()).not.toContain('PublishVersion')
    expect(stage.fn()).toMatchObject({ image: `${stage.url}@${running}`, environment: BEFORE })
  })

  it('converges when the answer to the change is lost', async () => {
    await stage.furnish({ environment: BEFORE })
    stage.sandbox.fail({
      service: 'lambda',
      action: 'UpdateFunctionConfiguration',
      kind: 'lost-reply',
      times: 1,
    })
    const run = await release()
    expect(run.outputs['result']).toBe('released')
    expect(stage.fn().environment).toStrictEqual(AFTER)
  })

  it('refuses a change of variables that cannot be read, before anything is written', async () => {
    await stage.furnish({ environment: BEFORE, isEncrypted: true })
    const run = await release()
    expect(run.annotations[0]?.message).toMatch(
      /its variables cannot be read: AccessDeniedException.*kms:Decrypt/,
    )
    expect(stage.writes()).toStrictEqual([])
    const plain = await stage.release()
    expect(plain.outputs['result']).toBe('released')
  })

  it('starts the way back of both when the job is cancelled', async () => {
    const { running } = await stage.furnish({ environment: BEFORE })
    const run = await release(
      { 'on-cancel': 'rollback', 'lambda-alias': 'live', 'lambda-traffic': '10:5,100' },
      { signals: [{ signal: 'SIGINT', at: /gets 10 % of the alias/ }] },
    )
    expect(run.outputs['result']).toBe('cancelled')
    expect(stage.fn()).toMatchObject({ image: `${stage.url}@${running}`, environment: BEFORE })
  })
})
