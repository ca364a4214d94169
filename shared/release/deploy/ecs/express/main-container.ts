import type { TaskDefinition } from '../task-definition.ts'

/**
 * The container that an Express Mode service sends its requests to.
 * Source: Amazon ECS API Reference, UpdateExpressGatewayService, `taskDefinitionArn`.
 */
export const MAIN = 'Main'

/** Its index in a task definition; the first container where none has the name. */
export function mainOf({ containers }: Pick<TaskDefinition, 'containers'>): number {
  return Math.max(
    0,
    containers.findIndex(({ name }) => name === MAIN),
  )
}
