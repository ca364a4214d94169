import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '../../sandbox/index.ts'
import { startDebianRegistry } from './debian-registry.ts'
import { startEcrHost } from './ecr-host.ts'
import { type Judges, openJudges } from './judges.ts'
import { startRegistryContainer } from './registry-container.ts'

/** The registry of a region. */
export interface RegionRegistry {
  readonly region: string
  /** The host by which the action and the judges know it. */
  readonly name: string
  /** `127.0.0.1:PORT`: the same without TLS, to push to and to look at. */
  readonly plain: string
  /** `METHOD /path` of what it has answered so far. */
  readonly requests: () => Promise<readonly string[]>
}

/** Two regions with a real registry each, and an AWS that knows none of their images. */
export interface RegionPair {
  readonly east: RegionRegistry
  readonly west: RegionRegistry
  readonly judges: Judges
  /** The variables of a job in the eastern one. */
  readonly env: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

/** What a registry is, and how it is called. */
export type Kind =
  /** `registry:3` on loopback; takes a sparse index */
  | 'container'
  /** Debian's docker-registry on loopback */
  | 'debian'
  /** the same behind TLS under ECR's host name; needs the machine */
  | 'debian-as-ecr'

interface Started {
  readonly server: RegionRegistry
  /** A file with the authority that signed its certificate. */
  readonly authority?: string | undefined
  readonly stop: () => Promise<void>
}

const ACCOUNT = '123456789012'

/** Starts the registries of us-east-1 and us-west-2. */
export async function startRegionPair(eastern: Kind, western: Kind): Promise<RegionPair> {
  const sandbox = await startSandbox()
  const east = await start(eastern, 'us-east-1', '127.0.1.1')
  const west = await start(western, 'us-west-2', '127.0.1.2')
  const folder = mkdtempSync(join(tmpdir(), 'authorities-'))
  const authorities = join(folder, 'ca.pem')
  const certificates = [east, west].flatMap(({ authority }) =>
    authority === undefined ? [] : [readFileSync(authority, 'utf8')],
  )
  writeFileSync(authorities, certificates.join('\n'))
  const judges = openJudges(certificates.length > 0 ? authorities : undefined)
  return {
    east: east.server,
    west: west.server,
    judges,
    env: { ...sandbox.env(), ...(certificates.length > 0 ? { NODE_EXTRA_CA_CERTS: authorities } : {}) },
    stop: async () => {
      judges.close()
      rmSync(folder, { recursive: true })
      await Promise.all([east.stop(), west.stop(), sandbox.stop()])
    },
  }
}

async function start(kind: Kind, region: string, address: string): Promise<Started> {
  if (kind === 'container') return await startContainer(region)
  const { host, requests, stop } = await startDebianRegistry()
  const server = { region, name: host, plain: host, requests }
  if (kind === 'debian') return { server, stop }
  const ecr = await startEcrHost(host, ACCOUNT, region, address)
  return {
    server: { ...server, name: ecr.host },
    authority: ecr.env['NODE_EXTRA_CA_CERTS'],
    stop: async () => {
      await ecr.stop()
      await stop()
    },
  }
}

async function startContainer(region: string): Promise<Started> {
  const { host, requests, stop } = await startRegistryContainer({
    REGISTRY_VALIDATION_MANIFESTS_URLS_ALLOW: '[".*"]',
    REGISTRY_VALIDATION_MANIFESTS_INDEXES_PLATFORMS: 'none',
  })
  return {
    server: { region, name: host, plain: host, requests },
    stop: () => {
      stop()
      return Promise.resolve()
    },
  }
}
