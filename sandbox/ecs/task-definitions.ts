import { fault } from '../wire/fault.ts'
import { number, objects, text, texts, type JsonObject } from '../wire/json.ts'
import { arnOf } from './arn.ts'
import type { EcsRegion } from './state.ts'
import { tagList, tagMap } from './tags.ts'

/** What ECS itself fills in: what a caller sends under these names is not kept. */
const FILLED = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
]

/** A new revision of the family; every other field is kept as it came, known or not. */
export function registerTaskDefinition(input: JsonObject, ecs: EcsRegion): JsonObject {
  const family = text(input, 'family')
  if (family === undefined || !/^[A-Za-z0-9_-]{1,255}$/.test(family)) {
    throw fault('ClientException', 'Family contains invalid characters.')
  }
  if (objects(input, 'containerDefinitions').length === 0) {
    throw fault('ClientException', 'Container list cannot be empty.')
  }
  for (const container of objects(input, 'containerDefinitions')) {
    if (text(container, 'name') === undefined)
      throw fault('ClientException', 'Container.name should not be null or empty.')
    if (text(container, 'image') === undefined)
      throw fault('ClientException', 'Container.image should not be null or empty.')
  }
  if (Array.isArray(input['tags']) && input['tags'].length === 0) {
    throw fault('InvalidParameterException', 'Tags can not be empty.')
  }
  const kept = Object.entries(input).filter(([key]) => key !== 'tags' && !FILLED.includes(key))
  const revision = latestRevision(ecs, family) + 1
  const taskDefinitionArn = arnOf(ecs, `task-definition/${family}:${revision}`)
  const taskDefinition: JsonObject = {
    ...Object.fromEntries(kept),
    taskDefinitionArn,
    revision,
    status: 'ACTIVE',
    requiresAttributes: [{ name: 'com.amazonaws.ecs.capability.docker-remote-api.1.19' }],
    compatibilities: ['EC2', 'FARGATE'],
    registeredAt: Date.now() / 1000,
    registeredBy: `arn:aws:iam::${ecs.account}:user/sandbox`,
  }
  ecs.taskDefinitions.set(taskDefinitionArn, taskDefinition)
  const tags = tagMap(objects(input, 'tags'))
  ecs.tags.set(taskDefinitionArn, tags)
  return { taskDefinition, tags: tagList(tags) }
}

function latestRevision(ecs: EcsRegion, family: string, status?: 'ACTIVE'): number {
  const revisions = [...ecs.taskDefinitions.values()]
    .filter((each) => each['family'] === family && (status ?? each['status']) === each['status'])
    .map((each) => number(each, 'revision') ?? 0)
  return Math.max(0, ...revisions)
}

/** By ARN, `family:revision`, or `family` for its latest active one; undefined when there is none. */
export function findTaskDefinition(ecs: EcsRegion, reference: string): JsonObject | undefined {
  const name = reference.slice(reference.lastIndexOf('/') + 1)
  const full = name.includes(':') ? name : `${name}:${latestRevision(ecs, name, 'ACTIVE')}`
  return ecs.taskDefinitions.get(arnOf(ecs, `task-definition/${full}`))
}

/** The ARN of a task definition that has to be there, and not deregistered: nothing is started from one that is. */
export function taskDefinitionArn(ecs: EcsRegion, reference: string): string {
  const found = findTaskDefinition(ecs, reference)
  const arn = text(found, 'taskDefinitionArn')
  if (arn === undefined) throw fault('ClientException', 'TaskDefinition not found.')
  if (found?.['status'] !== 'ACTIVE') throw fault('ClientException', 'TaskDefinition is inactive')
  return arn
}

/** Tags come only when asked for, beside the definition. */
export function describeTaskDefinition(input: JsonObject, ecs: EcsRegion): JsonObject {
  const found = findTaskDefinition(ecs, text(input, 'taskDefinition') ?? '')
  if (found === undefined) throw fault('ClientException', 'Unable to describe task definition.')
  if (!texts(input, 'include').includes('TAGS')) return { taskDefinition: found }
  return { taskDefinition: found, tags: tagList(ecs.tags.get(text(found, 'taskDefinitionArn') ?? '')) }
}

export function listTaskDefinitions(input: JsonObject, ecs: EcsRegion): JsonObject {
  const family = text(input, 'familyPrefix')
  const all = [...ecs.taskDefinitions].filter(([, each]) => family === undefined || each['family'] === family)
  const arns = all.map(([arn]) => arn)
  return { taskDefinitionArns: text(input, 'sort') === 'DESC' ? arns.toReversed() : arns }
}

export function deregisterTaskDefinition(input: JsonObject, ecs: EcsRegion): JsonObject {
  const found = findTaskDefinition(ecs, text(input, 'taskDefinition') ?? '')
  if (found === undefined) throw fault('ClientException', 'Unable to describe task definition.')
  found['status'] = 'INACTIVE'
  found['deregisteredAt'] = Date.now() / 1000
  return { taskDefinition: found }
}
