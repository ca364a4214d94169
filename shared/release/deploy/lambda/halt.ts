import type { TargetOutcome } from '../outcome.ts'

/** What a deployment ends with, and why. */
type End = Pick<TargetOutcome, 'result' | 'reason' | 'hint'>

/** An error that ends a deployment with a result of its own; any other is a failure. */
interface Halt extends Error {
  readonly end: End
}

/** Ends a deployment from anywhere in its course. */
export function halt(end: End): Halt {
  return Object.assign(new Error(end.reason), { end })
}

export function isHalt(error: unknown): error is Halt {
  return error instanceof Error && 'end' in error
}

/** Someone else changed what is deployed to, in the middle of it. What they did is left as it is. */
export function superseded(reason: string): Halt {
  return halt({
    result: 'superseded',
    reason,
    hint: 'Let only one thing deploy to this function: give the workflow a concurrency group, and see CloudTrail for who else does.',
  })
}
