import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  EAST,
  NEW_COMMIT,
  OLD_COMMIT,
  startThreeRegions,
  type ThreeRegions,
  WEST,
} from '../support/three-regions.ts'

let stack: ThreeRegions
beforeEach(async () => {
  stack = await startThreeRegions()
  stack.sandbox.createBucket(EAST, 'records')
})
afterEach(async () => {
  await stack.stop()
})

/** The records that were kept, with their keys. */
function records(): [key: string, record: unknown][] {
  return Object.entries(stack.sandbox.objects('records')).map(([key, bytes]) => [
    key,
    JSON.parse(bytes.toString()),
  ])
}

const KEPT = { 's3-bucket': 'records' }

describe('the record of a release', () => {
  it('says who released what to where, and what it took', async () => {
    await stack.release({
      ...KEPT,
      command: 'rake db:migrate --password=very-secret',
      'environment-variables': 'LOG_LEVEL=very-secret\n-OLD',
    })
    const [[key, record] = []] = records()
    expect(key).toMatch(/^releases\/app\/prod\/\d{4}-\d\d-\d\dT[\d:.]+Z\.json$/)
    expect(record).toMatchObject({
      version: 1,
      result: 'released',
      repository: 'app',
      stage: 'prod',
      source: 'staging',
      digest: stack.next,
      previousDigest: stack.running,
      commit: NEW_COMMIT,
      previousCommit: OLD_COMMIT,
      command: { succeeded: true, exitCode: 0 },
      copies: [{ region: WEST }, { region: 'eu-west-1' }],
      targets: [
        {
          region: EAST,
          result: 'deployed',
          image: `app@${stack.next}`,
          revision: expect.stringMatching(/^app:/) as unknown,
          environment: { set: ['LOG_LEVEL'], removed: ['OLD'] },
        },
        { region: WEST, result: 'deployed' },
        { region: 'eu-west-1', result: 'deployed' },
      ],
      requests: { ecs: expect.any(Number) as unknown, lambda: expect.any(Number) as unknown },
      by: { actor: 'octocat', triggeringActor: 'octocat', workflow: 'ci' },
    })
    expect(JSON.stringify(record)).not.toContain('very-secret')
    const { started, ended } = record as { started: string; ended: string }
    expect(Date.parse(ended)).toBeGreaterThan(Date.parse(started))
  })

  it('is kept of a failed release, too', async () => {
    stack.sandbox.nextRollout(WEST, 'prod', 'app', 'circuit-breaker')
    const run = await stack.release(KEPT)
    expect(run.outputs['result']).toBe('rolled-back')
    expect(records().map(([, record]) => record)).toMatchObject([
      { result: 'rolled-back', targets: [{}, { region: WEST, refusedRevision: 'app:2' }, {}] },
    ])
  })

  it('is kept of a cancelled one', async () => {
    stack.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    const run = await stack.release(KEPT, { signals: [{ signal: 'SIGINT', at: /tasks running/ }] })
    expect(run.outputs['result']).toBe('cancelled')
    expect(records().map(([, record]) => record)).toMatchObject([{ result: 'cancelled' }])
    expect(run.milliseconds).toBeLessThan(8_000)
  })

  it('does not hold up a cancelled one', async () => {
    stack.sandbox.nextRollout(EAST, 'prod', 'app', 'stuck')
    stack.sandbox.fail({ service: 's3', kind: 'stall' })
    const run = await stack.release(KEPT, { signals: [{ signal: 'SIGINT', at: /tasks running/ }] })
    expect(run.outputs['result']).toBe('cancelled')
    expect(run.summary).toContain('🚫 prod cancelled')
    expect(run.milliseconds).toBeLessThan(8_000)
  })

  it('is not kept where nothing was written', async () => {
    await stack.release()
    expect((await stack.release(KEPT)).outputs['result']).toBe('unchanged')
    expect((await stack.release({ ...KEPT, plan: 'true' })).outputs['result']).toBe('planned')
    await stack.release({ ...KEPT, 'expected-digest': `sha256:${'0'.repeat(64)}` })
    expect(records()).toStrictEqual([])
  })

  it('that cannot be kept is a warning: the release has happened', async () => {
    const run = await stack.release({ 's3-bucket': 'nowhere' })
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'released' } })
    expect(run.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining('could not be written') as unknown },
    ])
  })
})
