import { expect } from 'vitest'
import { forEachNth, isChanging, nthRequest } from './every-request.ts'
import { openTwoRegions, REGIONS, type TwoRegions } from './two-regions.ts'

const WORKERS = 3

/** What the targets are. */
export type Kind = 'ecs' | 'lambda'

/** What is the same whatever a release went through: registry hosts and ids differ from sandbox to sandbox. */
function stateOf({ sandbox, runs }: TwoRegions, kind: Kind): unknown {
  return REGIONS.map((region) => ({
    tags: sandbox.tags(region, 'app'),
    runs: runs(region),
    ...(kind === 'ecs' ? {} : { function: functionIn(sandbox, region) }),
  }))
}

function functionIn(sandbox: TwoRegions['sandbox'], region: string): unknown {
  const { tags, environment, aliases } = sandbox.fn(region, 'app')
  return { functionTags: tags, environment, weights: aliases['live']?.weights }
}

/** How many revisions or versions a region has got by now. */
function revisionsIn({ sandbox }: TwoRegions, kind: Kind, region: string): number {
  if (kind === 'lambda') return Object.keys(sandbox.fn(region, 'app').versions).length
  const arn = sandbox.service(region, 'prod', 'app').service['taskDefinition']
  return typeof arn === 'string' ? Number(arn.split(':').at(-1)) : NaN
}

/** A tag that has moved says that everything runs the image, and the image's own repository is the last to have it. */
function expectTruthfulTags(stage: TwoRegions, story: string): void {
  const [east, west] = REGIONS.map(stage.tagged)
  for (const tag of [east, west]) expect(['outgoing', 'incoming'], story).toContain(tag)
  if (east === 'incoming') expect(west, story).toBe('incoming')
  if (west === 'incoming') expect(REGIONS.map(stage.runs), story).toStrictEqual(['incoming', 'incoming'])
}

async function endOf(kind: Kind): Promise<unknown> {
  const stage = await openTwoRegions({ kind })
  try {
    const run = await stage.release()
    expect(run.outputs['result'], run.log).toBe('released')
    return stateOf(stage, kind)
  } finally {
    await stage.close()
  }
}

/**
 * Kills releases to two regions at each of their requests, before it is carried out, and at each that changes something
 * also after it with its answer lost; after every other kill the post step runs. Then releases again: that has to end as
 * if nothing had been killed, without more than one revision to spare.
 * @returns how many were killed
 */
export async function killEverywhere(
  kind: Kind,
): Promise<{ readonly before: number; readonly after: number }> {
  const end = await endOf(kind)
  const kill = async (nth: number, damage: 'reset' | 'lost-reply'): Promise<boolean> => {
    const stage = await openTwoRegions({ kind })
    try {
      return await killedAndRunAgain(stage, kind, nth, damage, end)
    } finally {
      await stage.close()
    }
  }
  return {
    before: await forEachNth(WORKERS, async (nth) => await kill(nth, 'reset')),
    after: await forEachNth(WORKERS, async (nth) => await kill(nth, 'lost-reply')),
  }
}

async function killedAndRunAgain(
  stage: TwoRegions,
  kind: Kind,
  nth: number,
  damage: 'reset' | 'lost-reply',
  end: unknown,
): Promise<boolean> {
  const at = nthRequest(stage.sandbox, nth, damage, damage === 'reset' ? () => true : isChanging)
  const killed = await stage.release({ signals: [{ signal: 'SIGKILL', at: at.signal }] })
  stage.sandbox.heal()
  if (killed.exitCode !== null) return false
  let story = `${damage} ${nth}, ${at.name() ?? ''}:\n${killed.log}`
  expectTruthfulTags(stage, story)
  // A runner that is lost takes the post step with it.
  if (nth % 2 === 0) {
    const post = await stage.post(killed)
    story += `\npost:\n${post.log}`
    expect(post.exitCode, story).toBe(0)
    expectTruthfulTags(stage, story)
  }
  const again = await stage.release()
  story += `\nagain:\n${again.log}`
  expect(again.exitCode, story).toBe(0)
  expect(stateOf(stage, kind), story).toStrictEqual(end)
  for (const region of REGIONS) expect(revisionsIn(stage, kind, region), story).toBeLessThanOrEqual(3)
  return true
}
