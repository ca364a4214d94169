import { choose, fromInput, type Found } from '../found.ts'
import type { Hints } from '../hints/index.ts'
import { DEFAULT_PORT, type Request } from '../plan.ts'

/**
 * The port: the input, what the start command binds, what other platforms are told, then the candidates of the language
 * (source, framework), then TinyStacks' default.
 */
export function decidePort(
  { overrides }: Request,
  hints: Hints,
  bound: Found<number> | undefined,
  ...candidates: readonly (Found<number> | undefined)[]
): Found<number> {
  const input = overrides.port === undefined ? undefined : fromInput(overrides.port, 'port')
  return choose([input, bound, hints.port, ...candidates]) ?? { value: DEFAULT_PORT, why: 'default' }
}

/** The health check's path: the input, what other platforms are told, then a path that the code serves, else `/`. */
export function decideHealthPath(
  { overrides }: Request,
  hints: Hints,
  ...candidates: readonly (Found<string> | undefined)[]
): Found<string> {
  const { healthCheckPath } = overrides
  const input = healthCheckPath === undefined ? undefined : fromInput(healthCheckPath, 'health-check-path')
  return (
    choose([input, hints.healthCheckPath, ...candidates]) ?? {
      value: '/',
      why: 'no health path in the source',
    }
  )
}
