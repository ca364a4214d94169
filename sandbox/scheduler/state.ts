import { fault } from '../wire/fault.ts'
import type { JsonObject } from '../wire/json.ts'

/** EventBridge Scheduler of one region. */
export interface SchedulerRegion {
  readonly region: string
  readonly account: string
  /** Schedules by group and name, as GetSchedule shows them; the group `default` is always there. */
  readonly groups: Map<string, Map<string, JsonObject>>
}

/** Scheduler of a region, with the default group and no schedules. */
export function openSchedulerRegion(region: string, account: string): SchedulerRegion {
  return { region, account, groups: new Map([['default', new Map<string, JsonObject>()]]) }
}

/** The schedules of a group that has to be there. */
export function groupOf({ groups }: SchedulerRegion, name: string): Map<string, JsonObject> {
  const group = groups.get(name)
  if (group !== undefined) return group
  throw fault('ResourceNotFoundException', `Schedule group ${name} does not exist.`, 404)
}

/** A schedule that has to be there. */
export function scheduleOf(scheduler: SchedulerRegion, group: string, name: string): JsonObject {
  const schedule = groupOf(scheduler, group).get(name)
  if (schedule !== undefined) return schedule
  throw fault('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404)
}
