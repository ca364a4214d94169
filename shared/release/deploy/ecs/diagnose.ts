import type { Task } from '@aws-sdk/client-ecs'
import { eventsSince, saidBy, tellingEvents } from './diagnose-events.ts'
import { failuresOf, groupStops, type StopGroup } from './diagnose-stops.ts'
import { KNOWN_EVENTS } from './known-events.ts'
import type { Judged, Seen } from './rollout-seen.ts'

const LONGEST_CAUSE = 300

/** Why tasks of the judged deployment stopped, the commonest reason first. */
export function stopsOf(
  tasks: readonly Task[],
  { deploymentId, taskDefinition }: Judged,
): readonly StopGroup[] {
  return groupStops(failuresOf(tasks, deploymentId, taskDefinition))
}

/**
 * The cause of a failed deployment in a sentence, and what to do: by what ECS says of the deployment where that is a
 * cause, then by its stopped tasks, then by the events of the service.
 */
export function adviceOf(
  statusReason: string | undefined,
  seen: Seen,
  judged: Judged,
): { readonly cause?: string; readonly hint?: string } {
  const external = judged.found?.launchType === 'EXTERNAL'
  const knownOf = (text: string): string | undefined => {
    const known = KNOWN_EVENTS.find(({ says }) => says.test(text))
    return (external ? known?.external : undefined) ?? known?.hint
  }
  const byReason = knownOf(statusReason ?? '')
  if (byReason !== undefined) return { hint: byReason }
  const stops = stopsOf(seen.stopped, judged)
  const [stop] = stops
  const hint = stops.find((group) => group.hint !== undefined)?.hint
  if (stop !== undefined)
    return { cause: `${shortened(stop.line)}.`, ...(hint === undefined ? {} : { hint }) }
  for (const message of eventsSince(seen.service?.events, judged.createdAt).map(saidBy)) {
    const byEvent = knownOf(message)
    if (byEvent !== undefined) return { cause: `ECS says: ${shortened(message)}`, hint: byEvent }
  }
  return {}
}

/** What AWS said meanwhile, for the report of a deployment that did not succeed. */
export function evidenceOf(seen: Seen, judged: Judged): readonly string[] {
  return [
    ...stopsOf(seen.stopped, judged).map(({ line }) => line),
    ...tellingEvents(seen.service?.events ?? [], judged.createdAt),
  ]
}

function shortened(text: string): string {
  return text.length <= LONGEST_CAUSE ? text : `${text.slice(0, LONGEST_CAUSE)}...`
}
