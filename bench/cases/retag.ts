import type { BenchCase } from '../support/case.ts'
import { countRequests } from '../support/requests.ts'
import { inRounds, nothing } from '../support/rounds.ts'
import { figures, openSamples } from '../support/samples.ts'
import {
  EAST,
  freshLayers,
  startSandboxBench,
  type Move,
  type SandboxBench,
} from '../support/sandbox-bench.ts'
import { added } from '../support/statistics.ts'

const ROUNDS = 5
const LATENCIES = [0, 40] as const
const STAGE = 'dev'

/** Giving an image another tag in its own repository: what every promotion within a region is. */
export const retag: BenchCase = {
  name: 'retag',
  about: 'a new stage tag in the same repository, without and with 40 ms of latency per request',
  run: async (context) => {
    const { peers, rounds = ROUNDS } = context
    const bench = await startSandboxBench(peers)
    try {
      const tools = ['ours', ...peers.names] as const
      const samples = openSamples()
      await inRounds({ name: 'retag', tools, rounds }, context, nothing, async (tool) => {
        for (const latency of LATENCIES) {
          const move = await newImage(bench)
          const { movedMs, process, requests } = await bench.measure(tool, move, latency)
          samples.add(tool, `moved ${latency}`, movedMs)
          samples.add(tool, `process ${latency}`, process.milliseconds)
          samples.add(tool, 'all requests', requests.length)
          const { core } = countRequests(requests, STAGE)
          samples.add(tool, 'core', tool === 'ours' ? core : requests.length)
          if (latency !== 0) continue
          const again = await bench.measure(tool, move, 0)
          samples.add(
            tool,
            'again',
            tool === 'ours' ? countRequests(again.requests, STAGE).core : again.requests.length,
          )
        }
      })
      samples.add('ours', 'outgoing', await requestsWithOutgoing(bench))
      const addedTo = (key: string): ReturnType<typeof figures> =>
        figures((tool) => added(samples.of(tool, `${key} 0`), samples.of(tool, `${key} 40`)))
      const row = { case: 'retag', unit: 'ms', budgets: [] } as const
      const counts = { ...row, unit: 'requests' } as const
      return [
        {
          ...row,
          ...addedTo('moved'),
          what: 'Retag: time that 40 ms per request add until the tag has moved',
          budgets: [{ against: 'crane', atMost: 0.55 }],
        },
        { ...row, ...addedTo('process'), what: 'Retag: the same, until the process has ended' },
        { ...row, ...samples.medians('process 40'), what: 'Retag at 40 ms per request: whole process' },
        { ...row, ...samples.medians('process 0'), what: 'Retag without latency: whole process' },
        {
          ...counts,
          ...samples.medians('core'),
          what: 'Retag: requests',
          note: 'ours without lookups and read-back',
          budgets: [{ against: 'value', atMost: 2 }],
        },
        {
          ...counts,
          ...samples.medians('all requests'),
          what: 'Retag: requests, lookups and read-back included',
        },
        {
          ...counts,
          ...samples.medians('outgoing'),
          what: 'Retag that keeps the outgoing image under a tag: requests',
          budgets: [{ against: 'value', atMost: 3 }],
        },
        {
          ...counts,
          ...samples.medians('again'),
          what: 'Retag that is done already: requests',
          budgets: [{ against: 'value', atMost: 1 }],
        },
      ]
    } finally {
      await bench.stop()
    }
  },
}

async function newImage(bench: SandboxBench): Promise<Move> {
  const repository = await bench.freshRepository()
  await bench.call('put', {
    regions: [EAST],
    repository,
    tags: ['latest'],
    spec: { layers: freshLayers(8, 1024) },
  })
  const at = { region: EAST, repository }
  return { from: { ...at, tag: 'latest' }, to: { ...at, tag: STAGE } }
}

async function requestsWithOutgoing(bench: SandboxBench): Promise<number> {
  const move = await newImage(bench)
  const { repository } = move.to
  const spec = { layers: freshLayers(1, 1024) }
  await bench.call('put', { regions: [EAST], repository, tags: [STAGE], spec })
  const { requests } = await bench.measure('ours', move, 0)
  return countRequests(requests, STAGE).core
}
