import type { CloudWatchRegion } from './cloudwatch/state.ts'
import { openCodeDeployRegion, type CodeDeployRegion } from './codedeploy/state.ts'
import { openEcrRegion, type EcrRegion } from './ecr/store.ts'
import { openEcsRegion } from './ecs/open.ts'
import type { EcsRegion } from './ecs/state.ts'
import { openEventsRegion, type EventsRegion } from './events/state.ts'
import type { LambdaRegion } from './lambda/state.ts'
import { openLogsRegion, type LogsRegion } from './logs/state.ts'
import type { SandboxOptions } from './options.ts'
import type { BlobStore } from './registry/blob-store.ts'
import { openRegistry } from './registry/server.ts'
import type { Runtime } from './runtime/runtime.ts'
import type { Buckets } from './s3/service.ts'
import { openSchedulerRegion, type SchedulerRegion } from './scheduler/state.ts'
import type { Listening } from './wire/http.ts'
import type { Wire } from './wire/serve.ts'
import type { Timers } from './wire/timers.ts'

/** What an account is opened with. */
interface AccountContext {
  readonly wire: Wire
  readonly blobs: BlobStore
  readonly runtime: Runtime
  readonly timers: Timers
  readonly regions: readonly string[]
  readonly options: SandboxOptions
  /** The registries of every account: an image may be in another one. Filled as accounts are opened. */
  readonly registries: EcrRegion[]
  readonly buckets: Buckets
}

/** What a service keeps in one region of an account. */
export interface RegionalStates {
  readonly cloudwatch: CloudWatchRegion
  readonly codedeploy: CodeDeployRegion
  readonly ecr: EcrRegion
  readonly ecs: EcsRegion
  readonly events: EventsRegion
  readonly lambda: LambdaRegion
  readonly logs: LogsRegion
  readonly scheduler: SchedulerRegion
}

/** One account. */
export interface AccountState {
  readonly id: string
  /** By region. */
  readonly states: { readonly [K in keyof RegionalStates]: ReadonlyMap<string, RegionalStates[K]> }
  readonly buckets: Buckets
  readonly servers: readonly Listening[]
}

/** Opens an account, empty, with a registry of its own in each region. */
export async function openAccount(id: string, context: AccountContext): Promise<AccountState> {
  const { wire, blobs, runtime, timers, regions, options, registries, buckets } = context
  const ecr = byRegion(regions, (region) => openEcrRegion(region, id))
  const servers = await Promise.all(
    [...ecr.values()].map(async (each) => {
      const server = await openRegistry(wire, each, registries, blobs)
      each.host = server.host
      return server
    }),
  )
  registries.push(...ecr.values())
  const { rolloutMs = 20, listLagMs = 0 } = options
  const shared = { account: id, runtime, timers, registries }
  const logs = byRegion(regions, (region) => openLogsRegion(region, id))
  const ecs = byRegion(regions, (region) =>
    openEcsRegion(region, { ...shared, rolloutMs, listLagMs, logs: stateIn(logs, region) }),
  )
  const states = {
    cloudwatch: byRegion(regions, (region): CloudWatchRegion => ({
      region,
      account: id,
      alarms: new Map(),
    })),
    codedeploy: byRegion(regions, (region) => openCodeDeployRegion(stateIn(ecs, region))),
    ecr,
    ecs,
    events: byRegion(regions, (region) => openEventsRegion(region, id)),
    lambda: byRegion(regions, (region): LambdaRegion => ({
      ...shared,
      region,
      updateMs: rolloutMs,
      functions: new Map(),
    })),
    logs,
    scheduler: byRegion(regions, (region) => openSchedulerRegion(region, id)),
  }
  return { id, states, buckets, servers }
}

/** The addresses that what runs in an account answers at. */
export function addressesOf({ states: { ecs, lambda } }: AccountState): readonly Listening[] {
  const services = [...ecs.values()].flatMap((each) => [...each.services.values()])
  const functions = [...lambda.values()].flatMap((each) => [...each.functions.values()])
  return [...services, ...functions].flatMap(({ address }) => address ?? [])
}

function byRegion<State>(regions: readonly string[], open: (region: string) => State): Map<string, State> {
  return new Map(regions.map((region) => [region, open(region)]))
}

/** The state of a region. */
export function stateIn<State>(states: ReadonlyMap<string, State>, region: string): State {
  const state = states.get(region)
  if (state === undefined) throw new Error(`the sandbox has no region "${region}"`)
  return state
}
