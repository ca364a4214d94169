import { ecrOperations, issueToken } from './ecr/operations.ts'
import { findImageByReference, openRegistries } from './ecr/registries.ts'
import { addRepository, type EcrRegion, type Repository, type RepositoryOptions } from './ecr/store.ts'
import { ecsOperations } from './ecs/operations.ts'
import { knownService, setUpService, viewService, type ServiceSetup, type ServiceView } from './ecs/setup.ts'
import {
  openEcsRegion,
  type EcsRegion,
  type RolloutOutcome,
  type RolloutScript,
  type TaskScript,
} from './ecs/store.ts'
import { jsonService } from './front/aws-service.ts'
import { openFront } from './front/server.ts'
import type { ImageSpec } from './images/assemble.ts'
import { storeImage } from './images/store-image.ts'
import type { Machine } from './machine.ts'
import type { SandboxOptions } from './options.ts'
import { openBlobStore } from './registry/blob-store.ts'
import { openRegistry } from './registry/server.ts'
import { openRules, type Rule } from './wire/rules.ts'
import type { Received, Wire } from './wire/serve.ts'
import { openTimers } from './wire/timers.ts'

/** An image that was put: what it is known by. */
export interface PutImage {
  readonly digest: string
  readonly mediaType: string
  /** Bytes of its manifest. */
  readonly size: number
  /** The digests of an index's manifests, in the order of `platforms`. */
  readonly children: readonly string[]
  /** `host/name@digest` */
  readonly uri: string
}

/** AWS and GitHub on this machine. Everything it holds is in memory and ends with `stop()`. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`: AWS_ENDPOINT_URL for every service and region. */
  readonly endpoint: string
  readonly account: string
  readonly regions: readonly string[]
  /** `127.0.0.1:PORT`, the registry of each region (HTTP). */
  readonly registries: Readonly<Record<string, string>>
  /** The variables of a job with credentials; region: the first one unless told. */
  readonly env: (region?: string) => Record<string, string>
  readonly createRepository: (region: string, name: string, options?: RepositoryOptions) => Repository
  /** The tags of a repository with the digest of each. */
  readonly tags: (region: string, repository: string) => Record<string, string>
  /** The digests a repository has, tagged or not. */
  readonly digests: (region: string, repository: string) => string[]
  /** Assembles a small valid image and stores it under a tag, several or none. */
  readonly putImage: (
    region: string,
    repository: string,
    tags?: string | readonly string[],
    spec?: ImageSpec,
  ) => PutImage
  /** Makes every registry token given out so far expire (in one region, or all). */
  readonly expireTokens: (region?: string) => void
  /** A fresh password of the user AWS for a region's registry. */
  readonly password: (region: string) => string
  /** Creates a cluster and service that runs already. */
  readonly createService: (region: string, setup: ServiceSetup) => ServiceView
  readonly service: (region: string, cluster: string, service: string) => ServiceView
  /** How the service's next rollout goes; calls add up, one rollout each. */
  readonly nextRollout: (
    region: string,
    cluster: string,
    service: string,
    script: RolloutOutcome | RolloutScript,
  ) => void
  /** How the region's next one-off task ends; calls add up. */
  readonly nextTask: (region: string, script: TaskScript) => void
  /** Makes calls fail, from now on. */
  readonly fail: (rule: Rule) => void
  /** Forgets every rule. */
  readonly heal: () => void
  /** Everything that was received, in order. Empty it by `requests.length = 0`. */
  readonly requests: Received[]
  readonly stop: () => Promise<void>
}

/** Starts a sandbox on free ports of 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const account = options.account ?? '123456789012'
  const regions = options.regions ?? ['us-east-1', 'us-west-2']
  const wire: Wire = { requests: [], rules: openRules() }
  const timers = openTimers()
  const registries = openRegistries(regions, account)
  const blobs = await openBlobStore(wire)
  const listening = await Promise.all(
    [...registries.values()].map(async (ecr) => {
      const registry = await openRegistry(wire, ecr, blobs)
      ecr.host = registry.host
      return registry
    }),
  )
  const ecrOf = (region: string): EcrRegion => of(registries, region)
  const repositoryOf = (region: string, name: string): Repository => {
    const repository = ecrOf(region).repositories.get(name)
    if (repository === undefined) throw new Error(`there is no repository "${name}" in ${region}`)
    return repository
  }
  const machine: Machine = {
    timers,
    runtime: options.runtime,
    rolloutMs: options.rolloutMs ?? 20,
    healthMs: options.healthMs ?? 60_000,
    findImage: (reference) => findImageByReference(registries, reference),
    order: (image, rest) => ({
      ...rest,
      host: image.ecr.host,
      repository: repositoryOf(image.ecr.region, image.repository),
      digest: image.digest,
      password: () => issueToken(image.ecr).password,
    }),
  }
  const ecsRegions = new Map(regions.map((region) => [region, openEcsRegion(region, account, machine)]))
  const ecsOf = (region: string): EcsRegion => of(ecsRegions, region)
  const front = await openFront(
    wire,
    { ecr: jsonService(ecrOperations, ecrOf), ecs: jsonService(ecsOperations, ecsOf) },
    regions,
  )
  return {
    endpoint: front.url,
    account,
    regions,
    registries: Object.fromEntries([...registries].map(([region, { host }]) => [region, host])),
    env: (region = regions[0] ?? '') => ({
      AWS_ENDPOINT_URL: front.url,
      AWS_ACCESS_KEY_ID: 'AKIASANDBOX',
      AWS_SECRET_ACCESS_KEY: 'sandbox-secret-key',
      AWS_REGION: region,
    }),
    createRepository: (region, name, more) => addRepository(ecrOf(region), name, more),
    tags: (region, name) => Object.fromEntries(repositoryOf(region, name).tags),
    digests: (region, name) => [...repositoryOf(region, name).manifests.keys()],
    putImage: (region, name, tags = [], spec = {}) => {
      const repository = repositoryOf(region, name)
      const { root, children } = storeImage(
        repository,
        account,
        typeof tags === 'string' ? [tags] : tags,
        spec,
      )
      return {
        digest: root.digest,
        mediaType: root.mediaType,
        size: root.bytes.length,
        children: children.map(({ digest }) => digest),
        uri: `${repository.uri}@${root.digest}`,
      }
    },
    expireTokens: (region) => {
      for (const ecr of registries.values()) {
        if (region !== undefined && region !== ecr.region) continue
        for (const token of ecr.tokens.keys()) ecr.tokens.set(token, 0)
      }
    },
    password: (region) => issueToken(ecrOf(region)).password,
    createService: (region, setup) => setUpService(ecsOf(region), setup),
    service: (region, cluster, name) =>
      viewService(ecsOf(region), knownService(ecsOf(region), cluster, name)),
    nextRollout: (region, cluster, name, script) => {
      const asked = typeof script === 'string' ? { outcome: script } : script
      knownService(ecsOf(region), cluster, name).scripts.push(asked)
    },
    nextTask: (region, script) => {
      ecsOf(region).taskScripts.push(script)
    },
    fail: (rule) => {
      wire.rules.add(rule)
    },
    heal: wire.rules.clear,
    requests: wire.requests,
    stop: async () => {
      timers.stop()
      await Promise.all(
        [front, blobs, ...listening].map(async (server) => {
          await server.close()
        }),
      )
    },
  }
}

function of<State>(states: ReadonlyMap<string, State>, region: string): State {
  const state = states.get(region)
  if (state === undefined) throw new Error(`the sandbox has no region "${region}"`)
  return state
}
