import type { BenchContext } from './case.ts'
import type { ToolName } from './rows.ts'
import { turned } from './statistics.ts'

/** Which case repeats what how often, by whom. */
export interface Rounds {
  readonly name: string
  readonly tools: readonly ToolName[]
  readonly rounds: number
}

/**
 * Lets every tool do the same once a round, each round beginning with another one. A peer that fails is reported and
 * left out from then on, so that it does not take the others' figures with it.
 * @param prepare makes what all tools of one round share
 * @throws what ours fails with
 */
export async function inRounds<Shared>(
  { name, tools, rounds }: Rounds,
  { say, peerFailed }: Pick<BenchContext, 'say' | 'peerFailed'>,
  prepare: () => Promise<Shared>,
  once: (tool: ToolName, shared: Shared) => Promise<void>,
): Promise<void> {
  const out = new Set<ToolName>()
  for (let round = 0; round < rounds; round += 1) {
    const shared = await prepare()
    for (const tool of turned(tools, round)) {
      if (out.has(tool)) continue
      try {
        await once(tool, shared)
      } catch (error) {
        if (tool === 'ours') throw error
        out.add(tool)
        peerFailed({ case: name, peer: tool, why: error instanceof Error ? error.message : String(error) })
      }
    }
    say(`${name}: round ${round + 1} of ${rounds}`)
  }
}

/** For rounds whose tools share nothing: each gets an image of its own. */
export async function nothing(): Promise<void> {
  await Promise.resolve()
}
