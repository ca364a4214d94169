import { subscribe } from 'node:diagnostics_channel'
import { startSandbox } from '../../sandbox/index.ts'
import type { ImageSpec } from '../../sandbox/images/assemble.ts'
import { serveParent } from './child.ts'
import type { Counted } from './requests.ts'

// A sandbox in a process of its own: the time it takes is not mixed with the bench's, and its latency is the same for
// every tool.

const SERVICES = ['ecr', 'registry', 'blob'] as const

/** A tag to keep an eye on. */
export interface Watched {
  readonly region: string
  readonly repository: string
  readonly tag: string
}

/** What was seen since a watch began. */
export interface Seen {
  readonly requests: readonly Counted[]
  /** Milliseconds from the first request's arrival to the answer after which the tag names another image. */
  readonly movedMs: number | undefined
}

/** An image to put into several regions at once. */
export interface Put {
  readonly regions: readonly string[]
  readonly repository: string
  readonly tags: readonly string[]
  readonly spec: ImageSpec
}

// Regions may be given as arguments.
const regions = process.argv.slice(2)
const sandbox = await startSandbox({ rolloutMs: 0, ...(regions.length === 0 ? {} : { regions }) })
let watched: Watched | undefined
let before: string | undefined
let firstAt: number | undefined
let movedAt: number | undefined

function current(): string | undefined {
  return watched && sandbox.tags(watched.region, watched.repository)[watched.tag]
}

// The sandbox keeps no times. Node's own events have them for every request, before and after any latency.
subscribe('http.server.request.start', () => {
  firstAt ??= performance.now()
})
subscribe('http.server.response.finish', () => {
  if (watched !== undefined && movedAt === undefined && current() !== before) movedAt = performance.now()
})

const api = {
  about: () => ({
    env: Object.fromEntries(sandbox.regions.map((region) => [region, sandbox.env(region)])),
    registries: sandbox.registries,
    passwords: Object.fromEntries(sandbox.regions.map((region) => [region, sandbox.password(region)])),
  }),
  /** Adds latency to every request from now on. */
  latency: (milliseconds: number): void => {
    sandbox.heal()
    if (milliseconds === 0) return
    for (const service of SERVICES) sandbox.fail({ service, kind: 'delay', milliseconds })
  },
  createRepository: (region: string, repository: string): void => {
    sandbox.createRepository(region, repository)
  },
  /** Puts an image of the same bytes into each region, and answers its digest. */
  put: ({ regions, repository, tags, spec }: Put): string => {
    const digests = regions.map((region) => sandbox.putImage(region, repository, tags, spec).digest)
    return digests[0] ?? ''
  },
  tag: ({ region, repository, tag }: Watched): string | null => sandbox.tags(region, repository)[tag] ?? null,
  /** Forgets what was seen, and waits for a tag to move. */
  watch: (next: Watched): void => {
    sandbox.requests.length = 0
    firstAt = undefined
    movedAt = undefined
    watched = next
    before = current()
  },
  seen: (): Seen => ({
    requests: sandbox.requests.map(({ service, action, region, body }) => ({
      service,
      action,
      region,
      ...(typeof body['imageTag'] === 'string' ? { tag: body['imageTag'] } : {}),
    })),
    movedMs: firstAt === undefined || movedAt === undefined ? undefined : movedAt - firstAt,
  }),
}

export type SandboxApi = typeof api
serveParent(api)
