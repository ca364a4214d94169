import { cloudWatchOperations } from './cloudwatch/operations.ts'
import { setAlarm, type CloudWatchRegion } from './cloudwatch/state.ts'
import { ecrOperations, issueToken } from './ecr/operations.ts'
import { addRepository, openEcrRegion, type EcrRegion, type Repository } from './ecr/store.ts'
import { refuseForeignArns } from './ecs/arn.ts'
import { openEcsRegion } from './ecs/open.ts'
import { ecsOperations } from './ecs/operations.ts'
import type { EcsRegion } from './ecs/state.ts'
import { eventsOperations } from './events/operations.ts'
import { openEventsRegion } from './events/state.ts'
import { jsonService } from './front/aws-service.ts'
import { openFront } from './front/server.ts'
import { oidcUrl, OIDC_REQUEST_TOKEN, openGithubServer } from './github/server.ts'
import { openGithub } from './github/state.ts'
import { storeImage } from './images/store-image.ts'
import { lambdaService } from './lambda/service.ts'
import type { LambdaRegion } from './lambda/state.ts'
import { logsOperations } from './logs/operations.ts'
import { openLogsRegion, type LogsRegion } from './logs/state.ts'
import type { SandboxOptions } from './options.ts'
import { openBlobStore } from './registry/blob-store.ts'
import { openRegistry } from './registry/server.ts'
import { scriptedRuntime } from './runtime/runtime.ts'
import { s3Service, type Buckets } from './s3/service.ts'
import type { Sandbox } from './sandbox.ts'
import { schedulerService } from './scheduler/service.ts'
import { openSchedulerRegion } from './scheduler/state.ts'
import { setUpFamily, viewFamily } from './seed/families.ts'
import { knownFunction, setUpFunction, viewFunction } from './seed/functions.ts'
import { knownService, setUpService, viewService } from './seed/services.ts'
import { setUpRule, setUpSchedule, viewSchedule, viewTargets } from './seed/starters.ts'
import { stsService } from './sts/service.ts'
import { openRules } from './wire/rules.ts'
import type { Wire } from './wire/serve.ts'
import { openTimers } from './wire/timers.ts'

export type { SandboxOptions } from './options.ts'
export type { Sandbox } from './sandbox.ts'

