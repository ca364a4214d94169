import { isJsonObject, type JsonObject } from '../../../aws/raw-json.ts'
import type { ContainerImage } from './container.ts'

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
  const arn = definition['taskDefinitionArn']
  return {
    arn: typeof arn === 'string' ? arn : '',
    definition,
    tags: objects(answer['tags']),
    containers: objects(definition['containerDefinitions']).map(({ name, image }) => ({
      name: typeof name === 'string' ? name : '',
      image: typeof image === 'string' ? image : '',
    })),
  }
}

/**
 * The request that registers the same task definition with another image in one container and nothing else changed.
 * Tags of AWS itself cannot be set, and an empty list of tags is refused.
 */
export function withImage(base: TaskDefinition, container: number, image: string): JsonObject {
  const kept = Object.entries(base.definition).filter(([key]) => !OF_THE_REVISION.has(key))
  const containerDefinitions = objects(base.definition['containerDefinitions']).map((definition, index) =>
    index === container ? { ...definition, image } : definition,
  )
  const tags = base.tags.filter(({ key }) => typeof key !== 'string' || !key.startsWith('aws:'))
  return {
    ...Object.fromEntries(kept),
    containerDefinitions,
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
  }
}

function objects(value: JsonObject[string]): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}
