import { startBulkBench, type BulkBench, type Copied, type Source } from '../support/bulk-bench.ts'
import type { BenchCase } from '../support/case.ts'
import { inRounds } from '../support/rounds.ts'
import { figures, openSamples } from '../support/samples.ts'
import { median } from '../support/statistics.ts'
import { ratio, type ToolName } from '../support/rows.ts'

const ROUNDS = 2
const LAYERS = 4
const LAYER_BYTES = 64_000_000

// Slow enough for the network to be what everybody waits for, on a machine of two cores too.
const BYTES_PER_SECOND = 60_000_000

/** Three regions beside one: the source is read once, so that more regions cost hardly more time. */
export const fanOut: BenchCase = {
  name: 'fan-out',
  about: '4 layers of 64 MB to three regions and to one, 60 MB/s for each registry in each direction',
  needsDocker: true,
  run: async (context) => {
    const { peers, rounds = ROUNDS } = context
    const bench = await startBulkBench(peers, 3)
    try {
      await bench.shape([{ delayMs: 0, bytesPerSecond: BYTES_PER_SECOND }])
      const samples = openSamples()
      // The engine's work is bound by itself rather than by these links.
      const tools = ['ours', ...peers.names.filter((name) => name !== 'docker')] as const
      const prepare = async (): Promise<readonly (readonly [number, Source])[]> => [
        [1, await bench.push(LAYERS, LAYER_BYTES)],
        [3, await bench.push(LAYERS, LAYER_BYTES)],
      ]
      await inRounds({ name: 'fan-out', tools, rounds }, context, prepare, async (tool, sources) => {
        for (const [regions, source] of sources) {
          const { process, source: traffic } = await copyBy(tool, bench, source, regions)
          samples.add(tool, `${regions}`, process.milliseconds)
          samples.add(tool, `${regions} read`, (traffic.down['GET blob'] ?? 0) / source.bytes)
        }
      })
      const row = { case: 'fan-out', budgets: [] } as const
      const time = (tool: ToolName, regions: number): number | undefined =>
        median(samples.of(tool, `${regions}`))
      return [
        { ...row, ...samples.medians('1'), unit: 'ms', what: 'One region, 60 MB/s: whole process' },
        {
          ...row,
          ...samples.medians('3'),
          unit: 'ms',
          what: 'Three regions, 60 MB/s: whole process',
          note: 'peers one after another',
        },
        {
          ...row,
          ...figures((tool) => ratio(time(tool, 3), time(tool, 1))),
          unit: 'times',
          what: 'Three regions over one: time',
          budgets: [{ against: 'value', atMost: 1.3 }],
        },
        {
          ...row,
          ...samples.medians('3 read'),
          unit: 'times',
          what: "Three regions: bytes read from the source over the image's size",
          // Once; what is looked at besides is the configuration, of some hundred bytes.
          budgets: [{ against: 'value', atMost: 1.01 }],
        },
      ]
    } finally {
      await bench.stop()
    }
  },
}

async function copyBy(tool: ToolName, bench: BulkBench, source: Source, regions: number): Promise<Copied> {
  return await (tool === 'ours' ? bench.release(source, regions) : bench.copy(tool, source, regions))
}
