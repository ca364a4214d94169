import {
  DescribeExpressGatewayServiceCommand,
  DescribeServicesCommand,
  type ECSClient,
  UpdateExpressGatewayServiceCommand,
} from '@aws-sdk/client-ecs'
import { isJsonObject, type JsonObject, sendRaw } from '../../../../aws/raw-json.ts'
import type { Ports } from '../../../../runner/ports.ts'
import type { EcsService } from '../../../request/target.ts'
import { textOf } from '../json.ts'
import { primaryOf, type Started } from '../service.ts'
import { type ExpressService, readExpress } from './configuration.ts'

/**
 * Looks an Express Mode service up, with fields that no SDK knows.
 * @param serviceArn the call takes no name
 */
export async function describeExpress(client: ECSClient, serviceArn: string): Promise<ExpressService> {
  const command = new DescribeExpressGatewayServiceCommand({ serviceArn })
  return readExpress(await sendRaw(command.middlewareStack, async () => await client.send(command)))
}

const LOOKS = 8
const FIRST_LOOK_MS = 250

/**
 * Updates an Express Mode service by its own API, so that its history of revisions stays whole. What is not given
 * keeps its value.
 * Source: Amazon ECS API Reference, UpdateExpressGatewayService.
 * @param change `primaryContainer`, or `taskDefinitionArn` where the task definition is the owner's
 */
export async function updateExpress(
  client: ECSClient,
  runs: EcsService,
  serviceArn: string,
  change: JsonObject,
  ports: Pick<Ports, 'clock' | 'signal'>,
): Promise<Started> {
  const command = new UpdateExpressGatewayServiceCommand({ serviceArn })
  const body = { serviceArn, ...change }
  const answer = await sendRaw(command.middlewareStack, async () => await client.send(command), body)
  const service = isJsonObject(answer['service']) ? answer['service'] : {}
  const configuration = isJsonObject(service['targetConfiguration']) ? service['targetConfiguration'] : {}
  const taskDefinition = textOf(configuration['taskDefinitionArn'])
  if (taskDefinition === '') throw new Error('UpdateExpressGatewayService answered without a task definition')
  return { taskDefinition, deployment: await deploymentOf(client, runs, taskDefinition, ports) }
}

/** The update is carried out after its answer: the deployment shows some moments later. */
async function deploymentOf(
  client: ECSClient,
  { cluster, service }: EcsService,
  taskDefinition: string,
  { clock, signal }: Pick<Ports, 'clock' | 'signal'>,
): Promise<Started['deployment']> {
  for (let look = 0; look < LOOKS; look += 1) {
    const answer = await client.send(new DescribeServicesCommand({ cluster, services: [service] }))
    const primary = primaryOf(answer.services?.[0])
    if (primary?.taskDefinition === taskDefinition) return primary
    if (signal.aborted) break
    await clock.sleep(FIRST_LOOK_MS * 1.6 ** look, signal)
  }
  return {}
}
