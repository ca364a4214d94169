import { randomUUID } from 'node:crypto'
import { fault } from '../wire/fault.ts'
import { isObject, object, text, type JsonObject } from '../wire/json.ts'
import { refuseOtherRevision } from './code.ts'
import { aliasJson } from './render.ts'
import type { Alias, LambdaFunction } from './state.ts'

export function aliasOf(fn: LambdaFunction, name: string): Alias {
  const alias = fn.aliases.get(name)
  if (alias !== undefined) return alias
  throw fault('ResourceNotFoundException', `Cannot find alias arn: ${fn.arn}:${name}`, 404)
}

export function createAlias(fn: LambdaFunction, input: JsonObject): JsonObject {
  const name = text(input, 'Name') ?? ''
  if (fn.aliases.has(name)) {
    throw fault('ResourceConflictException', `Alias already exists: ${fn.arn}:${name}`, 409)
  }
  const alias = { name, version: '', weights: {}, description: '', revisionId: '' }
  change(fn, alias, input)
  fn.aliases.set(name, alias)
  return aliasJson(fn, alias)
}

export function updateAlias(fn: LambdaFunction, name: string, input: JsonObject): JsonObject {
  const alias = aliasOf(fn, name)
  refuseOtherRevision(alias, text(input, 'RevisionId'))
  change(fn, alias, input)
  return aliasJson(fn, alias)
}

function change(fn: LambdaFunction, alias: Alias, input: JsonObject): void {
  const version = text(input, 'FunctionVersion') ?? alias.version
  requireVersion(fn, version)
  const routing = object(input, 'RoutingConfig')
  const weights = routing === undefined ? alias.weights : weightsOf(fn, version, routing)
  alias.version = version
  alias.weights = weights
  alias.description = text(input, 'Description') ?? alias.description
  alias.revisionId = randomUUID()
}

function requireVersion(fn: LambdaFunction, version: string): void {
  if (version === '$LATEST' || fn.versions.some((each) => each.version === version)) return
  throw fault('ResourceNotFoundException', `Function not found: ${fn.arn}:${version}`, 404)
}

// One second version at most, and $LATEST takes no part in weights (developer guide, weighted aliases).
function weightsOf(fn: LambdaFunction, version: string, routing: JsonObject): Record<string, number> {
  const given = routing['AdditionalVersionWeights']
  const weights = Object.entries(isObject(given) ? given : {})
  if (weights.length > 1) {
    throw fault(
      'InvalidParameterValueException',
      'Only one additional version can be specified in AdditionalVersionWeights',
    )
  }
  if (weights.length > 0 && (version === '$LATEST' || weights[0]?.[0] === '$LATEST')) {
    throw fault(
      'InvalidParameterValueException',
      '$LATEST is not supported for an alias pointing to more than 1 version',
    )
  }
  return Object.fromEntries(
    weights.map(([key, value]) => {
      requireVersion(fn, key)
      if (typeof value !== 'number' || value < 0 || value > 1) {
        throw fault('InvalidParameterValueException', 'A weight must be a number from 0.0 to 1.0')
      }
      return [key, value] as const
    }),
  )
}
