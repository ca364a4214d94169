import type { BenchCase } from '../support/case.ts'
import { inRounds, nothing } from '../support/rounds.ts'
import { openSamples } from '../support/samples.ts'
import {
  EAST,
  freshLayers,
  startSandboxBench,
  WEST,
  type Move,
  type SandboxBench,
} from '../support/sandbox-bench.ts'

const ROUNDS = 3
const LATENCY_MS = 40
const LAYERS = 40

/** Many small layers, where the number of requests and how many run at once decide. */
export const smallLayers: BenchCase = {
  name: 'small-layers',
  about: '40 small layers to a region that has none of them, with 40 ms of latency per request',
  run: async (context) => {
    const { peers, rounds = ROUNDS } = context
    const bench = await startSandboxBench(peers)
    try {
      const tools = ['ours', ...peers.names] as const
      const samples = openSamples()
      await inRounds({ name: 'small-layers', tools, rounds }, context, nothing, async (tool) => {
        const move = await imageOf(bench, LAYERS)
        const { movedMs, process, requests } = await bench.measure(tool, move, LATENCY_MS)
        samples.add(tool, 'moved', movedMs)
        samples.add(tool, 'process', process.milliseconds)
        samples.add(tool, 'requests', requests.length)
      })
      const row = { case: 'small-layers', budgets: [] } as const
      return [
        {
          ...row,
          ...samples.medians('process'),
          unit: 'ms',
          what: '40 small layers, 40 ms per request: whole process',
          budgets: [{ against: 'crane', atMost: 0.5 }],
        },
        {
          ...row,
          ...samples.medians('moved'),
          unit: 'ms',
          what: "40 small layers, 40 ms per request: until the region's tag has moved",
        },
        { ...row, ...samples.medians('requests'), unit: 'requests', what: '40 small layers: all requests' },
      ]
    } finally {
      await bench.stop()
    }
  },
}

/** An image of so many small layers in one region only, to be promoted to the other. */
export async function imageOf(bench: SandboxBench, layers: number): Promise<Move> {
  const repository = await bench.freshRepository()
  const spec = { layers: freshLayers(layers, 1024) }
  await bench.call('put', { regions: [EAST], repository, tags: ['latest'], spec })
  return {
    from: { region: EAST, repository, tag: 'latest' },
    to: { region: WEST, repository, tag: 'prod' },
  }
}
