import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startChild, type Child } from './child.ts'
import type { Peers } from './peers.ts'
import { runRelease } from './release.ts'
import type { ToolName } from './rows.ts'
import type { Finished } from './run-process.ts'
import type { SandboxApi, Seen, Watched } from './sandbox-process.ts'

export const EAST = 'us-east-1'
export const WEST = 'us-west-2'

/** A promotion: the image of one tag gets another, here or in another region. */
export interface Move {
  readonly from: Watched
  readonly to: Watched
}

/** What a promotion took, seen from the server and from the process. */
interface Measured extends Seen {
  readonly process: Finished
}

/** A sandbox that runs in a process of its own, and whom every tool can log in to. */
export interface SandboxBench {
  readonly call: Child<SandboxApi>['call']
  /** The variables of a job in a region. */
  readonly env: (region: string) => Readonly<Record<string, string>>
  /** A repository's name that was never used before, which exists in both regions. */
  readonly freshRepository: () => Promise<string>
  /**
   * Promotes by one of the tools and checks that the tag names the image.
   * @throws Error when it fails, or the digest is another (docker's may be)
   */
  readonly measure: (tool: ToolName, move: Move, latencyMs: number) => Promise<Measured>
  readonly stop: () => Promise<void>
}

export async function startSandboxBench(peers: Peers): Promise<SandboxBench> {
  const child = startChild<SandboxApi>(join(import.meta.dirname, 'sandbox-process.ts'))
  const { env, registries, passwords } = await child.call('about')
  peers.logIn(
    Object.fromEntries(Object.entries(registries).map(([region, host]) => [host, passwords[region] ?? ''])),
  )
  const url = ({ region, repository }: Watched): string => `${registries[region] ?? ''}/${repository}`
  const run = async (tool: ToolName, { from, to }: Move): Promise<Finished> => {
    if (tool !== 'ours') {
      return await peers.run(tool, {
        source: url(from),
        sourceTag: from.tag,
        destination: url(to),
        tag: to.tag,
      })
    }
    const regional = { 'stage-region': to.region, 'regional-ecr-image-url': url(to) }
    return await runRelease({
      env: env[from.region] ?? {},
      inputs: {
        'ecr-image-url': url(from),
        'stage-name': to.tag,
        'previous-stage-name': from.tag,
        ...(to.region === from.region ? {} : regional),
      },
    })
  }
  let count = 0
  return {
    call: child.call,
    env: (region) => env[region] ?? {},
    freshRepository: async () => {
      count += 1
      const name = `app-${count}`
      for (const region of [EAST, WEST]) await child.call('createRepository', region, name)
      return name
    },
    measure: async (tool, move, latencyMs) => {
      await child.call('latency', latencyMs)
      await child.call('watch', move.to)
      const process = await run(tool, move)
      const seen = await child.call('seen')
      await child.call('latency', 0)
      const [wanted, got] = [await child.call('tag', move.from), await child.call('tag', move.to)]
      if (got === null || (tool !== 'docker' && got !== wanted)) {
        throw new Error(`${tool} left ${String(got)} under "${move.to.tag}" in place of ${String(wanted)}.`)
      }
      return { ...seen, process }
    },
    stop: child.stop,
  }
}

/** Layers with content that never was before, the same wherever they are put. */
export function freshLayers(count: number, bytes: number): Readonly<Record<string, string>>[] {
  return Array.from({ length: count }, () => ({ data: randomBytes(bytes / 2).toString('hex') }))
}
