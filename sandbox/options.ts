import type { Runtime } from './runtime/runtime.ts'

/** What can be said about a sandbox when it starts. */
export interface SandboxOptions {
  /** us-east-1 and us-west-2 unless told. */
  readonly regions?: readonly string[]
  /** 123456789012 unless told. Credentials that no role gave are of this one. */
  readonly account?: string
  /** Others, whose roles can be assumed. */
  readonly accounts?: readonly string[]
  /** How long a role's session lives, in ms, and says so; what is asked for, or an hour, unless told. */
  readonly sessionMs?: number
  /** Who runs containers. Without one nothing runs and rollouts go as scripted. */
  readonly runtime?: Runtime
  /** How long a scripted rollout takes, and the update of a function; 20 milliseconds unless told. */
  readonly rolloutMs?: number
  /** How long a new service deployment stays out of ListServiceDeployments; 0 milliseconds unless told. */
  readonly listLagMs?: number
}
