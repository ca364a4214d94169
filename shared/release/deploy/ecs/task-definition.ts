import { isJsonObject, type JsonObject } from '../../../aws/raw-json.ts'
import type { EnvironmentChange } from '../../request/target.ts'
import type { ContainerImage } from './container.ts'
import { withEnvironment } from './environment.ts'
import { objectsIn, textOf } from './json.ts'

/** A task definition as ECS describes it, with every field it has. */
export interface TaskDefinition {
  readonly arn: string
  readonly definition: JsonObject
  readonly tags: readonly JsonObject[]
  readonly containers: readonly ContainerImage[]
}

/**
 * What DescribeTaskDefinition says of a revision and RegisterTaskDefinition does not take. Everything else is passed
 * on, also fields that did not exist when this was written.
 * Source: Amazon ECS API Reference, TaskDefinition against the request of RegisterTaskDefinition.
 */
const OF_THE_REVISION = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
])

/** Reads the answer of DescribeTaskDefinition with `include: TAGS`, where the tags stand beside the definition. */
export function readTaskDefinition(answer: JsonObject): TaskDefinition {
  const definition = isJsonObject(answer['taskDefinition']) ? answer['taskDefinition'] : {}
  return {
    arn: textOf(definition['taskDefinitionArn']),
    definition,
    tags: objectsIn(answer['tags']),
    containers: objectsIn(definition['containerDefinitions']).map(({ name, image }) => ({
      name: textOf(name),
      image: textOf(image),
    })),
  }
}

/**
 * The request that registers the same task definition again. Tags of AWS itself cannot be set, and an empty list of
 * tags is refused.
 */
export function requestOf(base: TaskDefinition): JsonObject {
  const kept = Object.entries(base.definition).filter(([key]) => !OF_THE_REVISION.has(key))
  const tags = base.tags.filter(({ key }) => !textOf(key).startsWith('aws:'))
  return { ...Object.fromEntries(kept), ...(tags.length === 0 ? {} : { tags: [...tags] }) }
}

/** The same with another image and changed environment variables in one container, and nothing else changed. */
export function withImage(
  base: TaskDefinition,
  container: number,
  image: string,
  environment: EnvironmentChange = { set: {}, remove: [] },
): JsonObject {
  const containerDefinitions = objectsIn(base.definition['containerDefinitions']).map((definition, index) =>
    index === container ? withEnvironment({ ...definition, image }, environment) : definition,
  )
  return { ...requestOf(base), containerDefinitions }
}

/** The family of a task definition. */
export function familyOf({ definition }: TaskDefinition): string {
  return textOf(definition['family'])
}

/** The number of a revision; 0 where AWS did not say it. */
export function revisionOf({ definition }: TaskDefinition): number {
  const { revision } = definition
  return typeof revision === 'number' ? revision : 0
}

/** Whether tasks can still be started from it: one that was deregistered runs on in its services, and no more. */
export function isActive({ definition }: TaskDefinition): boolean {
  return (definition['status'] ?? 'ACTIVE') === 'ACTIVE'
}