/** Starts a sandbox on free ports of 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const account = options.account ?? '123456789012'
  const regions = options.regions ?? ['us-east-1', 'us-west-2']
  const runtime = options.runtime ?? scriptedRuntime
  const wire: Wire = { requests: [], rules: openRules() }
  const timers = openTimers()
  const ecrs = byRegion(regions, (region) => openEcrRegion(region, account))
  const blobs = await openBlobStore(wire)
  const registryServers = await Promise.all(
    [...ecrs.values()].map(async (ecr) => {
      const server = await openRegistry(wire, ecr, blobs)
      ecr.host = server.host
      return server
    }),
  )
  const rolloutMs = options.rolloutMs ?? 20
  const shared = { account, runtime, timers, registries: [...ecrs.values()] }
  const logs = byRegion(regions, (region) => openLogsRegion(region, account))
  const logsOf = (region: string): LogsRegion => of(logs, region)
  const ecss = byRegion(regions, (region) =>
    openEcsRegion(region, { ...shared, rolloutMs, listLagMs: options.listLagMs ?? 0, logs: logsOf(region) }),
  )
  const lambdas = byRegion(regions, (region): LambdaRegion => ({
    ...shared,
    region,
    updateMs: rolloutMs,
    functions: new Map(),
  }))
  const events = byRegion(regions, (region) => openEventsRegion(region, account))
  const schedulers = byRegion(regions, (region) => openSchedulerRegion(region, account))
  const cloudWatches = byRegion(regions, (region): CloudWatchRegion => ({
    region,
    account,
    alarms: new Map(),
  }))
  const cloudWatchOf = (region: string): CloudWatchRegion => of(cloudWatches, region)
  const buckets: Buckets = new Map()
  const github = openGithub('sandbox/app')
  const githubServer = await openGithubServer(wire, github)
  const ecrOf = (region: string): EcrRegion => of(ecrs, region)
  const ecsOf = (region: string): EcsRegion => of(ecss, region)
  const lambdaOf = (region: string): LambdaRegion => of(lambdas, region)
  const front = await openFront(
    wire,
    {
      cloudwatch: jsonService(cloudWatchOperations, cloudWatchOf, undefined, '1.0'),
      ecr: jsonService(ecrOperations, ecrOf),
      ecs: jsonService(ecsOperations, ecsOf, refuseForeignArns),
      events: jsonService(eventsOperations, (region) => of(events, region)),
      lambda: lambdaService(lambdaOf),
      logs: jsonService(logsOperations, logsOf),
      s3: s3Service(buckets),
      scheduler: schedulerService((region) => of(schedulers, region)),
      sts: stsService(account, { sessions: new Map() }),
    },
    regions,
  )
  return {
    endpoint: front.url,
    account,
    regions,
    registries: Object.fromEntries([...ecrs].map(([region, { host }]) => [region, host])),
    env: (region = regions[0] ?? '') => ({
      AWS_ENDPOINT_URL: front.url,
      AWS_ACCESS_KEY_ID: 'AKIASANDBOX',
      AWS_SECRET_ACCESS_KEY: 'sandbox-secret-key',
      AWS_REGION: region,
      GITHUB_API_URL: githubServer.url,
      GITHUB_REPOSITORY: github.repository,
    }),
    oidcEnv: () => ({
      ACTIONS_ID_TOKEN_REQUEST_URL: oidcUrl(githubServer),
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: OIDC_REQUEST_TOKEN,
    }),
    createRepository: (region, name, more) => addRepository(ecrOf(region), name, more),
    tags: (region, name) => Object.fromEntries(repositoryOf(ecrOf(region), name).tags),
    digests: (region, name) => [...repositoryOf(ecrOf(region), name).manifests.keys()],
    putImage: (region, name, tags = [], spec = {}) =>
      storeImage(repositoryOf(ecrOf(region), name), account, typeof tags === 'string' ? [tags] : tags, spec),
    expireTokens: (region) => {
      for (const { tokens } of region === undefined ? ecrs.values() : [ecrOf(region)]) {
        for (const token of tokens.keys()) tokens.set(token, 0)
      }
    },
    password: (region) => issueToken(ecrOf(region)).password,
    createService: (region, setup) => setUpService(ecsOf(region), setup),
    service: (region, cluster, name) =>
      viewService(ecsOf(region), knownService(ecsOf(region), cluster, name)),
    nextRollout: (region, cluster, name, outcome) => {
      const asked = typeof outcome === 'string' ? { outcome } : outcome
      knownService(ecsOf(region), cluster, name).script.push(asked)
    },
    nextTask: (region, outcome) => {
      ecsOf(region).taskScript.push(outcome)
    },
    createFamily: (region, setup) => setUpFamily(ecsOf(region), setup),
    family: (region, name) => viewFamily(ecsOf(region), name),
    createSchedule: (region, setup) => {
      setUpSchedule(of(schedulers, region), setup)
    },
    schedule: (region, reference) => viewSchedule(of(schedulers, region), reference),
    createRule: (region, setup) => {
      setUpRule(of(events, region), setup)
    },
    ruleTargets: (region, name, bus) => viewTargets(of(events, region), name, bus),
    createFunction: async (region, setup) => viewFunction(await setUpFunction(lambdaOf(region), setup)),
    fn: (region, name) => viewFunction(knownFunction(lambdaOf(region), name)),
    nextUpdate: (region, name, outcome) => {
      const asked = typeof outcome === 'string' ? { status: outcome } : outcome
      knownFunction(lambdaOf(region), name).script.push(asked)
    },
    setAlarm: (region, name, state, more) => {
      const setup = typeof more === 'string' ? { reason: more } : more
      setAlarm(cloudWatchOf(region), name, state, setup)
    },
    createBucket: (region, name) => {
      buckets.set(name, { region, objects: new Map() })
    },
    objects: (name) =>
      Object.fromEntries([...(buckets.get(name)?.objects ?? [])].map(([key, { bytes }]) => [key, bytes])),
    github,
    fail: (rule) => {
      wire.rules.add(rule)
    },
    heal: wire.rules.clear,
    requests: wire.requests,
    stop: async () => {
      timers.stop()
      const addresses = [...ecss.values(), ...lambdas.values()].flatMap((state) =>
        ('services' in state ? [...state.services.values()] : [...state.functions.values()]).flatMap(
          ({ address }) => address ?? [],
        ),
      )
      const servers = [front, blobs, githubServer, ...registryServers, ...addresses]
      await Promise.all(
        servers.map(async (server) => {
          await server.close()
        }),
      )
      await runtime.stop()
    },
  }
}

function byRegion<State>(regions: readonly string[], open: (region: string) => State): Map<string, State> {
  return new Map(regions.map((region) => [region, open(region)]))
}

function of<State>(states: ReadonlyMap<string, State>, region: string): State {
  const state = states.get(region)
  if (state === undefined) throw new Error(`the sandbox has no region "${region}"`)
  return state
}

function repositoryOf(ecr: EcrRegion, name: string): Repository {
  const repository = ecr.repositories.get(name)
  if (repository === undefined) throw new Error(`there is no repository "${name}" in ${ecr.region}`)
  return repository
}
