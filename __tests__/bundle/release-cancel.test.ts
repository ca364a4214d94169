import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, type TwoRegions, openTwoRegions, REGIONS, WEST } from '../support/two-regions.ts'
import { type ActionRun, cancelAt } from '../support/run-action.ts'

let stage: TwoRegions
beforeEach(async () => {
  stage = await openTwoRegions()
})
afterEach(async () => {
  await stage.close()
})

const ROLLBACK = { 'on-cancel': 'rollback' }
const EAST_WAITS = /us-east-1 ecs prod\/app: .*running/
// From SIGINT to SIGTERM.
const PATIENCE_MS = 7_500

function expectTagsAsTheyWere(): void {
  expect(REGIONS.map(stage.tagged)).toStrictEqual(['outgoing', 'outgoing'])
}

function targetsIn(run: ActionRun): unknown {
  return JSON.parse(run.outputs['regions'] ?? '')
}

function messageIn(run: ActionRun): string {
  expect(
    run.annotations.map(({ level }) => level),
    run.log,
  ).toStrictEqual(['error'])
  return run.annotations[0]?.message ?? ''
}

describe('on-cancel: leave', () => {
  it('says what runs where, in the one annotation, the outputs and the summary', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    const run = await stage.release({ signals: cancelAt(EAST_WAITS) })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled' } })
    const [was, is] = [stage.outgoing.slice(0, 19), stage.incoming.slice(0, 19)]
    expect(messageIn(run)).toContain(
      `us-west-2 ecs prod/app runs ${is} (app:2) by this release; it ran ${was} (app:1). us-east-1 ecs prod/app was told to run ${is} (app:2), and goes on by itself; it ran ${was} (app:1).`,
    )
    expect(targetsIn(run)).toMatchObject([
      { region: WEST, result: 'deployed' },
      { region: EAST, result: 'cancelled', reason: expect.stringContaining('goes on by itself') as unknown },
    ])
    expect(run.summary).toContain('goes on by itself')
    expectTagsAsTheyWere()
    expect(stage.calls('UpdateService')).toStrictEqual([WEST, EAST])
    expect(stage.calls('StopServiceDeployment')).toStrictEqual([])
  })

  it('ends at once when nothing was written yet, whatever does not answer', async () => {
    const at = stage.at({ service: 'ecr', kind: 'stall' })
    const run = await stage.release({ signals: cancelAt(at) })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled', changed: 'false' } })
    expect(messageIn(run)).toContain('was cancelled before anything was written')
    expect(run.milliseconds).toBeLessThan(3_000)
  })

  it('does not ask again for an update whose answer was lost', async () => {
    // Long enough for the signal to be there first.
    const lost = { kind: 'lost-reply', milliseconds: 700 } as const
    const at = stage.at({ service: 'ecs', action: 'UpdateService', region: EAST, ...lost })
    const run = await stage.release({ signals: cancelAt(at) })
    expect(messageIn(run)).toContain('us-east-1 ecs prod/app was told to run')
    expect(stage.calls('UpdateService')).toStrictEqual([WEST, EAST])
  })

  it('begins nothing after an answer that came late', async () => {
    const at = stage.at({
      service: 'ecs',
      action: 'RegisterTaskDefinition',
      region: WEST,
      kind: 'delay',
      milliseconds: 700,
    })
    const run = await stage.release({ signals: cancelAt(at) })
    expect(run.outputs['result']).toBe('cancelled')
    expect(messageIn(run)).toMatch(/us-west-2 ecs prod\/app runs sha256:\w+ \(app:1\) still/)
    expect(stage.calls('UpdateService')).toStrictEqual([])
  })

  it('does not begin the second wave', async () => {
    const at = stage.at({
      service: 'ecs',
      action: 'DescribeServiceDeployments',
      region: WEST,
      kind: 'delay',
      milliseconds: 200,
    })
    const run = await stage.release({ signals: cancelAt(at) })
    expect(run.outputs['result']).toBe('cancelled')
    expect(messageIn(run)).toMatch(/us-east-1 ecs prod\/app runs sha256:\w+ \(app:1\) still/)
    expect(stage.calls('RegisterTaskDefinition')).toStrictEqual([WEST])
  })

  it('brings nothing back of a release that failed by itself', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'circuit-breaker')
    const isBack = (): boolean => stage.runs(EAST) === 'outgoing'
    const updated = stage.at({ service: 'ecs', action: 'UpdateService', region: EAST })
    // Cancelled while it reads why, when it knows already that ECS has rolled back.
    const known = stage.at({
      service: 'ecs',
      action: 'DescribeServiceDeployments',
      region: EAST,
      when: () => updated.aborted && isBack(),
    })
    // Long enough for the signal to be there before the answer.
    const late = { kind: 'delay', milliseconds: 700, times: 1 } as const
    const at = stage.at({
      service: 'ecs',
      action: 'ListTasks',
      region: EAST,
      when: () => known.aborted,
      ...late,
    })
    const run = await stage.release({ signals: cancelAt(at) })
    expect(run.outputs['result']).toBe('cancelled')
    expect(messageIn(run)).toMatch(/us-east-1 ecs prod\/app runs sha256:\w+ \(app:1\) again/)
    expect(stage.calls('UpdateService')).toStrictEqual([WEST, EAST])
    expect(stage.calls('StopServiceDeployment')).toStrictEqual([])
  })
})

