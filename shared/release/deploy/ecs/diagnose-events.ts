import type { ServiceEvent } from '@aws-sdk/client-ecs'

const MOST_EVENTS = 5
const TELLING = /fail|unhealthy|error|throttle|unable|missing|alarm|roll|stopped|insufficient|not able/i

/**
 * The events since a time, newest first as ECS gives them.
 * Source: Amazon ECS API Reference, Service, `events`: the 100 newest.
 */
export function eventsSince(
  events: readonly ServiceEvent[] | undefined,
  since: Date | undefined,
): readonly ServiceEvent[] {
  return (events ?? []).filter(
    ({ createdAt }) => since === undefined || createdAt === undefined || createdAt >= since,
  )
}

/** The events that tell of a failure since a time, oldest first; all of them when none does. */
export function tellingEvents(events: readonly ServiceEvent[], since: Date | undefined): readonly string[] {
  const recent = eventsSince(events, since).map(saidBy)
  const telling = recent.filter((message) => TELLING.test(message))
  return [...new Set(telling.length > 0 ? telling : recent)].slice(0, MOST_EVENTS).toReversed()
}

/** `12:04:31 was unable to place a task ...`, in UTC. */
export function eventLine(event: ServiceEvent): string {
  const { createdAt } = event
  const at = createdAt === undefined ? '' : `${createdAt.toISOString().slice(11, 19)} `
  return at + saidBy(event)
}

/** What an event says, without the name of the service, which is known. */
export function saidBy({ message = '' }: ServiceEvent): string {
  return message.replace(/^\(service [^)]+\) /, '')
}
