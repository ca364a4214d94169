import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appSpecOf, callsOf, furnishCodeDeploy } from '../support/codedeploy-stage.ts'
import { EAST, type EcsStage, startEcsStage } from '../support/ecs-stage.ts'
import { cancelAt } from '../support/run-action.ts'

let stage: EcsStage
beforeEach(async () => {
  stage = await startEcsStage()
})
afterEach(async () => {
  await stage.sandbox.stop()
})

describe('the way back of a service of CodeDeploy', () => {
  it('deploys the former task definition where CodeDeploy rolls nothing back', async () => {
    const { running } = furnishCodeDeploy(stage, { autoRollback: false })
    stage.sandbox.nextDeployment(EAST, 'dev', 'app', 'late-hook-failed')
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'CreateDeployment', 'CreateDeployment'])
    expect(JSON.stringify(appSpecOf(stage, 1))).toContain('task-definition/app:2"')
  })

  it('stops what was not over in time, and has CodeDeploy bring the traffic back', async () => {
    const { running } = furnishCodeDeploy(stage)
    stage.sandbox.nextDeployment(EAST, 'dev', 'app', 'stuck')
    const run = await stage.release({ 'wait-minutes': '0.03' })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(/was not over after/)
    expect(callsOf(stage, 'StopDeployment')).toMatchObject([{ autoRollbackEnabled: true }])
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
  })

  it('reroutes the traffic at once while the former tasks are kept, where the stage does not answer', async () => {
    const { running } = furnishCodeDeploy(stage, { terminationMs: 3_600_000 })
    const run = await stage.release({
      'health-check-url': 'http://127.0.0.1:9/',
      'health-check-minutes': '0.02',
    })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(stage.writes()).toStrictEqual(['RegisterTaskDefinition', 'CreateDeployment', 'StopDeployment'])
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it('is brought back when an alarm goes off meanwhile', async () => {
    const { running } = furnishCodeDeploy(stage)
    stage.sandbox.setAlarm(EAST, 'errors', 'OK')
    stage.sandbox.nextDeployment(EAST, 'dev', 'app', 'stuck')
    // The alarm goes off before it is looked at for the first time; the next look would be some seconds later.
    const late = { kind: 'delay', milliseconds: 500, times: 1 } as const
    stage.sandbox.fail({ service: 'codedeploy', action: 'GetDeployment', ...late })
    const release = stage.release({ alarms: 'errors', 'wait-minutes': '1' })
    await expect.poll(() => callsOf(stage, 'GetDeployment').length, { timeout: 20_000 }).toBeGreaterThan(0)
    stage.sandbox.setAlarm(EAST, 'errors', 'ALARM')
    const run = await release
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(run.annotations[0]?.message).toMatch(/the alarm errors went off/)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
  })

  it('leaves a service alone that someone else deployed to meanwhile', async () => {
    const { running } = furnishCodeDeploy(stage)
    stage.sandbox.nextDeployment(EAST, 'dev', 'app', 'superseded')
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'superseded' } })
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
    expect(callsOf(stage, 'CreateDeployment')).toHaveLength(1)
  })

  it('follows the deployment of a release that was cancelled, and ends as if it had not been', async () => {
    const { latest } = furnishCodeDeploy(stage)
    stage.sandbox.nextDeployment(EAST, 'dev', 'app', 'stuck')
    const cancelled = await stage.release(
      {},
      { signals: [{ signal: 'SIGINT', at: /CodeDeploy in progress/ }] },
    )
    expect(cancelled).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled' } })
    const run = await stage.release({ 'wait-minutes': '0.03', 'rollback-on-failure': 'false' })
    expect(run.outputs).toMatchObject({ result: 'timed-out', digest: latest })
    expect(run.log).toContain('of an earlier release is under way, and followed')
    expect(stage.writes()).toStrictEqual([])
  })

  it('starts the way back when it is cancelled, where that is wanted', async () => {
    const { running } = furnishCodeDeploy(stage)
    stage.sandbox.nextDeployment(EAST, 'dev', 'app', 'stuck')
    const run = await stage.release(
      { 'on-cancel': 'rollback' },
      { signals: [{ signal: 'SIGINT', at: /CodeDeploy in progress/ }] },
    )
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled' } })
    expect(callsOf(stage, 'StopDeployment')).toMatchObject([{ autoRollbackEnabled: true }])
    expect(stage.sandbox.tags(EAST, 'app')['dev']).toBe(running)
  })

  it.each([
    ['cancelled', cancelAt(/CodeDeploy in progress/)],
    ['killed', [{ signal: 'SIGKILL', at: /CodeDeploy in progress/ }]],
  ] as const)('is taken to its end by the post step of a release that was %s', async (_, signals) => {
    const { running } = furnishCodeDeploy(stage)
    stage.sandbox.nextDeployment(EAST, 'dev', 'app', 'stuck')
    const inputs = { 'on-cancel': 'rollback' }
    const main = await stage.release(inputs, { signals })
    const post = await stage.post(main, inputs)
    expect(post.exitCode).toBe(0)
    expect(post.annotations[0]?.message).toMatch(/what ran before runs/)
    expect(stage.imageOf('app')).toBe(`${stage.url}@${running}`)
    expect(callsOf(stage, 'CreateDeployment')).toHaveLength(0)
  })
})
