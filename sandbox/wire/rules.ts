import type { JsonObject } from './json.ts'

/** The services a rule or a recorded request can name. `blob` is the "S3" that layers are redirected to. */
type Service =
  | 'cloudwatch'
  | 'codedeploy'
  | 'ecr'
  | 'ecs'
  | 'events'
  | 'logs'
  | 'lambda'
  | 's3'
  | 'scheduler'
  | 'sts'
  | 'registry'
  | 'blob'
  | 'github'
  | 'oidc'

/** What went wrong on the way, other than an answer of the service itself. */
type Damage =
  /** The connection is torn down before anything is done. */
  | 'reset'
  /** Nothing is done and no answer ever comes. */
  | 'stall'
  /** Half of the body, then the connection is torn down. */
  | 'truncate'
  /** One bit of the body is another. */
  | 'flip'
  /** The call is carried out and its answer lost. */
  | 'lost-reply'
  /** The call is carried out `milliseconds` late. */
  | 'delay'

/** A call as rules see it. */
export interface Seen {
  readonly service: string
  readonly action: string
  readonly region: string
  readonly method: string
  readonly path: string
  /** The parsed body (JSON or form); empty where it is neither. */
  readonly body: JsonObject
}

interface Match {
  readonly service: Service
  /** As in `requests`: `PutImage`, or for the registry `PutManifest`, `GetBlob`, `StartUpload`, ... */
  readonly action?: string
  readonly region?: string
  /** How often it strikes; without it, for good. */
  readonly times?: number
  /** How many matching calls are let through first. */
  readonly after?: number
  readonly when?: (call: Seen) => boolean
}

/** An answer of the service: the error in the service's own shape. */
interface RefusalRule extends Match {
  readonly status?: number
  readonly code: string
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Damage to the connection. */
interface DamageRule extends Match {
  readonly kind: Damage
  /** How long the call waits before it is carried out. */
  readonly milliseconds?: number
}

export type Rule = RefusalRule | DamageRule

/** The rules in force, first come first. */
export interface Rules {
  readonly add: (rule: Rule) => void
  readonly clear: () => void
  /** The rule that strikes this call, already counted. */
  readonly strike: (call: Seen) => Rule | undefined
}

export function openRules(): Rules {
  const armed: { rule: Rule; left: number; skip: number }[] = []
  return {
    add: (rule) => {
      armed.push({ rule, left: rule.times ?? Infinity, skip: rule.after ?? 0 })
    },
    clear: () => {
      armed.length = 0
    },
    strike: (call) => {
      const hit = armed.find((entry) => {
        if (entry.left === 0 || !matches(entry.rule, call)) return false
        if (entry.skip === 0) return true
        entry.skip -= 1
        return false
      })
      if (hit === undefined) return undefined
      hit.left -= 1
      return hit.rule
    },
  }
}

function matches(rule: Rule, call: Seen): boolean {
  if (rule.service !== call.service) return false
  if (rule.action !== undefined && rule.action !== call.action) return false
  if (rule.region !== undefined && rule.region !== call.region) return false
  return rule.when?.(call) ?? true
}
