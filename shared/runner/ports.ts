import type { Clock } from './clock.ts'
import type { Env } from './env.ts'
import type { Exec } from './exec.ts'
import type { Http } from './http.ts'
import type { Journal } from './journal.ts'
import type { Log } from './log.ts'
import type { StepState } from './state.ts'

export type { Env } from './env.ts'

/** Everything the domains need from the outside. Tests hand in their own; nothing is mocked by module. */
export interface Ports {
  readonly env: Env
  readonly log: Log
  readonly exec: Exec
  readonly fetch: typeof fetch
  /** For registries, whose bodies have any size. */
  readonly http: Http
  readonly clock: Clock
  readonly journal: Journal
  readonly state: StepState
  /** Aborted when the runner cancels the job (SIGINT, then SIGTERM 7.5 s later, then a kill). */
  readonly signal: AbortSignal
}
