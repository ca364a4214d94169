import { isScalar } from 'yaml'
import { UserError } from '../errors.ts'
import { faultOfRepository } from '../registry/reference.ts'
import {
  ALIAS,
  CLUSTER,
  CONTAINER,
  FAMILY,
  FUNCTION,
  IMAGE,
  RULE,
  SCHEDULE,
  SERVICE,
  TRAFFIC,
} from './shapes.ts'
import type { EcsTarget, LambdaTarget } from './types.ts'
import {
  type Fields,
  fault,
  fieldsOf,
  itemsOf,
  shown,
  textOf,
  textOrEmpty,
  type Value,
  wrongKind,
  writtenText,
} from './value.ts'
import type { Shape } from './shapes.ts'

/** Reads `ecs:`. */
export function readEcs(value: Value): EcsTarget {
  const fields = fieldsOf(value, ['cluster', 'service', 'container', 'family', 'schedules', 'rules'])
  const cluster = requiredField(value, fields, 'cluster')
  const family = optionalText(fields, 'family', FAMILY)
  const service = fields.get('service')
  if (service === undefined && family === undefined) {
    throw fault(
      value,
      'An "ecs" must name a "service" or a "family".',
      'An empty "service" is not created yet.',
    )
  }
  if (service !== undefined && family !== undefined) {
    throw fault(service, 'An "ecs" names a "service" or a "family", not both.', 'Make it two targets.')
  }
  for (const key of ['schedules', 'rules']) {
    const field = fields.get(key)
    if (field === undefined || family !== undefined) continue
    throw fault(
      field,
      `"${key}" belongs to a "family", which is not named here.`,
      'Name the "family" that it runs.',
    )
  }
  return {
    cluster: textOrEmpty(cluster, CLUSTER),
    service: service && textOrEmpty(service, SERVICE),
    container: optionalText(fields, 'container', CONTAINER),
    family,
    schedules: readList(fields, 'schedules', SCHEDULE),
    rules: readList(fields, 'rules', RULE),
  }
}

/** Reads `lambda:`. */
export function readLambda(value: Value): LambdaTarget {
  const fields = fieldsOf(value, ['function', 'alias', 'traffic'])
  const traffic = fields.get('traffic')
  const alias = optionalText(fields, 'alias', ALIAS)
  if (traffic !== undefined && alias === undefined) {
    throw fault(traffic, '"traffic" is shifted at an alias, and no "alias" is named.', 'Name the "alias".')
  }
  return {
    function: textOrEmpty(requiredField(value, fields, 'function'), FUNCTION),
    alias,
    traffic: traffic && readTraffic(traffic),
  }
}

// One step alone, `traffic: 100`, is a number to YAML.
function readTraffic(value: Value): string {
  const number = isScalar(value.node) && typeof value.node.value === 'number'
  const text = number ? writtenText(value) : textOf(value, TRAFFIC)
  if (text === undefined || !TRAFFIC.pattern.test(text)) throw wrongKind(value, TRAFFIC.what, hint(TRAFFIC))
  const steps = text.split(',').map((step) => step.trim())
  const percents = steps.map((step) => Number(step.split(':')[0]))
  if (percents.every((percent, index) => index === 0 || percent > (percents[index - 1] ?? 0)))
    return steps.join(',')
  throw fault(value, `"traffic" is "${text}", whose percentages do not rise.`, hint(TRAFFIC))
}

function hint(shape: Shape): string {
  return `It looks like ${shape.example}.`
}

/** A text of a shape, where the key is there. */
export function optionalText(fields: Fields, key: string, shape: Shape): string | undefined {
  const value = fields.get(key)
  return value && textOf(value, shape)
}

/** A repository, where the key is there; what is wrong with one is said by the part that is. */
export function optionalImage(fields: Fields): string | undefined {
  const value = fields.get('image')
  const text = value && textOf(value, { ...IMAGE, pattern: /^/ })
  if (value === undefined || text === undefined || IMAGE.pattern.test(text)) return text
  throw fault(
    value,
    `${value.label} is ${shown(text)}, ${faultOfRepository(text) ?? `which is not ${IMAGE.what}`}.`,
    `It looks like ${IMAGE.example}.`,
  )
}

/** The texts of a list, each once; none where the key is absent. */
export function readList(fields: Fields, key: string, shape: Shape): readonly string[] {
  const value = fields.get(key)
  if (value === undefined) return []
  const seen = new Set<string>()
  for (const item of itemsOf(value, 'a list')) {
    const text = textOf(item, shape)
    if (seen.has(text))
      throw fault(item, `"${text}" stands a second time in "${key}".`, 'Remove one of them.')
    seen.add(text)
  }
  return [...seen]
}

/** @throws UserError at the mapping that lacks the key. */
export function requiredField(parent: Value, fields: Fields, key: string): Value {
  const value = fields.get(key)
  if (value !== undefined) return value
  throw missing(parent, key)
}

function missing(parent: Value, key: string): UserError {
  return fault(parent, `The key "${key}" is missing in ${parent.label}.`, `Add "${key}:".`)
}
