import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EAST, type FamilyStage, NIGHTLY, startFamilyStage } from '../support/family-stage.ts'
import { cancelAt } from '../support/run-action.ts'

let stage: FamilyStage
beforeEach(async () => {
  stage = await startFamilyStage()
  const containers = { app: `${stage.url}@${stage.running}` }
  stage.sandbox.createService(EAST, { cluster: 'prod', service: 'worker', containers })
  stage.sandbox.nextRollout(EAST, 'prod', 'worker', 'stuck')
  stage.sandbox.createRule(EAST, {
    name: 'follows',
    targets: { job: { cluster: 'prod', taskDefinition: 'nightly' } },
  })
})
afterEach(async () => {
  await stage.close()
})

const ROLLBACK = { 'on-cancel': 'rollback' }
const WORKER = '{ ecs: { cluster: prod, service: worker }, wave: 2 }'
const FOLLOWED = '{ ecs: { cluster: prod, family: nightly, schedules: [reports/nightly], rules: [follows] } }'
const WORKER_WAITS = /ecs prod\/worker: .*running/

const statuses = (): unknown[] => stage.sandbox.family(EAST, 'nightly').map(({ status }) => status)

describe('a release of a family that is cancelled', () => {
  it('leaves the schedule where it is, and says so', async () => {
    stage.stages(NIGHTLY, WORKER)
    const run = await stage.release({}, { signals: cancelAt(WORKER_WAITS) })
    expect(run.outputs['result'], run.log).toBe('cancelled')
    expect(run.annotations.at(-1)?.message).toMatch(
      /ecs family nightly runs sha256:\w+ \(nightly:2\) by this release/,
    )
    expect(stage.scheduled()).toBe('nightly:2')
  })

  it('has the schedule back at once with on-cancel: rollback, and what names no revision too', async () => {
    stage.stages(FOLLOWED, WORKER)
    const run = await stage.release(ROLLBACK, { signals: cancelAt(WORKER_WAITS) })
    expect(run.outputs['result'], run.log).toBe('cancelled')
    expect(stage.scheduled()).toBe('nightly:1')
    expect(statuses()).toStrictEqual(['ACTIVE', 'INACTIVE'])
    const post = await stage.post(run, ROLLBACK)
    expect(post).toMatchObject({ exitCode: 0 })
    expect(stage.scheduled()).toBe('nightly:1')
    expect(statuses()).toStrictEqual(['ACTIVE', 'INACTIVE'])
  })

  it('is brought back by the post step where the step was killed', async () => {
    stage.stages(FOLLOWED, WORKER)
    const killed = new AbortController()
    stage.sandbox.fail({
      service: 'ecs',
      action: 'DeregisterTaskDefinition',
      kind: 'stall',
      times: 1,
      when: () => {
        killed.abort()
        return true
      },
    })
    const run = await stage.release(ROLLBACK, {
      signals: [...cancelAt(WORKER_WAITS), { signal: 'SIGKILL', at: killed.signal }],
    })
    expect(run.exitCode).toBeNull()
    const post = await stage.post(run, ROLLBACK)
    expect(post).toMatchObject({ exitCode: 0 })
    expect(post.summary).toContain('(nightly:1) again.')
    expect(stage.scheduled()).toBe('nightly:1')
    expect(statuses()).toStrictEqual(['ACTIVE', 'INACTIVE'])
  })
})
