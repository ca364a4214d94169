import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, startLambdaStage, type LambdaStage } from '../support/lambda-stage.ts'
import { runPost } from '../support/run-action.ts'

const INPUTS = {
  'lambda-alias': 'live',
  'lambda-traffic': '10:0.005,100',
  'environment-variables': 'LEVEL=debug\n-OLD',
}
const WRITES = [
  'UpdateFunctionConfiguration',
  'UpdateFunctionCode',
  'PublishVersion',
  'UpdateAlias',
  'TagResource',
] as const

let stage: LambdaStage
beforeEach(async () => {
  stage = await startLambdaStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

describe('a release to a function that is cancelled while Lambda is busy', () => {
  it('is brought back by the post step, its environment included', async () => {
    await stage.sandbox.stop()
    stage = await startLambdaStage(3_000)
    const { running } = await stage.furnish()
    const cancel = new AbortController()
    stage.sandbox.fail({
      service: 'lambda',
      action: 'UpdateFunctionCode',
      kind: 'delay',
      milliseconds: 1,
      times: 1,
      when: () => {
        setTimeout(() => {
          cancel.abort()
        }, 200)
        return true
      },
    })
    const inputs = { ...INPUTS, 'on-cancel': 'rollback' }
    const main = await stage.release(inputs, { signals: [{ signal: 'SIGINT', at: cancel.signal }] })
    expect(main.outputs['result']).toBe('cancelled')
    expect(stage.fn().image).not.toBe(`${stage.url}@${running}`)
    expect(JSON.stringify(main.state)).not.toContain('warn')

    const post = await runPost(
      { action: 'release', inputs: stage.inputs(inputs), env: stage.sandbox.env() },
      main,
    )
    expect(post.exitCode).toBe(0)
    expect(stage.fn()).toMatchObject({
      image: `${stage.url}@${running}`,
      environment: { LEVEL: 'warn', OLD: 'value' },
      aliases: { live: { version: '1', weights: {} } },
    })
  })
})

describe('a release to a function that is killed and run again', () => {
  it.each(
    WRITES.flatMap((action) => [
      [action, 'before it was carried out', 'reset'] as const,
      [action, 'after it was carried out', 'lost-reply'] as const,
    ]),
  )('at %s, %s, ends as if it had not been', async (action, _, kind) => {
    const { running, latest } = await stage.furnish()
    const kill = new AbortController()
    stage.sandbox.fail({
      service: 'lambda',
      action,
      kind,
      times: 1,
      when: () => {
        setTimeout(() => {
          kill.abort()
        }, 0)
        return true
      },
    })
    const killed = await stage.release(INPUTS, { signals: [{ signal: 'SIGKILL', at: kill.signal }] })
    expect(killed.exitCode).toBeNull()
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)

    const run = await stage.release(INPUTS)
    expect(run.outputs['result']).toBe('released')
    expect(stage.fn()).toMatchObject({
      image: `${stage.url}@${latest}`,
      environment: { LEVEL: 'debug' },
      aliases: { live: { version: '2', weights: {} } },
      tags: { team: 'x', IMAGE_SHA: latest },
    })
    expect(Object.keys(stage.fn().versions)).toStrictEqual(['1', '2'])
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(latest)
  })
})
