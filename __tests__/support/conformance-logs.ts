import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import type { AwsSide } from './aws-side.ts'
import type { Step } from './conformance.ts'

const logGroupName = '/ecs/app'
const place = { logGroupName, logStreamName: 'ecs/app/1' }
const read =
  (more: object) =>
  ({ logs }: AwsSide): Promise<object> =>
    logs.send(new GetLogEventsCommand({ ...place, ...more }))

const put = ({ logs }: AwsSide): Promise<object> => {
  const logEvents = ['one', 'two', 'three'].map((message) => ({ message, timestamp: Date.now() }))
  return logs.send(new PutLogEventsCommand({ ...place, logEvents }))
}

/** What the suite asks of CloudWatch Logs. */
export const LOGS_STEPS: readonly Step<AwsSide>[] = [
  { name: 'GetLogEvents, no group', call: read({}) },
  {
    name: 'CreateLogGroup',
    call: ({ logs }) => logs.send(new CreateLogGroupCommand({ logGroupName })),
  },
  {
    name: 'CreateLogGroup, again',
    call: ({ logs }) => logs.send(new CreateLogGroupCommand({ logGroupName })),
  },
  { name: 'GetLogEvents, no stream', call: read({}) },
  { name: 'CreateLogStream', call: ({ logs }) => logs.send(new CreateLogStreamCommand(place)) },
  {
    name: 'CreateLogStream, again',
    call: ({ logs }) => logs.send(new CreateLogStreamCommand(place)),
  },
  {
    name: 'GetLogEvents, empty',
    call: read({ startFromHead: true }),
    reads: ['events', 'nextForwardToken', 'nextBackwardToken'],
  },
  {
    name: 'PutLogEvents',
    call: put,
  },
  {
    name: 'GetLogEvents, the newest',
    call: read({ limit: 2 }),
    reads: ['events.0.message', 'events.0.timestamp', 'events.1.message', 'events.2', 'nextForwardToken'],
  },
  { name: 'GetLogEvents, too many', call: read({ limit: 10_001 }) },
]
