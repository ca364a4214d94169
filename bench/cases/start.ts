import type { BenchCase } from '../support/case.ts'
import { openSamples } from '../support/samples.ts'
import { EAST, freshLayers, startSandboxBench } from '../support/sandbox-bench.ts'

const ROUNDS = 9

/** How long a person looks at nothing. */
export const start: BenchCase = {
  name: 'start',
  about: 'from the start of the process to the first useful line of its log',
  run: async ({ peers, rounds = ROUNDS }) => {
    const bench = await startSandboxBench(peers)
    try {
      const samples = openSamples()
      const repository = await bench.freshRepository()
      const spec = { layers: freshLayers(1, 1024) }
      await bench.call('put', { regions: [EAST], repository, tags: ['latest', 'dev'], spec })
      const move = {
        from: { region: EAST, repository, tag: 'latest' },
        to: { region: EAST, repository, tag: 'dev' },
      }
      for (let round = 0; round < rounds; round += 1) {
        const { process } = await bench.measure('ours', move, 0)
        samples.add('ours', 'first line', process.firstLineMs)
      }
      return [
        {
          case: 'start',
          unit: 'ms',
          ...samples.medians('first line'),
          what: 'Start to the first useful line',
          budgets: [{ against: 'value', atMost: 200 }],
        },
      ]
    } finally {
      await bench.stop()
    }
  },
}
