import { DeregisterTaskDefinitionCommand, type ECSClient } from '@aws-sdk/client-ecs'
import { awsErrorName, isAccessDenied, isRefusal } from '../../../aws/errors.ts'
import { UserError } from '../../../errors.ts'
import type { Target } from '../../request/target.ts'
import { describeTaskDefinition } from '../ecs/definitions.ts'
import type { TaskDefinition } from '../ecs/task-definition.ts'

/**
 * The newest active revision of a family.
 * Source: Amazon ECS API Reference, DescribeTaskDefinition: a family without a revision is its latest ACTIVE one.
 * @throws UserError when the family has none
 */
export async function describeNewest(
  client: ECSClient,
  family: string,
  { region }: Target,
): Promise<TaskDefinition> {
  try {
    return await describeTaskDefinition(client, family)
  } catch (error) {
    if (awsErrorName(error) !== 'ClientException') throw error
    throw new UserError(
      `There is no active task definition of the family "${family}" in ${region}.`,
      'Check "family" in the stages file and the region, or register a first revision.',
      { cause: error },
    )
  }
}

/** Revisions by their ARNs; one that is gone is left out. */
export async function describeRevisions(
  client: ECSClient,
  arns: Iterable<string>,
): Promise<ReadonlyMap<string, TaskDefinition>> {
  const found = await Promise.all(
    [...new Set(arns)].map(async (arn): Promise<readonly (readonly [string, TaskDefinition])[]> => {
      try {
        return [[arn, await describeTaskDefinition(client, arn)]]
      } catch (error) {
        if (isRefusal(error) && !isAccessDenied(error)) return []
        throw error
      }
    }),
  )
  return new Map(found.flat())
}

/** Takes a revision away from whatever names its family without a revision; what runs it goes on. */
export async function deregister(client: ECSClient, taskDefinition: string): Promise<void> {
  await client.send(new DeregisterTaskDefinitionCommand({ taskDefinition }))
}
