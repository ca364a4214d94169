import { eventLine, eventsSince } from './diagnose-events.ts'
import { stopsOf } from './diagnose.ts'
import type { Verdict } from './rollout.ts'
import { minutes, pauseLine } from './rollout-progress.ts'
import type { Judged, Seen } from './rollout-seen.ts'

const REPEAT_MS = 60_000

/**
 * Tells what is new at each look: events of the service since the deployment began, oldest first, and reasons that
 * tasks stopped for, each once, with what to do.
 */
export function openNews(judged: Judged): (seen: Pick<Seen, 'service' | 'stopped'>) => readonly string[] {
  const told = new Set<string>()
  const isNew = (text: string): boolean => !told.has(text) && told.add(text).has(text)
  // What happened before a way back was told already.
  let isPast = judged.expected === undefined
  return ({ service, stopped }) => {
    const events = eventsSince(service?.events, judged.createdAt)
      .toReversed()
      .filter(({ id, message = '' }) => isNew(id ?? message))
      .map(eventLine)
    const stops = stopsOf(stopped, judged)
      .filter(({ line }) => isNew(line.replace(/^\d+ tasks? /, '')))
      .flatMap(({ line, hint }) => [line, ...(hint !== undefined && isNew(hint) ? [`  ${hint}`] : [])])
    const past = isPast
    if (service !== undefined) isPast = false
    return past ? [] : [...events, ...stops]
  }
}

/**
 * Tells how a rollout goes on when that changed, once a minute else, and once for each hook that it is paused at.
 * @returns takes the time since the wait began, in milliseconds
 */
export function openProgress(
  region: string,
  say: (text: string) => void,
): (
  verdict: Extract<Verdict, { over: false }>,
  serviceDeploymentArn: string | undefined,
  waitedMs: number,
) => void {
  let said = ''
  let saidAt = 0
  let paused: string | undefined
  return ({ progress, view }, arn, waitedMs) => {
    const pause = pauseLine(view, arn ?? '?', region)
    if (pause !== undefined && pause !== paused) say(pause)
    paused = pause
    const changed = progress !== said
    if (!changed && waitedMs - saidAt < REPEAT_MS) return
    say(changed ? progress : `${progress} (after ${minutes(waitedMs)})`)
    said = progress
    saidAt = waitedMs
  }
}
