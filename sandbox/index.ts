import { codeDeployOperations } from './codedeploy/operations.ts'
import { addressesOf, openAccount, stateIn, type AccountState, type RegionalStates } from './account.ts'
import { cloudWatchOperations } from './cloudwatch/operations.ts'
import { ecrService } from './ecr/service.ts'
import type { EcrRegion } from './ecr/store.ts'
import { refuseForeignArns } from './ecs/arn.ts'
import { ecsOperations } from './ecs/operations.ts'
import { eventsOperations } from './events/operations.ts'
import type { AwsCall } from './front/aws-call.ts'
import { jsonService } from './front/aws-service.ts'
import { openFront } from './front/server.ts'
import { oidcUrl, OIDC_REQUEST_TOKEN, openGithubServer } from './github/server.ts'
import { openGithub } from './github/state.ts'
import { lambdaService } from './lambda/service.ts'
import { logsOperations } from './logs/operations.ts'
import type { SandboxOptions } from './options.ts'
import { openBlobStore } from './registry/blob-store.ts'
import { scriptedRuntime } from './runtime/runtime.ts'
import { s3Service, type Buckets } from './s3/service.ts'
import type { Sandbox } from './sandbox.ts'
import { schedulerService } from './scheduler/service.ts'
import { viewAccount } from './seed/account.ts'
import { openIdentities } from './sts/identities.ts'
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
  const blobs = await openBlobStore(wire)
  const registries: EcrRegion[] = []
  const buckets: Buckets = new Map()
  const context = { wire, blobs, runtime, timers, regions, options, registries, buckets }
  const accounts = new Map<string, AccountState>()
  for (const id of [account, ...(options.accounts ?? [])]) accounts.set(id, await openAccount(id, context))
  const inAccount = (id: string): AccountState => {
    const state = accounts.get(id)
    if (state === undefined) throw new Error(`the sandbox has no account "${id}"`)
    return state
  }
  const github = openGithub('sandbox/app')
  const githubServer = await openGithubServer(wire, github)
  // What a call is about is in the account of its caller.
  const inCallers =
    <K extends keyof RegionalStates>(kind: K) =>
    (region: string, { caller }: AwsCall): RegionalStates[K] =>
      stateIn(inAccount(caller.account).states[kind], region)
  const identities = openIdentities(account, [...accounts.keys()], options.sessionMs)
  const front = await openFront(
    wire,
    {
      cloudwatch: jsonService(cloudWatchOperations, inCallers('cloudwatch'), undefined, '1.0'),
      codedeploy: jsonService(codeDeployOperations, inCallers('codedeploy')),
      ecr: ecrService((region, id) => stateIn(inAccount(id).states.ecr, region), registries),
      ecs: jsonService(ecsOperations, inCallers('ecs'), refuseForeignArns),
      events: jsonService(eventsOperations, inCallers('events')),
      lambda: lambdaService(inCallers('lambda')),
      logs: jsonService(logsOperations, inCallers('logs')),
      s3: s3Service(buckets),
      scheduler: schedulerService(inCallers('scheduler')),
      sts: stsService(identities),
    },
    regions,
    identities,
  )
  return {
    endpoint: front.url,
    ...viewAccount(inAccount(account)),
    regions,
    in: (id) => viewAccount(inAccount(id)),
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
    expireTokens: (region) => {
      for (const { tokens } of registries.filter((each) => region === undefined || each.region === region)) {
        for (const token of tokens.keys()) tokens.set(token, 0)
      }
    },
    expireSessions: identities.expire,
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
      const states = [...accounts.values()]
      const own = states.flatMap((state) => [...state.servers, ...addressesOf(state)])
      const servers = [front, blobs, githubServer, ...own]
      await Promise.all(
        servers.map(async (server) => {
          await server.close()
        }),
      )
      await runtime.stop()
    },
  }
}
