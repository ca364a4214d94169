import { messageOf, UserError } from '../../errors.ts'
import type { CommandOutcome, TargetOutcome } from './outcome.ts'

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
    ? 'The job was cancelled while this was deployed.'
    : 'The job was cancelled before anything was deployed here.'
  return { result: 'cancelled', accepted, reason }
}

/** The error of a release that was cancelled before anything was written. */
export function cancelledEarly(stage: string, { reason }: AbortSignal): UserError {
  return new UserError(`The release to "${stage}" was cancelled before anything was written.`, undefined, {
    cause: reason,
  })
}

/** A one-off task that did not end when the job was cancelled. */
export function cancelledCommand(): CommandOutcome {
  return {
    exitCode: undefined,
    failure: { reason: 'The job was cancelled while the command ran.' },
    taskArn: undefined,
    log: [],
    milliseconds: 0,
  }
}
