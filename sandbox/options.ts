import type { Runtime } from './runtime/runtime.ts'

/** What can be said about a sandbox when it starts. */
export interface SandboxOptions {
  /** us-east-1 and us-west-2 unless told. */
  readonly regions?: readonly string[]
  /** 123456789012 unless told. */
  readonly account?: string
  /** Who runs containers. Without one nothing runs and rollouts go as scripted. */
  readonly runtime?: Runtime
  /** How long a scripted rollout takes, and the update of a function; 20 milliseconds unless told. */
  readonly rolloutMs?: number
  /** How long a new service deployment stays out of ListServiceDeployments; 0 milliseconds unless told. */
  readonly listLagMs?: number
}
