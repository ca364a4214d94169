import type { BenchCase } from '../support/case.ts'
import { inRounds, nothing } from '../support/rounds.ts'
import { figures, openSamples } from '../support/samples.ts'
import { ratio, type ToolName } from '../support/rows.ts'
import { startSandboxBench } from '../support/sandbox-bench.ts'
import { fastest } from '../support/statistics.ts'
import { imageOf } from './small-layers.ts'

const ROUNDS = 5
const LAYERS = [20, 40, 80] as const

// What two medians of a few milliseconds per blob differ by without any reason.
const NOISE = 1.1

/** The cost of one blob beside many and beside few: what grows with their number shows here. */
export const linear: BenchCase = {
  name: 'linear',
  about: 'time per blob of 20, 40 and 80 small layers, without latency',
  run: async (context) => {
    const { peers, rounds = ROUNDS } = context
    const bench = await startSandboxBench(peers)
    try {
      // The engine unpacks what it pulls, which is another question.
      const tools = ['ours', ...peers.names.filter((name) => name !== 'docker')] as const
      const samples = openSamples()
      await inRounds({ name: 'linear', tools, rounds }, context, nothing, async (tool) => {
        for (const layers of LAYERS) {
          const { movedMs } = await bench.measure(tool, await imageOf(bench, layers), 0)
          // The configuration is a blob too.
          samples.add(tool, String(layers), movedMs === undefined ? undefined : movedMs / (layers + 1))
        }
      })
      const of = (tool: ToolName, layers: number): number | undefined =>
        fastest(samples.of(tool, String(layers)))
      const step = (tool: ToolName, from: number, to: number): number | undefined => {
        const [few, many] = [of(tool, from), of(tool, to)]
        if (few === undefined || many === undefined) return undefined
        const each = (many * (to + 1) - few * (from + 1)) / (to - from)
        // More blobs in less time: what was measured is the machine's noise.
        return each > 0 ? each : undefined
      }
      return [
        ...LAYERS.map((layers) => ({
          case: 'linear',
          unit: 'ms' as const,
          budgets: [],
          ...figures((tool) => of(tool, layers)),
          what: `Time per blob, ${layers} small layers`,
          note: `fastest of ${rounds}`,
        })),
        {
          case: 'linear',
          unit: 'times',
          ...figures((tool) => ratio(of(tool, 80), of(tool, 20))),
          what: 'Time per blob, 80 layers over 20',
          budgets: [{ against: 'value', atMost: NOISE }],
        },
        {
          case: 'linear',
          unit: 'times',
          ...figures((tool) => ratio(step(tool, 40, 80), step(tool, 20, 40))),
          what: 'Time of one blob more, from 40 to 80 layers over from 20 to 40',
          budgets: [],
        },
      ]
    } finally {
      await bench.stop()
    }
  },
}
