import type { EcsFamily, Target } from '../../request/target.ts'
import type { DeployContext } from '../prepare.ts'
import { ruleNames, scheduleNames } from './names.ts'
import type { Starter } from './starter.ts'

/**
 * Reads the schedules and rules that a target names, all at once.
 * @throws UserError for one that is not there, or is in another region or account
 */
export async function readStarters(
  target: Target,
  runs: EcsFamily,
  context: DeployContext,
): Promise<readonly Starter[]> {
  const schedules = scheduleNames(runs, target)
  const rules = ruleNames(runs, target)
  // Each client is loaded for who needs it.
  const [ofSchedules, ofRules] = await Promise.all([
    schedules.length === 0 ? undefined : import('./schedules.ts'),
    rules.length === 0 ? undefined : import('./rules.ts'),
  ])
  return await Promise.all([
    ...(ofSchedules === undefined
      ? []
      : schedules.map(async (name) => await ofSchedules.readSchedule(name, target.region, context))),
    ...(ofRules === undefined
      ? []
      : rules.map(async (name) => await ofRules.readRule(name, target.region, context))),
  ])
}
