import type {
  FinalizeRequestMiddleware,
  HandlerExecutionContext,
  MiddlewareStack,
  MetadataBearer,
} from '@smithy/types'
import type { Ports } from '../runner/ports.ts'

/** Records every attempt of every call of an SDK client, retries included. */
export function journalCalls(
  stack: MiddlewareStack<object, MetadataBearer>,
  { clock, journal }: Pick<Ports, 'clock' | 'journal'>,
  region: string,
): void {
  const journalMiddleware: FinalizeRequestMiddleware<object, MetadataBearer> =
    (next, context) => async (args) => {
      const started = clock.now()
      const record = (status: number | undefined, bytesReceived: number): void => {
        const { service, action } = describeCommand(context)
        journal.record({
          service,
          action,
          region,
          status,
          bytesSent: contentLength(args.request),
          bytesReceived,
          milliseconds: clock.now() - started,
        })
      }
      try {
        const result = await next(args)
        record(statusOf(result.response), contentLength(result.response))
        return result
      } catch (error) {
        record(metadataStatus(error), 0)
        throw error
      }
    }
  // Behind the retry middleware, so that attempts are counted and not calls.
  stack.add(journalMiddleware, { step: 'finalizeRequest', priority: 'low', name: 'journalMiddleware' })
}

/** The service's IAM prefix and the operation, from what the SDK says of the command that runs. */
export function describeCommand(context: HandlerExecutionContext): { service: string; action: string } {
  const client = context.clientName ?? 'AwsClient'
  const command = context.commandName ?? 'Unknown'
  const service = client.replace(/Client$/, '').toLowerCase()
  return { service: IAM_PREFIXES[service] ?? service, action: command.replace(/Command$/, '') }
}

// Where the SDK's name is another one. Source: the Service Authorization Reference.
const IAM_PREFIXES: Readonly<Record<string, string>> = { cloudwatchlogs: 'logs', eventbridge: 'events' }

function contentLength(message: unknown): number {
  if (!isRecord(message) || !isRecord(message['headers'])) return 0
  const length = Number(message['headers']['content-length'] ?? 0)
  return Number.isFinite(length) ? length : 0
}

function statusOf(response: unknown): number | undefined {
  const status = isRecord(response) ? response['statusCode'] : undefined
  return typeof status === 'number' ? status : undefined
}

function metadataStatus(error: unknown): number | undefined {
  const metadata = isRecord(error) ? error['$metadata'] : undefined
  const status = isRecord(metadata) ? metadata['httpStatusCode'] : undefined
  return typeof status === 'number' ? status : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
