import type { Step } from '../../image/steps.ts'
import type { Facts } from './facts.ts'

const FILE = '/usr/local/lib/stop.cjs'

// Set again after each signal: what has shut a server down sends the signal once more and means its default (terminus
// does), which the first process has not. Not at once, as others count who else listens.
const STOP = [
  "process.once('SIGTERM', function stop() {",
  "  if (process.listenerCount('SIGTERM') === 0) process.exit(143)",
  "  setImmediate(() => process.once('SIGTERM', stop))",
  '})',
]

interface Stopping {
  readonly steps: readonly Step[]
  readonly env: Readonly<Record<string, string>>
}

/**
 * What ends a server that has no handler for SIGTERM. The kernel gives the first process of a container only signals
 * that it has a handler for, so that such a server would be killed after the orchestrator's patience, 30 s on ECS.
 * Source: pid_namespaces(7), "The namespace init process"; nodejs.org, "Process", Signal events;
 * Bun's documentation, "Environment variables", BUN_OPTIONS.
 */
export function stopping({ source, command, runtime }: Facts): Stopping {
  const framework = command.custom !== true && command.output?.stops === true
  if (framework || source.stops) return { steps: [], env: {} }
  return {
    steps: [
      {
        kind: 'inline',
        why: [
          'The source has no handler for SIGTERM, and the first process of a container ignores signals without one.',
          'Where a dependency has one, that decides.',
        ],
        to: FILE,
        lines: STOP,
      },
    ],
    env:
      runtime.name === 'bun' ? { BUN_OPTIONS: `--preload=${FILE}` } : { NODE_OPTIONS: `--require=${FILE}` },
  }
}
