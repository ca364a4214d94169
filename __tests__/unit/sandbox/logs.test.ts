import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { EAST } from './clients.ts'

let sandbox: Sandbox
let logs: CloudWatchLogsClient
beforeEach(async () => {
  sandbox = await startSandbox()
  const credentials = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'secret' }
  logs = new CloudWatchLogsClient({ endpoint: sandbox.endpoint, region: EAST, maxAttempts: 1, credentials })
})
afterEach(async () => {
  await sandbox.stop()
})

const place = { logGroupName: '/ecs/app', logStreamName: 'ecs/app/1' }

async function put(...messages: string[]): Promise<void> {
  const logEvents = messages.map((message) => ({ message, timestamp: Date.now() }))
  await logs.send(new PutLogEventsCommand({ ...place, logEvents }))
}

describe('CloudWatch Logs', () => {
  it('gives the newest events unless told, and from the head on by tokens that stay at the end', async () => {
    await logs.send(new CreateLogGroupCommand({ logGroupName: place.logGroupName }))
    await logs.send(new CreateLogStreamCommand(place))
    await put('one', 'two', 'three')
    const read = async (more: object): Promise<{ lines: unknown; token: string | undefined }> => {
      const { events, nextForwardToken: token } = await logs.send(
        new GetLogEventsCommand({ ...place, ...more }),
      )
      return { lines: events?.map(({ message }) => message), token }
    }
    expect(await read({ limit: 2 })).toMatchObject({ lines: ['two', 'three'] })
    const first = await read({ limit: 2, startFromHead: true })
    expect(first.lines).toStrictEqual(['one', 'two'])
    const second = await read({ nextToken: first.token, startFromHead: true })
    expect(second.lines).toStrictEqual(['three'])
    expect(await read({ nextToken: second.token, startFromHead: true })).toStrictEqual({
      lines: [],
      token: second.token,
    })
    await put('four')
    expect(await read({ nextToken: second.token, startFromHead: true })).toMatchObject({ lines: ['four'] })
  })

  it('has no stream before it is created', async () => {
    await expect(logs.send(new GetLogEventsCommand(place))).rejects.toThrow(/log group does not exist/)
    await logs.send(new CreateLogGroupCommand({ logGroupName: place.logGroupName }))
    await expect(logs.send(new GetLogEventsCommand(place))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    })
    await expect(
      logs.send(new CreateLogGroupCommand({ logGroupName: place.logGroupName })),
    ).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' })
  })
})
