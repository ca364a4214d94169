import { expect } from 'vitest'
import { forEachNth, nthRequest } from './every-request.ts'
import { type ActionRun, cancelAt } from './run-action.ts'
import { openTwoRegions, REGIONS, type TwoRegions } from './two-regions.ts'

const WORKERS = 3
// From SIGINT to SIGTERM.
const PATIENCE_MS = 7_500
// Another run after each of them would take as long as all of them.
const AGAIN_EVERY = 5

/** How often a cancel came in time, and how often when the release could only be completed. */
export interface Cancels {
  readonly early: number
  readonly late: number
}

interface Scene {
  readonly stage: TwoRegions
  readonly onCancel: 'leave' | 'rollback'
  readonly nth: number
}

/**
 * Cancels releases to two services at each of their requests, and to two functions at every other. Whenever it comes, the step ends in time and says what it
 * did, the tags of both regions agree, and with `rollback` the post step leaves everything as it was before.
 */
export async function cancelEverywhere(
  kind: 'ecs' | 'lambda',
  onCancel: Scene['onCancel'],
): Promise<Cancels> {
  let late = 0
  const total = await forEachNth(
    WORKERS,
    async (nth) => {
      const stage = await openTwoRegions({ kind })
      try {
        const end = await cancelled({ stage, onCancel, nth })
        if (end === 'late') late += 1
        return end !== 'none'
      } finally {
        await stage.close()
      }
    },
    kind === 'ecs' ? 1 : 2,
  )
  return { early: total - late, late }
}

async function cancelled({ stage, onCancel, nth }: Scene): Promise<'early' | 'late' | 'none'> {
  const inputs = { 'on-cancel': onCancel }
  const at = nthRequest(stage.sandbox, nth, 'late')
  let since = 0
  at.signal.addEventListener('abort', () => {
    since = performance.now()
  })
  const run = await stage.release({ inputs, signals: cancelAt(at.signal) })
  if (!at.signal.aborted) return 'none'
  const story = `cancelled at ${nth}, ${at.name() ?? ''}:\n${run.log}`
  expect(performance.now() - since, story).toBeLessThan(PATIENCE_MS)
  const asked = stage.sandbox.requests.length
  const post = await stage.post(run, { inputs })
  const all = `${story}\npost:\n${post.log}`
  expect(post.exitCode, all).toBe(0)
  if (run.outputs['result'] === 'released') {
    expect(run.exitCode, all).toBe(0)
    expect([...REGIONS.map(stage.tagged), ...REGIONS.map(stage.runs)], all).toStrictEqual(
      Array(4).fill('incoming'),
    )
    expect(stage.sandbox.requests.length, all).toBe(asked)
    return 'late'
  }
  expectCancelled(run, all)
  expect(REGIONS.map(stage.tagged), all).toStrictEqual(['outgoing', 'outgoing'])
  if (onCancel === 'rollback') expect(REGIONS.map(stage.runs), all).toStrictEqual(['outgoing', 'outgoing'])
  else {
    const changed = stage.sandbox.requests
      .slice(asked)
      .filter(({ action }) => /^(Update|Stop|Put)/.test(action))
    expect(changed, all).toStrictEqual([])
  }
  if (nth % AGAIN_EVERY !== 0) return 'early'
  stage.sandbox.heal()
  const again = await stage.release()
  expect(again.outputs['result'], `${all}\nagain:\n${again.log}`).toBe('released')
  expect([...REGIONS.map(stage.tagged), ...REGIONS.map(stage.runs)]).toStrictEqual(Array(4).fill('incoming'))
  return 'early'
}

function expectCancelled(run: ActionRun, story: string): void {
  expect([run.exitCode, run.outputs['result']], story).toStrictEqual([1, 'cancelled'])
  expect(
    run.annotations.map(({ level }) => level),
    story,
  ).toStrictEqual(['error'])
}
