import type { EcsFamily, Target } from '../../request/target.ts'
import type { DeployContext } from '../prepare.ts'
import { ruleKey, ruleNames, scheduleKey, scheduleNames } from './names.ts'
import type { Starter } from './starter.ts'

/**
 * Reads the schedules and rules that a target names, all at once.
 * @param keys of those that are wanted; without them all
 * @throws UserError for one that is not there, or is in another region or account
 */
export async function readStarters(
  target: Target,
  runs: EcsFamily,
  context: DeployContext,
  keys?: ReadonlySet<string>,
): Promise<readonly Starter[]> {
  const isWanted = (key: string): boolean => keys?.has(key) ?? true
  const schedules = scheduleNames(runs, target).filter((name) => isWanted(scheduleKey(name)))
  const rules = ruleNames(runs, target).filter((name) => isWanted(ruleKey(name)))
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
