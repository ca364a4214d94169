import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import type { Repository, RepositoryOptions } from '../../sandbox/ecr/store.ts'
import { parseObject } from '../../sandbox/wire/json.ts'
import { openStrikes, type Strikes } from './fault-strikes.ts'
import { openRelay, type RelayOptions } from './relay.ts'
import { openStrictClock } from './strict-clock.ts'

/** The region of the image's own repository, which is read from. */
export const HOME = 'us-east-1'
/** The region whose registry the faults of writing strike. */
export const NEAR = 'us-west-2'
/** The stage's other region, which nothing is wrong with. */
export const FAR = 'eu-west-1'
/** The tag that the build gave the image. */
export const COMMIT = 'c0ffee'.repeat(6) + 'c0ff'
const REGIONS = [HOME, NEAR, FAR] as const

/** How manifests travel: by ECR's API, or by the distribution protocol, which is all that crane and skopeo know. */
export type Protocol = 'ecr' | 'distribution'

/** What a scene begins with, where it is not the usual three layers of 256 KiB. */
export interface SceneOptions {
  readonly layerBytes?: number
  readonly platforms?: readonly string[]
  /** A region that has no repository. */
  readonly without?: string
  /** Settings of every repository. */
  readonly repository?: RepositoryOptions
}

/** One image to be copied to two regions, and the faults on its way. */
export interface Scene extends Omit<Strikes, 'count'> {
  readonly sandbox: Sandbox
  readonly protocol: Protocol
  /** The digest that `latest` names at home and `prod` is to name everywhere. */
  readonly incoming: string
  /** The digest that `prod` names in every region before. */
  readonly outgoing: string
  /** The digest that `prod-previous` names in every region before. */
  readonly older: string
  /** The manifests of the incoming image, where it is an index. */
  readonly children: readonly string[]
  /** A layer that only the incoming image has. */
  readonly layer: string
  readonly repositories: Readonly<Record<string, Repository>>
  /** Registry hosts by region; a fault may put a proxy before one. */
  readonly hosts: Record<string, string>
  /** Variables of the job; a fault may add to them. */
  readonly env: Record<string, string>
  /** Puts a proxy before the registry of a region that harms bodies half-way, counted. */
  readonly relay: (region: string, options: RelayOptions) => Promise<void>
  /** Puts a proxy before AWS that refuses what was signed at another time than now, at least once, counted. */
  readonly strictClock: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Opens a scene: `prod` runs an image in three regions, and `latest` of the first names another. With the distribution
 * protocol ECR's API knows no repository, as beside a plain registry, and only gives tokens.
 */
export async function openScene(protocol: Protocol, options: SceneOptions = {}): Promise<Scene> {
  const sandbox = await startSandbox({ regions: REGIONS })
  const regions = REGIONS.filter((region) => region !== options.without)
  const repositories = Object.fromEntries(
    regions.map((region) => [region, sandbox.createRepository(region, 'app', options.repository)]),
  )
  const everywhere = (tag: string): string => {
    const spec = { marker: tag, layers: [{ file: tag }] }
    const [digest = ''] = regions.map((region) => sandbox.putImage(region, 'app', tag, spec).digest)
    return digest
  }
  const older = everywhere('prod-previous')
  const outgoing = everywhere('prod')
  const incoming = sandbox.putImage(HOME, 'app', ['latest', COMMIT], {
    marker: 'incoming',
    layerCount: 3,
    layerBytes: options.layerBytes ?? 256 * 1024,
    ...(options.platforms === undefined ? {} : { platforms: options.platforms }),
  })
  const hosts = { ...sandbox.registries }
  const env = sandbox.env()
  const closing: (() => Promise<void>)[] = []
  const { count, ...strikes } = openStrikes(sandbox)
  if (protocol === 'distribution') {
    sandbox.fail({
      service: 'ecr',
      code: 'RepositoryNotFoundException',
      when: ({ action }) => action !== 'GetAuthorizationToken',
    })
  }
  return {
    sandbox,
    protocol,
    incoming: incoming.digest,
    outgoing,
    older,
    children: incoming.children,
    layer: layerOf(repositories[HOME], incoming.children[0] ?? incoming.digest),
    repositories,
    hosts,
    env,
    ...strikes,
    relay: async (region, options) => {
      const relay = await openRelay(hosts[region] ?? '', options)
      hosts[region] = relay.host
      closing.push(relay.close)
      count(() => ({ struck: relay.harmed(), due: options.times ?? 1 }))
    },
    strictClock: async () => {
      const clock = await openStrictClock(sandbox.endpoint)
      env['AWS_ENDPOINT_URL'] = clock.url
      closing.push(clock.close)
      count(() => ({ struck: Math.min(1, clock.refused()), due: 1 }))
    },
    close: async () => {
      await Promise.all(
        closing.map(async (close) => {
          await close()
        }),
      )
      await sandbox.stop()
    },
  }
}

function layerOf(repository: Repository | undefined, digest: string): string {
  const bytes = repository?.manifests.get(digest)?.bytes.toString('utf8') ?? '{}'
  const { layers } = parseObject(bytes)
  const first: unknown = Array.isArray(layers) ? layers[0] : undefined
  if (typeof first === 'object' && first !== null && 'digest' in first) return String(first.digest)
  throw new Error(`the manifest ${digest} has no layer`)
}
