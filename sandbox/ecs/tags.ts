import { fault } from '../wire/fault.ts'
import { objects, text, texts, type JsonObject } from '../wire/json.ts'
import type { EcsRegion } from './state.ts'

/** ECS writes tags with lower-case keys: `[{ key, value }]`. */
export function tagMap(tags: readonly JsonObject[]): Map<string, string> {
  return new Map(tags.map((tag) => [text(tag, 'key') ?? '', text(tag, 'value') ?? '']))
}

export function tagList(tags: ReadonlyMap<string, string> | undefined): JsonObject[] {
  return [...(tags ?? [])].map(([key, value]) => ({ key, value }))
}

export function listTagsForResource(input: JsonObject, ecs: EcsRegion): JsonObject {
  return { tags: tagList(resourceTags(input, ecs)) }
}

export function tagResource(input: JsonObject, ecs: EcsRegion): JsonObject {
  const tags = resourceTags(input, ecs)
  for (const [key, value] of tagMap(objects(input, 'tags'))) tags.set(key, value)
  return {}
}

export function untagResource(input: JsonObject, ecs: EcsRegion): JsonObject {
  const tags = resourceTags(input, ecs)
  for (const key of texts(input, 'tagKeys')) tags.delete(key)
  return {}
}

function resourceTags(input: JsonObject, ecs: EcsRegion): Map<string, string> {
  const tags = ecs.tags.get(text(input, 'resourceArn') ?? '')
  if (tags === undefined) throw fault('InvalidParameterException', 'The specified resource does not exist.')
  return tags
}
