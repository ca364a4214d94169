import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Pace, ReadyTarget, TargetOutcome } from '../../../shared/release/deploy/outcome.ts'
import { rollBackAll } from '../../../shared/release/deploy/roll-back.ts'
import { standing, whereTheyStand } from '../../../shared/release/deploy/standing.ts'
import { deployWaves, type Ended } from '../../../shared/release/deploy/waves.ts'
import type { Target } from '../../../shared/release/request/target.ts'
import { fakePorts } from './fakes.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const NEW = `sha256:${'a'.repeat(64)}`
const OLD = `sha256:${'b'.repeat(64)}`
const BACK: TargetOutcome = { result: 'rolled-back', accepted: true }
const STARTED: TargetOutcome = { result: 'cancelled', accepted: true, reason: 'It was started.' }

function never(): Promise<TargetOutcome> {
  return new Promise(() => undefined)
}

function target(name: string, more: Partial<ReadyTarget> = {}): ReadyTarget {
  const runs: Target['runs'] = {
    kind: 'lambda',
    name,
    alias: undefined,
    traffic: [],
  }
  return {
    target: {
      name,
      region: 'us-east-1',
      repository: { url: 'host/app', host: 'host', name: 'app', region: 'us-east-1', account: undefined },
      wave: 1,
      role: undefined,
      alarms: [],
      environment: { set: {}, remove: [] },
      runs,
    },
    settled: false,
    outlook: { running: OLD, revision: 'app:1', diff: [], notes: [] },
    deploy: () => Promise.resolve({ result: 'deployed', accepted: true }),
    wayBack: {},
    rollBack: () => Promise.resolve(BACK),
    ...more,
  }
}

function ended(
  result: TargetOutcome['result'],
  accepted: boolean,
  rollBack = vi.fn(target('x').rollBack),
): Ended {
  return { ready: target(result, { rollBack }), outcome: { result, accepted, reason: `It ${result}.` } }
}

describe('rollBackAll', () => {
  it.each<[TargetOutcome['result'], boolean, Pace, boolean]>([
    ['deployed', true, 'wait', true],
    ['tagged', true, 'wait', true],
    ['failed', true, 'wait', true],
    ['timed-out', true, 'wait', true],
    ['failed', false, 'wait', false],
    ['unchanged', false, 'wait', false],
    ['skipped', false, 'wait', false],
    ['rolled-back', true, 'wait', false],
    ['superseded', true, 'wait', false],
    ['cancelled', true, 'wait', false],
    ['cancelled', true, 'start', true],
    ['cancelled', false, 'start', false],
    ['superseded', true, 'start', false],
    ['deployed', true, 'start', true],
  ])('%s, accepted: %s, %s: brought back: %s', async (result, accepted, pace, wanted) => {
    const rollBack = vi.fn(target('x').rollBack)
    await rollBackAll([ended(result, accepted, rollBack)], pace, fakePorts().ports)
    expect(rollBack.mock.calls).toStrictEqual(wanted ? [[pace]] : [])
  })

  it('keeps why the target failed, or says that another did', async () => {
    const back = await rollBackAll([ended('failed', true)], 'wait', fakePorts().ports)
    const deployed = { ready: target('d'), outcome: { result: 'deployed', accepted: true } as const }
    const other = await rollBackAll([deployed], 'wait', fakePorts().ports)
    expect([...back, ...other].map(({ outcome }) => outcome.reason)).toStrictEqual([
      'It failed.',
      'Brought back, because the release failed elsewhere.',
    ])
  })

  it('starts everywhere at once, and waits for nobody longer than there is time', async () => {
    const cancel = new AbortController()
    cancel.abort()
    const { ports } = fakePorts({ signal: cancel.signal })
    const slow = ended('cancelled', true, vi.fn(never))
    const quick = ended(
      'deployed',
      true,
      vi.fn(() => Promise.resolve(STARTED)),
    )
    const waited = rollBackAll([slow, quick], 'start', ports)
    await vi.advanceTimersByTimeAsync(2_500)
    expect((await waited).map(({ outcome }) => outcome.reason)).toStrictEqual([
      expect.stringContaining('the post step of this job goes on with it'),
      'It was started.',
    ])
  })

  it('starts what it waited for when the job is cancelled meanwhile', async () => {
    const cancel = new AbortController()
    const { ports } = fakePorts({ signal: cancel.signal })
    const rollBack = vi.fn((pace: Pace) => (pace === 'wait' ? never() : Promise.resolve(STARTED)))
    const waited = rollBackAll([ended('failed', true, rollBack)], 'wait', ports)
    await vi.advanceTimersByTimeAsync(60_000)
    cancel.abort()
    await vi.advanceTimersByTimeAsync(500)
    expect((await waited)[0]?.outcome).toMatchObject({
      result: 'cancelled',
      reason: 'It was started. It failed.',
    })
    expect(rollBack.mock.calls).toStrictEqual([['wait'], ['start']])
  })

  it('makes a way back that throws the failure of its target', async () => {
    const rollBack = vi.fn(() => Promise.reject(new Error('no way')))
    const back = await rollBackAll(
      [ended('failed', true, rollBack), ended('deployed', true)],
      'wait',
      fakePorts().ports,
    )
    expect(back.map(({ outcome }) => outcome.result)).toStrictEqual(['failed', 'rolled-back'])
    expect(back[0]?.outcome.reason).toBe('It could not be brought back: no way It failed.')
  })
})

