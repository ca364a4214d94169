import { startBulkBench, type Source } from '../support/bulk-bench.ts'
import type { BenchCase } from '../support/case.ts'
import { inRounds } from '../support/rounds.ts'
import { openSamples } from '../support/samples.ts'

const ROUNDS = 3
const LAYERS = 4
const LAYER_BYTES = 64_000_000

/** Few big layers, where bytes per second decide. */
export const bigLayers: BenchCase = {
  name: 'big-layers',
  about:
    '4 layers of 64 MB between two registries, with 40 ms of latency per request and no limit of bandwidth',
  needsDocker: true,
  run: async (context) => {
    const { peers, rounds = ROUNDS } = context
    const bench = await startBulkBench(peers, 1)
    try {
      await bench.shape([{ delayMs: 40 }])
      const samples = openSamples()
      const tools = ['ours', ...peers.names] as const
      // New bytes in every round: skopeo remembers where it saw a blob, and docker's engine keeps some.
      const prepare = async (): Promise<Source> => await bench.push(LAYERS, LAYER_BYTES)
      await inRounds({ name: 'big-layers', tools, rounds }, context, prepare, async (tool, source) => {
        const { process, untilTagged } = await (tool === 'ours'
          ? bench.release(source, 1)
          : bench.copy(tool, source, 1))
        samples.add(tool, 'process', process.milliseconds)
        samples.add(tool, 'tagged', untilTagged)
        // The work of docker's commands is its engine's.
        if (tool !== 'docker') samples.add(tool, 'memory', process.peakBytes)
      })
      const row = { case: 'big-layers', budgets: [] } as const
      return [
        {
          ...row,
          ...samples.medians('process'),
          unit: 'ms',
          what: '4 layers of 64 MB, 40 ms per request: whole process',
        },
        {
          ...row,
          ...samples.medians('tagged'),
          unit: 'ms',
          what: "4 layers of 64 MB, 40 ms per request: until the region's tag has moved",
          budgets: [
            { against: 'crane', atMost: 1 },
            // At least 1.4 times as fast.
            { against: 'skopeo', atMost: 1 / 1.4 },
          ],
        },
        {
          ...row,
          ...samples.medians('memory'),
          unit: 'bytes',
          what: '4 layers of 64 MB: peak resident memory',
        },
      ]
    } finally {
      await bench.stop()
    }
  },
}
