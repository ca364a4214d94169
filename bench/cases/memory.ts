import { startBulkBench, type Source } from '../support/bulk-bench.ts'
import type { BenchCase } from '../support/case.ts'
import { inRounds } from '../support/rounds.ts'
import { openSamples } from '../support/samples.ts'

const ROUNDS = 1
const LAYERS = 4
const LAYER_BYTES = 512_000_000

// One region takes less than the others could: what is read for all of them has to wait for it, not pile up.
const SLOW = { delayMs: 0, bytesPerSecond: 100_000_000 }
const FAST = { delayMs: 0 }

/** A big image, all regions at once: the memory of the process must not depend on its size. */
export const memory: BenchCase = {
  name: 'memory',
  about:
    'peak resident memory with an image of 2 GB: ours to three regions at once, one of them slow; peers to one',
  needsDocker: true,
  run: async (context) => {
    const { peers, rounds = ROUNDS } = context
    const bench = await startBulkBench(peers, 3)
    try {
      await bench.shape([FAST, FAST, FAST, SLOW])
      const samples = openSamples()
      const tools = ['ours', ...peers.names.filter((name) => name !== 'docker')] as const
      const prepare = async (): Promise<Source> => await bench.push(LAYERS, LAYER_BYTES)
      await inRounds({ name: 'memory', tools, rounds }, context, prepare, async (tool, source) => {
        const copied = await (tool === 'ours' ? bench.release(source, 3) : bench.copy(tool, source, 1))
        samples.add(tool, 'memory', copied.process.peakBytes)
      })
      return [
        {
          case: 'memory',
          unit: 'bytes',
          ...samples.medians('memory'),
          what: '2 GB to three regions at once: peak resident memory',
          note: 'peers to one region',
          budgets: [{ against: 'value', atMost: 150_000_000 }],
        },
      ]
    } finally {
      await bench.stop()
    }
  },
}
