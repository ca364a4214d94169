import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ActionRun } from '../support/run-action.ts'
import { EAST, openTwoRegions, REGIONS, type TwoRegions, WEST } from '../support/two-regions.ts'

let stage: TwoRegions
beforeEach(async () => {
  stage = await openTwoRegions()
})
afterEach(async () => {
  await stage.close()
})

function targetsIn(run: ActionRun): unknown {
  return JSON.parse(run.outputs['regions'] ?? '')
}

function expectAsBefore(): void {
  expect([...REGIONS.map(stage.runs), ...REGIONS.map(stage.tagged)]).toStrictEqual(Array(4).fill('outgoing'))
}

describe('a release to two waves that fails', () => {
  it('in the second brings the first back, and each target keeps its reason', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'circuit-breaker')
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expect(targetsIn(run)).toMatchObject([
      { region: WEST, result: 'rolled-back', reason: 'Brought back, because the release failed elsewhere.' },
      {
        region: EAST,
        result: 'rolled-back',
        reason: expect.stringContaining('rolled the deployment back') as unknown,
      },
    ])
    expectAsBefore()
  })

  it('by its health check brings both back', async () => {
    const run = await stage.release({
      inputs: { 'health-check-url': `${stage.sandbox.endpoint}/sick`, 'health-check-minutes': '0.01' },
    })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expectAsBefore()
  })

  it('says first what could not be brought back', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'circuit-breaker')
    stage.sandbox.fail({
      service: 'ecs',
      action: 'UpdateService',
      region: WEST,
      after: 1,
      code: 'AccessDeniedException',
    })
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } })
    expect(run.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringMatching(
        /^The release to "prod" ended as failed\. 1 of 2 targets could not be brought back\. us-west-2 ecs prod\/app: .*AWS denied ecs:UpdateService/,
      ),
    ])
    expect(REGIONS.map(stage.tagged)).toStrictEqual(['outgoing', 'outgoing'])
  })

  it('brings back a service that wants no tasks', async () => {
    const containers = { app: `${stage.sandbox.registries[WEST] ?? ''}/app@${stage.outgoing}` }
    stage.sandbox.createService(WEST, { cluster: 'prod', service: 'app', desiredCount: 0, containers })
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'circuit-breaker')
    const run = await stage.release()
    expect(run.outputs['result']).toBe('rolled-back')
    expectAsBefore()
  })

  it('leaves a target alone that ran the image before', async () => {
    const image = `${stage.sandbox.registries[WEST] ?? ''}/app@${stage.incoming}`
    const taskDefinition = { family: 'by-hand', containerDefinitions: [{ name: 'app', image }] }
    stage.sandbox.createService(WEST, { cluster: 'prod', service: 'app', taskDefinition })
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'circuit-breaker')
    const run = await stage.release()
    expect(run.outputs['result']).toBe('rolled-back')
    expect(targetsIn(run)).toMatchObject([
      { region: WEST, result: 'unchanged' },
      { region: EAST, result: 'rolled-back' },
    ])
    expect([...stage.calls('UpdateService'), ...stage.calls('RegisterTaskDefinition')]).not.toContain(WEST)
    expect(stage.runs(WEST)).toBe('incoming')
  })

  it('brings back what an earlier run of it had deployed when it was killed', async () => {
    const at = stage.at({ service: 'ecs', action: 'RegisterTaskDefinition', region: EAST })
    const killed = await stage.release({ signals: [{ signal: 'SIGKILL', at }] })
    expect(killed.exitCode).toBeNull()
    expect([stage.runs(WEST), stage.tagged(WEST)]).toStrictEqual(['incoming', 'outgoing'])
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'circuit-breaker')
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expectAsBefore()
  })

  it('brings back the alias that an earlier run of it had moved when it was killed', async () => {
    await stage.close()
    stage = await openTwoRegions({ kind: 'lambda' })
    const at = stage.at({ service: 'lambda', action: 'UpdateFunctionConfiguration', region: EAST })
    const killed = await stage.release({ signals: [{ signal: 'SIGKILL', at }] })
    expect(killed.exitCode).toBeNull()
    expect([stage.runs(WEST), stage.tagged(WEST)]).toStrictEqual(['incoming', 'outgoing'])
    stage.sandbox.nextUpdate(EAST, 'app', 'Failed')
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } })
    expectAsBefore()
    expect(stage.sandbox.fn(WEST, 'app')).toMatchObject({
      environment: { LEVEL: 'info', KEPT: 'yes' },
      tags: { IMAGE_SHA: stage.outgoing },
    })
  })

  it('leaves a target alone that another deployment took over meanwhile', async () => {
    const at = stage.at({ service: 'ecs', action: 'RegisterTaskDefinition', region: EAST })
    at.addEventListener('abort', () => {
      stage.sandbox.createService(WEST, { cluster: 'prod', service: 'app', containers: { app: 'other:1' } })
    })
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'circuit-breaker')
    const run = await stage.release()
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'superseded' } })
    expect(stage.calls('UpdateService')).toStrictEqual([WEST, EAST])
    expect(stage.runs(WEST)).toContain('other:1')
  })
})

describe('a release to two regions at once that fails', () => {
  it('in both does not bring back what ECS has brought back', async () => {
    await stage.close()
    stage = await openTwoRegions({ waves: 1 })
    for (const region of REGIONS) stage.sandbox.nextRollout(region, 'prod', 'app', 'circuit-breaker')
    const run = await stage.release()
    expect(run.outputs['result']).toBe('rolled-back')
    expect(stage.calls('UpdateService').toSorted()).toStrictEqual([EAST, WEST])
    expect(stage.calls('StopServiceDeployment')).toStrictEqual([])
    expectAsBefore()
  })

  it('in one brings the other back while it is still under way elsewhere', async () => {
    await stage.close()
    stage = await openTwoRegions({ waves: 1 })
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    stage.sandbox.nextRollout(WEST, 'prod', 'app', 'circuit-breaker')
    const run = await stage.release({ inputs: { 'wait-minutes': '0.02' } })
    expect(run.outputs['result']).toBe('rolled-back')
    expectAsBefore()
  })
})
