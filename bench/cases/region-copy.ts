import type { BenchCase } from '../support/case.ts'
import { countRequests } from '../support/requests.ts'
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

const ROUNDS = 5
const LATENCY_MS = 40
const STAGE = 'prod'

/** To another region that has all blobs: what the second release of an application is, but for its own layer. */
export const regionCopy: BenchCase = {
  name: 'region-copy',
  about: 'a copy to another region where the blobs are already, with 40 ms of latency per request',
  run: async (context) => {
    const { peers, rounds = ROUNDS } = context
    const bench = await startSandboxBench(peers)
    try {
      const tools = ['ours', ...peers.names] as const
      const samples = openSamples()
      await inRounds({ name: 'region-copy', tools, rounds }, context, nothing, async (tool) => {
        const { movedMs, process, requests } = await bench.measure(tool, await newImage(bench), LATENCY_MS)
        const there = requests.filter(({ region }) => region === WEST)
        const { core, stageTag } = countRequests(there, STAGE)
        samples.add(tool, 'requests', tool === 'ours' ? core - stageTag : there.length - 1)
        samples.add(tool, 'all requests', requests.length)
        samples.add(tool, 'moved', movedMs)
        samples.add(tool, 'process', process.milliseconds)
      })
      const row = { case: 'region-copy', budgets: [] } as const
      return [
        {
          ...row,
          ...samples.medians('requests'),
          unit: 'requests',
          what: 'To a region with the blobs there: requests to it, beside its stage tag',
          note: 'ours without lookups and read-back',
          budgets: [{ against: 'value', atMost: 3 }],
        },
        {
          ...row,
          ...samples.medians('all requests'),
          unit: 'requests',
          what: 'To a region with the blobs there: all requests to both regions',
        },
        {
          ...row,
          ...samples.medians('moved'),
          unit: 'ms',
          what: 'To a region with the blobs there, 40 ms per request: until its tag has moved',
        },
        {
          ...row,
          ...samples.medians('process'),
          unit: 'ms',
          what: 'To a region with the blobs there, 40 ms per request: whole process',
        },
      ]
    } finally {
      await bench.stop()
    }
  },
}

async function newImage(bench: SandboxBench): Promise<Move> {
  const repository = await bench.freshRepository()
  const spec = { layers: freshLayers(8, 1024) }
  await bench.call('put', { regions: [EAST], repository, tags: ['latest'], spec })
  const other = { ...spec, annotations: { other: 'manifest of the same blobs' } }
  await bench.call('put', { regions: [WEST], repository, tags: ['old'], spec: other })
  return {
    from: { region: EAST, repository, tag: 'latest' },
    to: { region: WEST, repository, tag: STAGE },
  }
}
