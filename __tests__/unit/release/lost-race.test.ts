import { describe, expect, it } from 'vitest'
import type { ReadyTarget, TargetOutcome } from '../../../shared/release/deploy/outcome.ts'
import { explainLostRace } from '../../../shared/release/promote/lost-race.ts'
import type { Target } from '../../../shared/release/request/target.ts'

const OURS = `sha256:${'a'.repeat(64)}`
const WINNER = `sha256:${'b'.repeat(64)}`

function ready(name: string, running: string | undefined, settled = false): ReadyTarget {
  const repository = { host: 'h', name: 'app', url: 'h/app', account: undefined, region: 'r' }
  const target: Target = {
    name,
    region: 'r',
    repository,
    wave: 1,
    role: undefined,
    alarms: [],
    environment: { set: {}, remove: [] },
    runs: undefined,
  }
  const outcome: TargetOutcome = { result: 'deployed', accepted: true }
  const work = (): Promise<TargetOutcome> => Promise.resolve(outcome)
  return {
    target,
    settled,
    outlook: { running, revision: undefined, diff: [], notes: [] },
    wayBack: undefined,
    deploy: work,
    rollBack: work,
  }
}

async function explain(
  now: Readonly<Record<string, ReadyTarget | undefined>>,
): Promise<{ reason?: string; hint?: string }> {
  const ended = Object.keys(now).map((name) => ({
    ready: ready(name, undefined),
    outcome: { result: 'deployed', accepted: true } as const,
  }))
  return await explainLostRace('prod', { digest: OURS, winner: WINNER }, ended, ({ name }) => {
    const found = now[name]
    return found === undefined ? Promise.reject(new Error('denied')) : Promise.resolve(found)
  })
}

describe('a release whose tag another one took', () => {
  it('says loudly what runs its image while the tag names the other one', async () => {
    const { reason, hint } = await explain({
      'us ecs a': ready('us ecs a', OURS),
      'us lambda b': ready('us lambda b', 'sha256:child', true),
      'eu ecs c': ready('eu ecs c', WINNER),
    })
    expect(reason).toContain(`it names ${WINNER} now.`)
    expect(reason).toContain(
      'NOT WHAT THE TAG NAMES: us ecs a and us lambda b run the image of this release, sha256:aaaaaaaaaaaa.',
    )
    expect(reason).not.toContain('eu ecs c')
    expect(hint).toMatch(/^Run the other release once more/)
  })

  it('says nothing of targets that the winner has deployed to', async () => {
    const { reason, hint } = await explain({ 'us ecs a': ready('us ecs a', WINNER) })
    expect(reason).toMatch(/it names sha256:b+ now\.$/)
    expect(hint).toMatch(/^Give the workflow a concurrency group/)
  })

  it('says so where it cannot be told', async () => {
    const { reason } = await explain({ 'us ecs a': undefined })
    expect(reason).toMatch(/What us ecs a runs could not be told\.$/)
  })
})
