import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, type TwoRegions, openTwoRegions, REGIONS, WEST } from '../support/two-regions.ts'
import { type ActionRun, cancelAt, runPost } from '../support/run-action.ts'

let stage: TwoRegions
beforeEach(async () => {
  stage = await openTwoRegions()
})
afterEach(async () => {
  await stage.close()
})

const ROLLBACK = { inputs: { 'on-cancel': 'rollback' } }
const EAST_WAITS = /us-east-1 ecs prod\/app: .*running/
const CHANGING = /^(Put|Update|Register|Tag|Start|Stop|Initiate|Complete|Upload|Run|Create|Delete)/

/** The post step of a release, and what it has asked for. */
async function post(
  main: ActionRun,
  step: Parameters<TwoRegions['post']>[1] = {},
): Promise<ActionRun & { readonly writes: readonly string[] }> {
  stage.sandbox.requests.length = 0
  const run = await stage.post(main, step)
  const writes = stage.sandbox.requests.filter(({ action }) => CHANGING.test(action))
  return { ...run, writes: writes.map(({ action, region }) => `${action} ${region}`) }
}

function annotations({ annotations }: ActionRun): readonly string[] {
  return annotations.map(({ level, message }) => `${level}: ${message}`)
}

describe('the post step', () => {
  it('asks nothing and says nothing after a release that came to its end', async () => {
    const main = await stage.release()
    expect(main.outputs['result']).toBe('released')
    const run = await post(main)
    expect(run).toMatchObject({ exitCode: 0, log: '', summary: '' })
    expect(stage.sandbox.requests).toStrictEqual([])
  })

  it('has nothing to do where nothing was deployed', async () => {
    const main = await stage.release({ inputs: { 'stage-name': 'nonsense' } })
    expect(main.exitCode).toBe(1)
    expect(await post(main)).toMatchObject({ exitCode: 0, log: '' })
    expect(await runPost({ action: 'root' }, { state: {} })).toMatchObject({ exitCode: 0, log: '' })
  })

  it('says once where everything stands after a cancel that leaves', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    const main = await stage.release({ signals: cancelAt(EAST_WAITS) })
    const run = await post(main)
    expect(run).toMatchObject({ exitCode: 0, writes: [], outputs: {} })
    expect(annotations(run)).toStrictEqual([
      expect.stringMatching(
        /^notice: .* was cancelled\. Run it again to complete it.* us-west-2 ecs prod\/app runs sha256:\w+ \(app:2\), the image of this release\. us-east-1 ecs prod\/app is given sha256:\w+ \(app:2\)/,
      ),
    ])
    expect(run.summary).toContain('| us-west-2 ecs prod/app | this release |')
  })

  it('follows the way back to its end', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    const main = await stage.release({ ...ROLLBACK, signals: cancelAt(EAST_WAITS) })
    const run = await post(main, ROLLBACK)
    expect(run).toMatchObject({ exitCode: 0, writes: [] })
    expect(annotations(run)).toStrictEqual([
      expect.stringMatching(/^notice: .* was cancelled, and what ran before runs\./),
    ])
    expect(run.summary).toContain('(app:1) again.')
    expect(REGIONS.map(stage.runs)).toStrictEqual(['outgoing', 'outgoing'])
    expect(REGIONS.map(stage.tagged)).toStrictEqual(['outgoing', 'outgoing'])
  })

  it('starts the way back that a killed step did not start', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    const killed = stage.at({ service: 'ecs', action: 'DescribeServices', after: 2, kind: 'stall', times: 9 })
    const main = await stage.release({
      ...ROLLBACK,
      signals: [...cancelAt(EAST_WAITS), { signal: 'SIGKILL', at: killed }],
    })
    expect(main.exitCode).toBeNull()
    expect(REGIONS.map(stage.runs)).toStrictEqual(['incoming', 'incoming'])
    stage.sandbox.heal()
    const run = await post(main, ROLLBACK)
    expect(run.exitCode, run.log).toBe(0)
    expect(run.writes.toSorted()).toStrictEqual([`StopServiceDeployment ${EAST}`, `UpdateService ${WEST}`])
    expect(REGIONS.map(stage.runs)).toStrictEqual(['outgoing', 'outgoing'])
  })

  it('brings back what AWS carried out after the step had ended', async () => {
    const at = stage.at({
      service: 'ecs',
      action: 'UpdateService',
      region: EAST,
      kind: 'delay',
      milliseconds: 2_500,
    })
    const main = await stage.release({ ...ROLLBACK, signals: cancelAt(at) })
    expect(main.outputs['result']).toBe('cancelled')
    expect(stage.runs(EAST)).toBe('outgoing')
    await expect.poll(() => stage.runs(EAST), { timeout: 5_000 }).toBe('incoming')
    const run = await post(main, ROLLBACK)
    expect(run.exitCode, run.log).toBe(0)
    expect(REGIONS.map(stage.runs)).toStrictEqual(['outgoing', 'outgoing'])
  })

  it('leaves alone what another deployment has taken over', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    const killed = stage.at({ service: 'ecs', action: 'DescribeServices', after: 2, kind: 'stall', times: 9 })
    const main = await stage.release({
      ...ROLLBACK,
      signals: [...cancelAt(EAST_WAITS), { signal: 'SIGKILL', at: killed }],
    })
    stage.sandbox.heal()
    stage.sandbox.createService(EAST, { cluster: 'prod', service: 'app', containers: { app: 'other:1' } })
    const run = await post(main, ROLLBACK)
    expect(run.exitCode).toBe(0)
    expect(run.writes).toStrictEqual([`UpdateService ${WEST}`])
    expect(annotations(run).join()).toMatch(/us-east-1 ecs prod\/app was left alone/)
  })

  it('makes an error of a way back that fails, and names it', async () => {
    stage.sandbox.nextRollout(WEST, 'prod', 'app', 'stuck')
    const killed = stage.at({ service: 'ecs', action: 'DescribeServices', after: 2, kind: 'stall', times: 9 })
    const main = await stage.release({
      ...ROLLBACK,
      signals: [...cancelAt(/us-west-2 ecs prod\/app: .*running/), { signal: 'SIGKILL', at: killed }],
    })
    stage.sandbox.heal()
    for (const action of ['StopServiceDeployment', 'UpdateService']) {
      stage.sandbox.fail({ service: 'ecs', action, code: 'AccessDeniedException', status: 400 })
    }
    const run = await post(main, ROLLBACK)
    expect(run.exitCode).toBe(1)
    expect(annotations(run)).toStrictEqual([
      expect.stringMatching(/^error: .*1 of 2 targets could not be brought back.*ecs:UpdateService/),
    ])
    expect(run.summary).toContain('**not brought back**')
  })

  it('goes on with the way back of a failed release that was killed meanwhile', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'circuit-breaker')
    const at = stage.at({ service: 'ecs', action: 'UpdateService', region: WEST, after: 1, kind: 'reset' })
    const main = await stage.release({ signals: [{ signal: 'SIGKILL', at }] })
    expect([main.exitCode, ...REGIONS.map(stage.runs)]).toStrictEqual([null, 'outgoing', 'incoming'])
    const run = await post(main)
    expect(run).toMatchObject({ exitCode: 0, writes: [`UpdateService ${WEST}`] })
    expect(REGIONS.map(stage.runs)).toStrictEqual(['outgoing', 'outgoing'])
    expect(annotations(run)).toStrictEqual([expect.stringMatching(/^warning: .*what ran before runs/)])
  })

  it('says after a kill what runs where, and that another run completes it', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    const main = await stage.release({ ...ROLLBACK, signals: [{ signal: 'SIGKILL', at: EAST_WAITS }] })
    expect(main.exitCode).toBeNull()
    const run = await post(main, ROLLBACK)
    expect(run).toMatchObject({ exitCode: 0, writes: [] })
    expect(annotations(run)).toStrictEqual([
      expect.stringMatching(/^warning: .* was broken off\. Run it again to complete it/),
    ])
  })

  it('does not bring back what it could not find out about', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    const main = await stage.release({ signals: [{ signal: 'SIGKILL', at: EAST_WAITS }] })
    stage.sandbox.fail({ service: 'ecs', code: 'AccessDeniedException', status: 400 })
    const run = await post(main)
    expect(run).toMatchObject({ exitCode: 0, writes: [] })
    expect(annotations(run).join()).toMatch(/could not be looked at: AWS denied ecs:DescribeServices/)
  })

  it('moves the tags that a kill left behind', async () => {
    const at = stage.at({ service: 'ecr', action: 'PutImage', region: EAST, kind: 'reset' })
    const main = await stage.release({ signals: [{ signal: 'SIGKILL', at }] })
    expect(REGIONS.map(stage.tagged)).toStrictEqual(['outgoing', 'incoming'])
    const run = await post(main)
    expect(run.exitCode).toBe(0)
    expect(annotations(run).join()).toContain('the release is complete')
    expect(REGIONS.map(stage.tagged)).toStrictEqual(['incoming', 'incoming'])
    for (const region of REGIONS) {
      expect(stage.sandbox.tags(region, 'app')['prod-previous']).toBe(stage.outgoing)
    }
  })

  it('leaves tags that another release has moved meanwhile', async () => {
    const at = stage.at({ service: 'ecr', action: 'PutImage', region: EAST, kind: 'reset' })
    const main = await stage.release({ signals: [{ signal: 'SIGKILL', at }] })
    const other = stage.sandbox.putImage(EAST, 'app', 'prod', { marker: 'of another release' }).digest
    const run = await post(main)
    expect(run).toMatchObject({ exitCode: 0, writes: [] })
    expect(annotations(run).join()).toContain('another release has moved them')
    expect(stage.tagged(EAST)).toBe(other)
  })

  it('is left no value of an environment variable', async () => {
    stage.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    const inputs = { 'environment-variables': 'TOKEN=hunter2-of-the-release' }
    const main = await stage.release({ inputs, signals: cancelAt(EAST_WAITS) })
    expect(main.state['release']).toContain('"wayBack"')
    expect(JSON.stringify(main.state)).not.toContain('hunter2')
    const run = await post(main, { inputs })
    expect(`${run.log}${run.summary}`).not.toContain('hunter2')
  })
})
