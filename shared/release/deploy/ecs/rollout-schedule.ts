import type { DeploymentConfiguration } from '@aws-sdk/client-ecs'

const MINUTE_MS = 60_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
// Who waits notices the end at most a sixth of the wait later.
const SHARE_OF_THE_WAIT = 6

/**
 * How long a deployment is left alone before it is looked at again: shortly at first, and twice a minute in the end.
 * @param waitedMs since it began
 */
export function pauseAfter(waitedMs: number): number {
  return Math.min(Math.max(waitedMs / SHARE_OF_THE_WAIT, FIRST_PAUSE_MS), LONGEST_PAUSE_MS)
}

/**
 * How long a deployment takes by its configuration alone, in milliseconds: bake times, and the steps before all traffic
 * is shifted.
 * Source: Amazon ECS API Reference, LinearConfiguration (steps of 10 percent and 6 minutes unless told; none after the
 * last one), CanaryConfiguration (10 minutes unless told).
 */
export function configuredMs(configuration: DeploymentConfiguration | undefined): number {
  if (configuration === undefined) return 0
  const { strategy, bakeTimeInMinutes = 0, linearConfiguration, canaryConfiguration } = configuration
  if (strategy === 'LINEAR') {
    const { stepPercent = 10, stepBakeTimeInMinutes = 6 } = linearConfiguration ?? {}
    const steps = Math.ceil(100 / stepPercent) - 1
    return (bakeTimeInMinutes + steps * stepBakeTimeInMinutes) * MINUTE_MS
  }
  if (strategy === 'CANARY') {
    return (bakeTimeInMinutes + (canaryConfiguration?.canaryBakeTimeInMinutes ?? 10)) * MINUTE_MS
  }
  return bakeTimeInMinutes * MINUTE_MS
}
