import { describe, expect, it } from 'vitest'
import { keeperOf } from '../../../shared/release/kept/keeper.ts'
import { unfinishedRelease } from '../../../shared/release/kept/kept.ts'
import type { ReadyTarget, TargetOutcome, WayBack } from '../../../shared/release/deploy/outcome.ts'
import { whatRuns } from '../../../shared/release/post/targets.ts'
import type { Target } from '../../../shared/release/request/target.ts'

const NEW = `sha256:${'a'.repeat(64)}`
const OLD = `sha256:${'b'.repeat(64)}`
const IMAGE = { digest: NEW, platforms: new Map([['linux/arm64', `sha256:${'c'.repeat(64)}`]]) }

const TARGET: Target = {
  name: 'us-east-1 ecs prod/app',
  region: 'us-east-1',
  repository: { url: 'host/app', host: 'host', name: 'app', region: 'us-east-1', account: undefined },
  wave: 1,
  role: undefined,
  alarms: [],
  environment: { set: {}, remove: [] },
  runs: undefined,
}

function store(): {
  keep: (name: string, value: string) => void
  kept: (name: string) => string | undefined
} {
  const values = new Map<string, string>()
  return { keep: (name, value) => void values.set(name, value), kept: (name) => values.get(name) }
}

function readyTarget(outcome: TargetOutcome, wayBack?: WayBack): ReadyTarget {
  return {
    target: TARGET,
    settled: false,
    outlook: { running: OLD, revision: 'app:1', diff: [], notes: [] },
    deploy: () => Promise.resolve(outcome),
    wayBack,
    rollBack: () => Promise.resolve({ result: 'rolled-back', accepted: true }),
  }
}

const ACCEPTED = { result: 'cancelled', accepted: true } as const
const REQUEST = { stage: 'prod', onCancel: 'rollback' } as const

describe('what a release keeps for its post step', () => {
  it('is nothing before its first deployment', () => {
    expect(unfinishedRelease(store())).toBeUndefined()
  })

  it('is how far each target came, and the way back of each', async () => {
    const state = store()
    const cancel = new AbortController()
    const keeper = keeperOf(state, cancel.signal)
    const wayBack = { taskDefinition: 'app:1', pins: { nightly: 'x:1' }, none: null }
    const targets = [
      readyTarget(ACCEPTED, wayBack),
      readyTarget({ result: 'failed', accepted: false }),
      readyTarget({ result: 'superseded', accepted: true }),
      readyTarget(ACCEPTED),
    ]
    keeper.begins(REQUEST, IMAGE, targets)
    for (const target of keeper.keeping(targets).slice(0, 3)) await target.deploy()
    expect(unfinishedRelease(state)).toMatchObject({ cancelled: undefined, phase: 'deploying', killed: true })
    cancel.abort()
    keeper.ended('cancelled')
    expect(unfinishedRelease(state)).toMatchObject({
      stage: 'prod',
      image: IMAGE,
      cancelled: 'rollback',
      killed: false,
      targets: [
        { reached: 'accepted', wayBack, running: OLD, revision: 'app:1' },
        { reached: 'untouched', wayBack: undefined },
        { reached: 'left' },
        { reached: undefined },
      ],
    })
  })

  it('is that a target may have been told, from before the call on', async () => {
    const state = store()
    const keeper = keeperOf(state, new AbortController().signal)
    let meanwhile: unknown
    const target = {
      ...readyTarget(ACCEPTED),
      deploy: () => {
        meanwhile = state.kept('target_0')
        return Promise.resolve(ACCEPTED)
      },
    }
    await keeper.keeping([target])[0]?.deploy()
    expect([meanwhile, state.kept('target_0')]).toStrictEqual(['begun', 'accepted'])
    await keeper.keeping([target])[0]?.rollBack('wait')
    expect(state.kept('target_0')).toBe('left')
  })

  it.each([
    'released',
    'unchanged',
    'tagged',
    'planned',
    'failed',
    'rolled-back',
    'timed-out',
    'superseded',
  ] as const)('is nothing to finish once it ended as %s', (result) => {
    const state = store()
    const keeper = keeperOf(state, new AbortController().signal)
    keeper.begins(REQUEST, IMAGE, [readyTarget(ACCEPTED)])
    keeper.ended(result)
    expect(unfinishedRelease(state)).toBeUndefined()
  })

  it.each(['', '[]', '{', '{"stage":1}', '{"stage":"prod","image":{}}', 'null'])(
    'is ignored where it is none of ours: %j',
    (release) => {
      const state = store()
      state.keep('release', release)
      expect(unfinishedRelease(state)).toBeUndefined()
    },
  )
})

describe('what a target runs after a break', () => {
  const kept = { running: OLD, revision: 'app:1' }
  it.each([
    [NEW, true, 'released', /^runs sha256:a+ \(app:2\), the image of this release\.$/],
    [NEW, false, 'released', /^is given sha256:a+ \(app:2\).*goes on by itself/],
    [IMAGE.platforms.get('linux/arm64'), true, 'released', /^runs sha256:c+/],
    [OLD, false, 'former', /^runs sha256:b+ \(app:2\), as before\.$/],
    [`sha256:${'d'.repeat(64)}`, false, 'foreign', /another deployment came/],
    [undefined, false, 'foreign', /^runs app:2, which is not of this release/],
  ])('%s', (running, settled, state, sentence) => {
    const told = whatRuns({ running, revision: 'app:2' }, settled, kept, IMAGE)
    expect(told).toStrictEqual({ state, sentence: expect.stringMatching(sentence) as unknown })
  })
})