describe('deployWaves', () => {
  it('takes what never answered a cancel for accepted', async () => {
    const cancel = new AbortController()
    const { ports } = fakePorts({ signal: cancel.signal })
    const later = { ...target('later'), target: { ...target('later').target, wave: 2 } }
    const waited = deployWaves(
      [target('slow', { deploy: never }), later],
      () => Promise.resolve(undefined),
      ports,
    )
    cancel.abort()
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await waited).map(({ outcome }) => [outcome.result, outcome.accepted])).toStrictEqual([
      ['cancelled', true],
      ['skipped', false],
    ])
  })
})

describe('where a target of a cancelled release stands', () => {
  const former = 'sha256:bbbbbbbbbbbb (app:1)'
  const now = 'sha256:aaaaaaaaaaaa (app:2)'
  const taskDefinitionArn = 'arn:aws:ecs:us-east-1:123456789012:task-definition/app:2'
  it.each<[TargetOutcome['result'], boolean, boolean, string]>([
    ['skipped', false, false, `runs ${former} still: nothing was deployed there.`],
    ['cancelled', false, true, `runs ${former} still: nothing was deployed there.`],
    ['unchanged', false, false, `runs ${now}, as before.`],
    ['deployed', true, false, `runs ${now} by this release; it ran ${former}.`],
    ['cancelled', true, false, `was told to run ${now}, and goes on by itself; it ran ${former}.`],
    ['cancelled', true, true, 'is not back yet. Why.'],
    ['deployed', true, true, 'is not back yet. Why.'],
    ['rolled-back', true, true, `runs ${former} again.`],
    ['superseded', true, true, 'was taken over by another deployment. Why.'],
    ['timed-out', true, false, 'ended as timed-out. Why.'],
  ])('%s, accepted: %s, went back: %s', (result, accepted, wentBack, sentence) => {
    const outcome = { result, accepted, reason: 'Why.', taskDefinitionArn }
    expect(standing({ ready: target('x'), outcome }, NEW, wentBack)).toBe(sentence)
  })

  it('is said of ten targets, and how many more there are', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      ready: target(`t${index}`),
      outcome: { result: 'skipped', accepted: false } as const,
    }))
    expect(whereTheyStand(many, NEW, false)).toMatch(/t9 runs .* And 2 more, see the job summary\.$/)
  })
})
