import type { ECSClient } from '@aws-sdk/client-ecs'
import type { JsonObject } from '../../../../aws/raw-json.ts'
import type { Ports } from '../../../../runner/ports.ts'
import type { EcsService } from '../../../request/target.ts'
import { describeTaskDefinition } from '../definitions.ts'
import { objectsIn } from '../json.ts'
import type { Started } from '../service.ts'
import type { TaskDefinition } from '../task-definition.ts'
import { mainOf } from './main-container.ts'
import { describeExpress, updateExpress } from './service.ts'

/**
 * Starts the way back of an Express Mode service. Where it has a task definition of its owner, that is the former one.
 * Else its container gets back the former image and environment, which is all that a release changes: they are read
 * from the former task definition, so that no value of a variable has to be kept anywhere.
 * @param former the ARN of the task definition that it ran before
 */
export async function restartExpress(
  client: ECSClient,
  runs: EcsService,
  serviceArn: string,
  former: string,
  ports: Pick<Ports, 'clock' | 'signal'>,
): Promise<Started> {
  const { container } = await describeExpress(client, serviceArn)
  if (container === undefined)
    return await updateExpress(client, runs, serviceArn, { taskDefinitionArn: former }, ports)
  const primaryContainer = restored(container, await describeTaskDefinition(client, former))
  return await updateExpress(client, runs, serviceArn, { primaryContainer }, ports)
}

/** The container as it is now, with the image and the environment of a task definition. */
export function restored(container: JsonObject, former: TaskDefinition): JsonObject {
  const main = objectsIn(former.definition['containerDefinitions'])[mainOf(former)] ?? {}
  const { image, environment } = main
  const had = objectsIn(environment).length > 0 || container['environment'] !== undefined
  return { ...container, image, ...(had ? { environment: environment ?? [] } : {}) }
}

/** Whether a task definition that ECS made on the way back runs what the former one ran. */
export async function isRestored(client: ECSClient, now: string, former: string): Promise<boolean> {
  const [one, other] = await Promise.all(
    [now, former].map(async (arn) => {
      const definition = await describeTaskDefinition(client, arn)
      return definition.containers[mainOf(definition)]?.image
    }),
  )
  return one !== undefined && one === other
}