describe('on-cancel: rollback', () => {
  it('starts the way back of every target, and ends; more signals change nothing', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    stage.at({
      service: 'ecs',
      action: 'DescribeServices',
      after: 2,
      times: 2,
      kind: 'delay',
      milliseconds: 300,
    })
    const run = await stage.release({
      inputs: ROLLBACK,
      signals: [
        { signal: 'SIGINT', at: EAST_WAITS },
        { signal: 'SIGINT', at: EAST_WAITS, delay: 20 },
        { signal: 'SIGTERM', at: EAST_WAITS, delay: 40 },
      ],
    })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled' } })
    expect(messageIn(run)).toMatch(/us-west-2 ecs prod\/app is not back yet\. .*app:1.*us-east-1/)
    await expect.poll(() => REGIONS.map(stage.runs)).toStrictEqual(['outgoing', 'outgoing'])
    expectTagsAsTheyWere()
  })

  it('is not held up by a region that does not answer', async () => {
    const at = stage.at({ service: 'ecs', action: 'UpdateService', region: EAST, kind: 'stall' })
    const began = performance.now()
    const run = await stage.release({ inputs: ROLLBACK, signals: cancelAt(at) })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled' } })
    expect(performance.now() - began).toBeLessThan(PATIENCE_MS)
    await expect.poll(() => REGIONS.map(stage.runs)).toStrictEqual(['outgoing', 'outgoing'])
  })

  it('ends in time even if no way back can be started', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    const signals = cancelAt(EAST_WAITS)
    stage.at({ service: 'ecs', action: 'DescribeServices', after: 2, kind: 'stall', times: Infinity })
    const run = await stage.release({ inputs: ROLLBACK, signals })
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'cancelled' } })
    expect(messageIn(run)).toContain('the post step of this job goes on with it')
  })

  it('leaves a service alone that another deployment has taken over', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'superseded')
    const at = stage.at({
      service: 'ecs',
      action: 'ListServiceDeployments',
      region: EAST,
      kind: 'delay',
      milliseconds: 200,
    })
    const run = await stage.release({ inputs: ROLLBACK, signals: cancelAt(at) })
    expect(run.outputs['result']).toBe('cancelled')
    expect(messageIn(run)).toContain('us-east-1 ecs prod/app was taken over by another deployment')
    expect(stage.calls('UpdateService').filter((region) => region === EAST)).toHaveLength(1)
    expect(stage.calls('StopServiceDeployment')).not.toContain(EAST)
    await expect.poll(() => stage.runs(WEST)).toBe('outgoing')
  })

  it('brings both waves back from the health check', async () => {
    const run = await stage.release({
      inputs: { ...ROLLBACK, 'health-check-url': `${stage.sandbox.endpoint}/sick` },
      signals: cancelAt(/Health check/),
    })
    expect(run.outputs['result']).toBe('cancelled')
    await expect.poll(() => REGIONS.map(stage.runs)).toStrictEqual(['outgoing', 'outgoing'])
    expectTagsAsTheyWere()
  })
})

describe('a cancel', () => {
  it('while the image is copied leaves services and tags', async () => {
    await stage.close()
    stage = await openTwoRegions({ copied: false })
    const at = stage.at({ service: 'registry', region: WEST, action: 'StartUpload', kind: 'stall' })
    const run = await stage.release({ signals: cancelAt(at) })
    expect(run.outputs['result']).toBe('cancelled')
    expect(messageIn(run)).toContain('nothing was deployed there')
    expect(stage.calls('RegisterTaskDefinition')).toStrictEqual([])
    expectTagsAsTheyWere()
  })

  it('stops the task of a command, and deploys nothing', async () => {
    stage.sandbox.nextTask(WEST, { endless: true })
    const at = stage.at({ service: 'ecs', action: 'DescribeTasks', region: WEST })
    const run = await stage.release({ inputs: { command: 'migrate up' }, signals: cancelAt(at) })
    expect(run.outputs['result']).toBe('cancelled')
    expect(stage.calls('StopTask')).toStrictEqual([WEST])
    expect(stage.calls('UpdateService')).toStrictEqual([])
  })

  it.each(['leave', 'rollback'])(
    'comes too late once tags move, which are finished (on-cancel: %s)',
    async (onCancel) => {
      const at = stage.at({ service: 'ecr', action: 'PutImage', region: WEST })
      const run = await stage.release({ inputs: { 'on-cancel': onCancel }, signals: cancelAt(at) })
      expect(run, run.log).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
      expect(REGIONS.map(stage.tagged)).toStrictEqual(['incoming', 'incoming'])
      expect(run.log).toContain('The cancel came too late')
    },
  )

  it('puts tags back that could not all be moved, and the services too', async () => {
    const at = stage.at({
      service: 'ecr',
      action: 'PutImage',
      region: EAST,
      code: 'ServerException',
      when: ({ body }) => body['imageTag'] === 'prod',
    })
    const run = await stage.release({ inputs: ROLLBACK, signals: cancelAt(at) })
    expect(run.outputs['result']).toBe('cancelled')
    expectTagsAsTheyWere()
    await expect.poll(() => REGIONS.map(stage.runs)).toStrictEqual(['outgoing', 'outgoing'])
  })

  it('does not end a way back that a failure began', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'circuit-breaker')
    stage.sandbox.nextRollout(WEST, 'prod', 'app', 'success')
    stage.sandbox.nextRollout(WEST, 'prod', 'app', 'stuck')
    const run = await stage.release({ signals: cancelAt(/us-west-2 ecs prod\/app: back to/) })
    expect(run.outputs['result']).toBe('cancelled')
    expect(REGIONS.map(stage.runs)).toStrictEqual(['outgoing', 'outgoing'])
    expect(stage.calls('UpdateService')).toStrictEqual([WEST, EAST, WEST])
    expect(run.state['phase']).toBe('returning')
  })
})
