import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// The three rings, one after another: pure units; the bundles in dist/ against the sandbox; and everything against real engines.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['__tests__/unit/**/*.test.ts'],
          testTimeout: 5_000,
          // They wait for nothing but the processor, and are waited for by people.
          maxWorkers: '100%',
          // Nothing is mocked by module and no module keeps state, so that each is loaded once a worker instead of once a file.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'bundle',
          include: ['__tests__/bundle/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // They wait more than they work: for rollouts, retries and steady whiles.
          maxWorkers: 2 * availableParallelism(),
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['__tests__/e2e/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
