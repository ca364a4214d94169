import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DescribeTaskDefinitionCommand, ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendRaw } from '../../../shared/aws/raw-json.ts'

const unknown = { taskDefinition: { family: 'app', addedByAws: { deep: ['', null, 1] } }, tags: [] }
const bodies: string[] = []
let status = 200
const server = createServer((request, response) => {
  void read(request).then((body) => {
    bodies.push(body)
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
    response.end(
      status === 200
        ? JSON.stringify(unknown)
        : JSON.stringify({ __type: 'ClientException', message: 'no such thing' }),
    )
  })
})

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

let client: ECSClient
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  client = new ECSClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  })
})
afterAll(() => {
  client.destroy()
  server.close()
})

describe('sendRaw', () => {
  it('reads fields that the SDK does not know', async () => {
    const command = new DescribeTaskDefinitionCommand({ taskDefinition: 'app' })
    const answer = await sendRaw(command.middlewareStack, async () => await client.send(command))
    expect(answer).toStrictEqual(unknown)
  })

  it('sends fields that the SDK does not know', async () => {
    const command = new RegisterTaskDefinitionCommand({ family: '', containerDefinitions: [] })
    const body = { family: 'app', containerDefinitions: [{ name: 'app', brandNew: { value: '' } }], later: 1 }
    await sendRaw(command.middlewareStack, async () => await client.send(command), body)
    expect(JSON.parse(bodies.at(-1) ?? '')).toStrictEqual(body)
  })

  it('throws the errors of the SDK', async () => {
    status = 400
    const command = new DescribeTaskDefinitionCommand({ taskDefinition: 'app' })
    const answer = sendRaw(command.middlewareStack, async () => await client.send(command))
    await expect(answer).rejects.toMatchObject({ name: 'ClientException', message: 'no such thing' })
  })
})
