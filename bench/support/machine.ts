import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { repositoryRoot } from '../../__tests__/support/action-file.ts'
import { bundleDigest } from './bundle.ts'
import type { Peers } from './peers.ts'

/** Where and with what figures were measured: they mean nothing without it. */
export interface Machine {
  /** ISO 8601, UTC. */
  readonly date: string
  /** The commit whose bundles were measured; `+` where files differ from it. */
  readonly commit: string
  readonly cpu: string
  readonly cores: number
  readonly memoryBytes: number
  /** Processes that wanted to run in the minute before: what else disturbed the figures. */
  readonly load: number
  readonly node: string
  /** Digest of the bundle that was measured. */
  readonly bundle: string
  readonly tools: Peers['versions']
}

/** Looks at this machine. */
export function lookAtMachine({ versions }: Peers, now: Date): Machine {
  return {
    date: now.toISOString(),
    commit: commit(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    load: loadavg()[0] ?? 0,
    node: process.version,
    bundle: bundleDigest(),
    tools: versions,
  }
}

function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: repositoryRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', 'dist') === '' ? '' : '+'}`
  } catch {
    return 'unknown'
  }
}

/** What makes the figures of a run doubtful; nothing where it was undisturbed. */
export function doubts(before: Pick<Machine, 'load' | 'cores' | 'bundle'>, bundleAfter: string): string[] {
  const { load, cores, bundle } = before
  return [
    ...(load > cores / 4
      ? [`This machine was busy before (load ${load.toFixed(1)}), so that times are disturbed.`]
      : []),
    ...(bundle === bundleAfter
      ? []
      : ['The bundle is another one now: these are not the figures of one of them.']),
  ]
}

/** The machine in one sentence. */
export function describeMachine({
  date,
  commit,
  cpu,
  cores,
  memoryBytes,
  load,
  node,
  tools,
}: Machine): string {
  const versions = Object.entries(tools).map(([name, version]) => `${name} ${version}`)
  return (
    `Measured on ${date.slice(0, 10)} at commit ${commit}: ${cores} cores of ${cpu}, ` +
    `${(memoryBytes / 2 ** 30).toFixed(0)} GiB of memory, load ${load.toFixed(1)} before it; node ${node}, ${versions.join(', ')}.`
  )
}
