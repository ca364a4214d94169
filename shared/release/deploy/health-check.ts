import type { Ports } from '../../runner/ports.ts'
import type { HealthCheck } from '../request/request.ts'
import type { TargetOutcome } from './outcome.ts'

/**
 * Waits until an address has answered with success for a steady while.
 * @returns why it did not, or undefined when it did
 */
export function checkHealth(
  _check: HealthCheck,
  _ports: Ports,
): Promise<Pick<TargetOutcome, 'reason' | 'hint'> | undefined> {
  return Promise.resolve(undefined)
}
