import { messageOf, UserError } from '../../errors.ts'
import type { TargetOutcome } from './outcome.ts'

/** Why something failed, in the words of the error that ended it. */
export function because(error: unknown): Pick<TargetOutcome, 'reason' | 'hint'> {
  return {
    reason: messageOf(error),
    ...(error instanceof UserError && error.hint !== undefined ? { hint: error.hint } : {}),
  }
}

/**
 * The outcome of a target whose deployment an error broke off.
 * @param accepted what the target runs may have changed by then, so it has to be brought back
 */
export function brokenOff(error: unknown, accepted: boolean, signal: AbortSignal): TargetOutcome {
  if (!signal.aborted) return { result: 'failed', accepted, ...because(error) }
  const reason = accepted
    ? 'The job was cancelled while the deployment went on; it was left as it is.'
    : 'The job was cancelled before anything was deployed here.'
  return { result: 'cancelled', accepted, reason }
}
