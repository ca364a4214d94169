import { isRefusal, isThrottled } from '../../../aws/errors.ts'
import { messageOf } from '../../../errors.ts'
import type { Ports } from '../../../runner/ports.ts'
import { pauseAfter } from './rollout-schedule.ts'

const MOST_FAILED_LOOKS = 5
const REST_MS = 30_000

/**
 * One look that AWS answers. A wait takes long enough that a few of its looks may fail, after all the retries of each
 * call.
 * @throws what AWS answered when it cannot be asked any more, and the signal's reason
 */
export async function patiently<Seen>(
  look: () => Promise<Seen>,
  { clock, signal }: Pick<Ports, 'clock' | 'signal'>,
  say: (text: string) => void,
): Promise<Seen> {
  for (let failed = 1; ; failed += 1) {
    try {
      return await look()
    } catch (error) {
      if (signal.aborted || failed === MOST_FAILED_LOOKS || isFinal(error)) throw error
      say(`AWS did not answer, and is asked again: ${messageOf(error)}`)
      await clock.sleep(pauseAfter(failed * REST_MS), signal)
    }
  }
}

/** What will be answered again: a denial, credentials that expired. */
function isFinal(error: unknown): boolean {
  return isRefusal(error) && !isThrottled(error)
}
