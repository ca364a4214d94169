import type { RolloutCase } from './aws-answers.ts'
import { ENDINGS } from './endings.ts'
import { EVENTS } from './events.ts'
import { PROGRESS } from './progress.ts'
import { REPLACED } from './replaced.ts'
import { SERVICE_ALONE } from './service-alone.ts'
import { STARTS, STOPS } from './stops.ts'
import { SUCCESSES } from './successes.ts'
import { TIMED_OUT } from './timed-out.ts'

/** Cases by what they have in common, in the order in which people meet them. */
export const ROLLOUT_CASES: Readonly<Record<string, readonly RolloutCase[]>> = {
  'It succeeds': SUCCESSES,
  'It fails': ENDINGS,
  'Somebody else deploys meanwhile': REPLACED,
  'It is not over in time': TIMED_OUT,
  'It does not come up': EVENTS,
  'Its tasks do not start': STARTS,
  'Its tasks stop': STOPS,
  'It goes on': PROGRESS,
  'The role may not see service deployments': SERVICE_ALONE,
}
