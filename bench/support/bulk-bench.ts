import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startRegistryContainer, type RegistryContainer } from '../../__tests__/support/registry-container.ts'
import { startChild, type Child } from './child.ts'
import { pushBigImage, type Pushed } from './image-data.ts'
import type { Peers } from './peers.ts'
import type { ProxyApi, Shape, Traffic } from './proxy-process.ts'
import { runRelease } from './release.ts'
import type { PeerName } from './rows.ts'
import type { Finished } from './run-process.ts'
import type { SandboxApi } from './sandbox-process.ts'

/** The regions of the registries: the image's own first, then those that it is copied to. */
const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-southeast-1'] as const

/** An image in the first registry. */
export interface Source extends Pushed {
  readonly repository: string
}

/** What a copy took. */
export interface Copied {
  readonly process: Finished
  /** Over the way to the first registry. */
  readonly source: Traffic
  /** From the first request to any registry until the last other region had its tag, in milliseconds. */
  readonly untilTagged: number
}

/** Registries in containers, one a region, each behind a link of its own that can be shaped and counts. */
export interface BulkBench {
  /** Shapes the ways: the source's first. One without a shape of its own has the first one's. */
  readonly shape: (shapes: readonly Shape[]) => Promise<void>
  /** Pushes an image of random bytes to the first registry, past its link. */
  readonly push: (layers: number, layerBytes: number) => Promise<Source>
  /**
   * Releases to the first so many other regions at once, into repositories that are new, and checks the digests.
   * @throws Error when it fails, or a digest is another
   */
  readonly release: (source: Source, regions: number) => Promise<Copied>
  /** The same with a peer, one region after another. The digest that docker leaves may be another. */
  readonly copy: (peer: PeerName, source: Source, regions: number) => Promise<Copied>
  readonly stop: () => Promise<void>
}

/**
 * Starts the image's own registry and one for each of so many other regions.
 * @throws Error without a Docker Engine
 */
export async function startBulkBench(peers: Peers, regions: 1 | 2 | 3): Promise<BulkBench> {
  const registries: RegistryContainer[] = []
  const children: { stop: () => Promise<void> }[] = []
  const stopRegistries = (): void => {
    for (const registry of registries.splice(0)) registry.stop()
  }
  process.once('exit', stopRegistries)
  const stop = async (): Promise<void> => {
    for (const child of children) await child.stop()
    stopRegistries()
    process.off('exit', stopRegistries)
  }
  try {
    const links: Child<ProxyApi>[] = []
    const hosts: string[] = []
    for (let index = 0; index <= regions; index += 1) {
      const registry = await startRegistryContainer(
        { REGISTRY_LOG_ACCESSLOG_DISABLED: 'true' },
        process.platform === 'linux' ? 'host' : 'published',
      )
      registries.push(registry)
      const link = startChild<ProxyApi>(
        join(import.meta.dirname, 'proxy-process.ts'),
        registry.host.split(':'),
      )
      children.push(link)
      links.push(link)
      hosts.push(await link.call('host'))
    }
    const sandbox = startChild<SandboxApi>(join(import.meta.dirname, 'sandbox-process.ts'), REGIONS)
    children.push(sandbox)
    const { env } = await sandbox.call('about')
    // These registries ask for no password; that they speak plain HTTP is to be told all the same.
    peers.logIn(Object.fromEntries(hosts.map((host) => [host, 'none'])))
    return { ...copiers({ peers, registries, links, hosts, env: env[REGIONS[0]] ?? {} }), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

interface Estate {
  readonly peers: Peers
  readonly registries: readonly RegistryContainer[]
  readonly links: readonly Child<ProxyApi>[]
  /** Of the links. */
  readonly hosts: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

function copiers({ peers, registries, links, hosts, env }: Estate): Omit<BulkBench, 'stop'> {
  const fresh = (): string => `app-${randomBytes(6).toString('hex')}`
  const [home = ''] = hosts
  // No repository of one registry is named like one of another, or a tool could mount what an earlier run left there.
  const destinations = (regions: number): string[] =>
    hosts.slice(1, regions + 1).map((host) => `${host}/${fresh()}`)
  const count = async (run: () => Promise<Finished>): Promise<Copied> => {
    for (const link of links) await link.call('reset')
    const process = await run()
    const [source, ...others] = await Promise.all(links.map(async (link) => await link.call('traffic')))
    if (source === undefined) throw new Error('There is no registry.')
    const began = [source, ...others].map(({ at }) => at.first).filter((at) => at > 0)
    const untilTagged = Math.max(...others.map(({ at }) => at.tagged)) - Math.min(...began)
    return { process, source, untilTagged }
  }
  return {
    shape: async (shapes) => {
      const [first = { delayMs: 0 }] = shapes
      for (const [index, link] of links.entries()) await link.call('shape', shapes[index] ?? first)
    },
    push: async (layers, layerBytes) => {
      const repository = fresh()
      const host = registries[0]?.host ?? ''
      return { repository, ...(await pushBigImage({ host, repository, tag: 'latest', layers, layerBytes })) }
    },
    release: async ({ repository, digest }, regions) => {
      const images = destinations(regions)
      const targets = images.map(
        (image, index) => `      - { region: ${REGIONS[index + 1] ?? ''}, image: "${image}" }`,
      )
      const stage = fresh()
      const stages = [
        `image: ${home}/${repository}`,
        'stages:',
        `  - name: ${stage}`,
        '    targets:',
        ...targets,
      ]
      const copied = await count(
        async () =>
          await runRelease({ inputs: { 'stage-name': stage }, env, stagesFile: `${stages.join('\n')}\n` }),
      )
      for (const image of images) await expectDigest('ours', image, stage, digest)
      return copied
    },
    copy: async (peer, { repository, digest }, regions) => {
      const images = destinations(regions)
      const job = { source: `${home}/${repository}`, sourceTag: 'latest', tag: 'prod' }
      const copied = await count(async () => {
        const runs: Finished[] = []
        for (const destination of images) runs.push(await peers.run(peer, { ...job, destination }))
        return together(runs)
      })
      if (peer !== 'docker') for (const image of images) await expectDigest(peer, image, job.tag, digest)
      return copied
    },
  }
}

function together(runs: readonly Finished[]): Finished {
  return {
    log: runs.map(({ log }) => log).join(''),
    milliseconds: runs.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    firstLineMs: runs[0]?.firstLineMs,
    peakBytes: Math.max(...runs.map(({ peakBytes = 0 }) => peakBytes)),
  }
}

async function expectDigest(tool: string, image: string, tag: string, digest: string): Promise<void> {
  const [host = '', ...name] = image.split('/')
  const url = `http://${host}/v2/${name.join('/')}/manifests/${tag}`
  const accept = 'application/vnd.oci.image.manifest.v1+json'
  const response = await fetch(url, { method: 'HEAD', headers: { accept } })
  const got = response.headers.get('docker-content-digest')
  if (got !== digest) throw new Error(`${tool} left ${String(got)} as ${image}:${tag} in place of ${digest}.`)
}
