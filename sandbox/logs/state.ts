/** One line of a log, with its time in ms. */
export interface LogEvent {
  readonly timestamp: number
  readonly ingestionTime: number
  readonly message: string
}

/** CloudWatch Logs of one region: groups by name, their streams by name, oldest event first. */
export interface LogsRegion {
  readonly region: string
  readonly account: string
  readonly groups: Map<string, Map<string, LogEvent[]>>
}

export function openLogsRegion(region: string, account: string): LogsRegion {
  return { region, account, groups: new Map() }
}

/** Writes lines to a stream, which comes into being where it is not there. */
export function writeLog(logs: LogsRegion, group: string, stream: string, lines: readonly string[]): void {
  const streams = logs.groups.get(group) ?? new Map<string, LogEvent[]>()
  logs.groups.set(group, streams)
  const events = streams.get(stream) ?? []
  streams.set(stream, events)
  const now = Date.now()
  events.push(...lines.map((message) => ({ timestamp: now, ingestionTime: now, message })))
}
