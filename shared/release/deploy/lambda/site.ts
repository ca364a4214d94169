import type { LambdaClient } from '@aws-sdk/client-lambda'
import { awsErrorName, isRefusal } from '../../../aws/errors.ts'
import type { Ports } from '../../../runner/ports.ts'
import { type FunctionState, readFunction } from './function.ts'
import { halt } from './halt.ts'

/** Where a function is deployed to, and how long each wait may take. */
export interface Site {
  readonly client: LambdaClient
  /** The target's name, for the log. */
  readonly name: string
  /** The function's ARN, without a version. */
  readonly arn: string
  readonly ports: Pick<Ports, 'clock' | 'log' | 'signal'>
  /** How long one wait may take. */
  readonly waitMs: number
  /** Something was written, or may have been. */
  accepted: boolean
}

const FIRST_POLL_MS = 200
const SLOWEST_POLL_MS = 5_000
const REPEAT_PROGRESS_MS = 60_000

/**
 * Waits until no update of the function, or of a version of it, is in progress.
 * @returns the function as it is then
 * @throws a halt as `timed-out`
 */
export async function settle(
  { client, name, arn, waitMs, ports: { clock, log, signal } }: Site,
  qualifier?: string,
): Promise<FunctionState> {
  const deadline = clock.now() + waitMs
  let saidAt = clock.now()
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 1.5, SLOWEST_POLL_MS)) {
    const now = await readFunction(client, arn, qualifier)
    if (!now.updating) return now
    if (clock.now() >= deadline) {
      throw halt({
        result: 'timed-out',
        reason: `The update of the function was still in progress after ${Math.round(waitMs / 6000) / 10} minutes.`,
        hint: 'Raise "wait-minutes" if the function needs longer.',
      })
    }
    if (clock.now() - saidAt >= REPEAT_PROGRESS_MS) {
      saidAt = clock.now()
      log.info(`${name}: Lambda is still at it${now.reason === undefined ? '' : `: ${now.reason}`}`)
    }
    await clock.sleep(pause, signal)
  }
}

/**
 * Makes a call that changes something, again and again while Lambda answers 409 because an update is in progress.
 * Source: AWS Lambda API Reference, ResourceConflictException.
 */
export async function write<T>(site: Site, call: () => Promise<T>): Promise<T> {
  const { clock, signal } = site.ports
  const deadline = clock.now() + site.waitMs
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 2, SLOWEST_POLL_MS)) {
    try {
      const answer = await call()
      site.accepted = true
      return answer
    } catch (error) {
      // No answer leaves open whether it was carried out.
      if (!isRefusal(error)) site.accepted = true
      if (awsErrorName(error) !== 'ResourceConflictException' || clock.now() >= deadline) throw error
      await clock.sleep(pause, signal)
    }
  }
}

/** True where what was read before has changed since. */
export function isStale(error: unknown): boolean {
  return awsErrorName(error) === 'PreconditionFailedException'
}
