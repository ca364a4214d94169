import type { Operation } from '../front/aws-service.ts'
import { fault } from '../wire/fault.ts'
import { flag, number, objects, text, type JsonObject } from '../wire/json.ts'
import type { LogEvent, LogsRegion } from './state.ts'

function createLogGroup(input: JsonObject, logs: LogsRegion): JsonObject {
  const name = text(input, 'logGroupName') ?? ''
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) {
    throw fault('InvalidParameterException', `1 validation error detected: Value '${name}' at 'logGroupName'`)
  }
  if (logs.groups.has(name)) {
    throw fault('ResourceAlreadyExistsException', 'The specified log group already exists')
  }
  logs.groups.set(name, new Map())
  return {}
}

function createLogStream(input: JsonObject, logs: LogsRegion): JsonObject {
  const group = groupOf(input, logs)
  const name = text(input, 'logStreamName') ?? ''
  if (group.has(name))
    throw fault('ResourceAlreadyExistsException', 'The specified log stream already exists')
  group.set(name, [])
  return {}
}

/** Sequence tokens are not asked for any more (API reference, PutLogEvents). */
function putLogEvents(input: JsonObject, logs: LogsRegion): JsonObject {
  const events = streamOf(input, logs)
  const now = Date.now()
  for (const event of objects(input, 'logEvents')) {
    const message = text(event, 'message') ?? ''
    events.push({ timestamp: number(event, 'timestamp') ?? now, ingestionTime: now, message })
  }
  return { nextSequenceToken: String(events.length) }
}

/**
 * A page from the head, or by default from the tail. At the end of a stream the forward token is the one that was sent
 * (API reference, GetLogEvents). Tokens are offsets here, which no client may rely on.
 */
function getLogEvents(input: JsonObject, logs: LogsRegion): JsonObject {
  const events = streamOf(input, logs)
  const limit = number(input, 'limit') ?? 10_000
  if (limit < 1 || limit > 10_000) {
    throw fault('InvalidParameterException', `Value '${limit}' at 'limit' failed to satisfy constraint`)
  }
  const token = text(input, 'nextToken')
  const fromHead = flag(input, 'startFromHead') ?? false
  const start =
    token === undefined ? (fromHead ? 0 : Math.max(0, events.length - limit)) : offsetOf(token, limit)
  const page = events.slice(start, start + limit)
  return {
    events: page.map((event: LogEvent) => ({ ...event })),
    nextForwardToken: `f/${start + page.length}`,
    nextBackwardToken: `b/${start}`,
  }
}

function offsetOf(token: string, limit: number): number {
  const [, direction, offset] = /^([fb])\/(\d+)$/.exec(token) ?? []
  if (offset === undefined) {
    throw fault('InvalidParameterException', 'The specified nextToken is invalid.')
  }
  return direction === 'f' ? Number(offset) : Math.max(0, Number(offset) - limit)
}

function groupOf(input: JsonObject, logs: LogsRegion): Map<string, LogEvent[]> {
  const group = logs.groups.get(text(input, 'logGroupName') ?? '')
  if (group === undefined) {
    throw fault('ResourceNotFoundException', 'The specified log group does not exist.')
  }
  return group
}

function streamOf(input: JsonObject, logs: LogsRegion): LogEvent[] {
  const stream = groupOf(input, logs).get(text(input, 'logStreamName') ?? '')
  if (stream === undefined) {
    throw fault('ResourceNotFoundException', 'The specified log stream does not exist.')
  }
  return stream
}

/** The operations of CloudWatch Logs by name. */
export const logsOperations: Readonly<Record<string, Operation<LogsRegion>>> = {
  CreateLogGroup: createLogGroup,
  CreateLogStream: createLogStream,
  PutLogEvents: putLogEvents,
  GetLogEvents: getLogEvents,
}
