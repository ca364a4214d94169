import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { awsErrorName, isAccessDenied } from '../../../aws/errors.ts'
import type { JsonObject } from '../../../aws/raw-json.ts'
import type { AwsSession } from '../../../aws/session.ts'
import { messageOf } from '../../../errors.ts'
import { type LoggedTask, type LogPlace, logPlaceOf } from './log-place.ts'

// A line of a log may be 256 KB long, and a stack trace on one line is still useful when it is cut.
const LONGEST_LINE = 2_000
// A page is at most 1 MB; a task that writes faster than this is shown in part, and its last lines at the end.
const MOST_PAGES = 5

/**
 * The last lines of a container's log, oldest first, where it logs by `awslogs`. Never throws: [] where the log is
 * kept elsewhere, is not there yet, or cannot be read.
 * Source: CloudWatch Logs API Reference, GetLogEvents.
 * @param region the task's
 */
export async function tailTaskLog(
  session: AwsSession,
  region: string,
  taskDefinition: JsonObject,
  task: LoggedTask,
  containerName: string,
  lines: number,
): Promise<readonly string[]> {
  const place = logPlaceOf(taskDefinition, task, containerName, region)
  if (place === undefined) return []
  try {
    const { events } = await readPage(session, place, { limit: lines, startFromHead: false })
    return events.slice(-lines)
  } catch {
    // Why a task failed is told without its log too.
    return []
  }
}

/** A log that is read while it is written. */
export interface TaskLog {
  /** The lines that came since the last call, oldest first. Never throws. */
  readonly next: () => Promise<readonly string[]>
  /** Why nothing can be read, as a sentence; undefined while nothing speaks against it. */
  readonly trouble: () => string | undefined
}

/**
 * Opens the log of a task's container to read on as it is written. A stream that is not there yet is empty.
 * @param region the task's
 */
export function openTaskLog(
  session: AwsSession,
  region: string,
  taskDefinition: JsonObject,
  task: LoggedTask,
  containerName: string,
): TaskLog {
  const place = logPlaceOf(taskDefinition, task, containerName, region)
  let trouble =
    place === undefined
      ? `The container "${containerName}" does not log to CloudWatch Logs (awslogs), so its output cannot be shown here.`
      : undefined
  let nextToken: string | undefined
  return {
    trouble: () => trouble,
    next: async () => {
      const lines: string[] = []
      if (place === undefined || trouble !== undefined) return lines
      try {
        for (let pages = 0; pages < MOST_PAGES; pages += 1) {
          const page = await readPage(session, place, { startFromHead: true, nextToken })
          lines.push(...page.events)
          // The end of a stream answers with the token that it was asked with.
          const isEnd = page.nextToken === undefined || page.nextToken === nextToken
          nextToken = page.nextToken ?? nextToken
          if (isEnd) break
        }
      } catch (error) {
        if (awsErrorName(error) !== 'ResourceNotFoundException') trouble = troubleOf(error, place)
      }
      return lines
    },
  }
}

function troubleOf(error: unknown, { logGroupName }: LogPlace): string {
  return isAccessDenied(error)
    ? `The task's log cannot be shown: allow "logs:GetLogEvents" on the log group "${logGroupName}".`
    : `The task's log cannot be shown: ${messageOf(error)}`
}

interface Page {
  readonly events: readonly string[]
  readonly nextToken: string | undefined
}

async function readPage(
  session: AwsSession,
  { region, logGroupName, logStreamName }: LogPlace,
  options: {
    readonly startFromHead: boolean
    readonly limit?: number
    readonly nextToken?: string | undefined
  },
): Promise<Page> {
  const { CloudWatchLogsClient: Client, GetLogEventsCommand } =
    await import('@aws-sdk/client-cloudwatch-logs')
  const client: CloudWatchLogsClient = session.client(Client, region)
  const answer = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName, ...options }))
  return {
    events: (answer.events ?? []).flatMap(({ message }) => linesOf(message ?? '')),
    nextToken: answer.nextForwardToken,
  }
}

// One event may hold several lines, where a pattern for multi-line messages is set.
function linesOf(message: string): readonly string[] {
  return message
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}... (cut)` : line))
}
