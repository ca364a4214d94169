import { fault } from '../wire/fault.ts'
import { isObject, object, record, type JsonObject } from '../wire/json.ts'
import { aliasOf, createAlias, updateAlias } from './aliases.ts'
import {
  publishVersion,
  refuseWhileUpdating,
  updateFunctionCode,
  updateFunctionConfiguration,
} from './code.ts'
import { createFunction, functionUrl, versionOf } from './functions.ts'
import { aliasJson, functionJson, versionJson } from './render.ts'
import { functionOf, type LambdaFunction, type LambdaRegion } from './state.ts'

/** A Lambda call, taken apart from its path. */
export interface LambdaRoute {
  readonly action: string
  /** A function's name or ARN. */
  readonly reference: string
  /** An alias's name, where the path has one. */
  readonly alias: string
  /** HTTP status of the answer when it goes well. */
  readonly status: number
}

const FUNCTION = String.raw`^/\d{4}-\d{2}-\d{2}/functions/(?<reference>[^/]+)`
const TAGS = /^\/2017-03-31\/tags\/(?<reference>.+)$/
const ROUTES: readonly [method: string, path: RegExp, action: string, status: number][] = [
  ['POST', /^\/2015-03-31\/functions\/?$/, 'CreateFunction', 201],
  ['GET', new RegExp(`${FUNCTION}$`), 'GetFunction', 200],
  ['GET', new RegExp(`${FUNCTION}/configuration$`), 'GetFunctionConfiguration', 200],
  ['PUT', new RegExp(`${FUNCTION}/configuration$`), 'UpdateFunctionConfiguration', 200],
  ['PUT', new RegExp(`${FUNCTION}/code$`), 'UpdateFunctionCode', 200],
  ['POST', new RegExp(`${FUNCTION}/versions$`), 'PublishVersion', 201],
  ['GET', new RegExp(`${FUNCTION}/versions$`), 'ListVersionsByFunction', 200],
  ['POST', new RegExp(`${FUNCTION}/aliases$`), 'CreateAlias', 201],
  ['GET', new RegExp(`${FUNCTION}/aliases$`), 'ListAliases', 200],
  ['GET', new RegExp(`${FUNCTION}/aliases/(?<alias>[^/]+)$`), 'GetAlias', 200],
  ['PUT', new RegExp(`${FUNCTION}/aliases/(?<alias>[^/]+)$`), 'UpdateAlias', 200],
  ['POST', new RegExp(`${FUNCTION}/url$`), 'CreateFunctionUrlConfig', 201],
  ['GET', new RegExp(`${FUNCTION}/url$`), 'GetFunctionUrlConfig', 200],
  ['GET', TAGS, 'ListTags', 200],
  ['POST', TAGS, 'TagResource', 204],
  ['DELETE', TAGS, 'UntagResource', 204],
]

export function lambdaRoute(method: string, pathname: string): LambdaRoute {
  for (const [wanted, path, action, status] of ROUTES) {
    const match = wanted === method ? path.exec(pathname) : null
    if (match === null) continue
    const reference = decodeURIComponent(match.groups?.['reference'] ?? '')
    return { action, status, reference, alias: decodeURIComponent(match.groups?.['alias'] ?? '') }
  }
  return { action: `${method} ${pathname}`, reference: '', alias: '', status: 400 }
}

/** Carries out a Lambda call; undefined is an empty answer. */
export async function lambdaOperation(
  route: LambdaRoute,
  input: JsonObject,
  query: URLSearchParams,
  lambda: LambdaRegion,
): Promise<JsonObject | undefined> {
  if (route.action === 'CreateFunction') return createFunction(lambda, input)
  if (route.status === 400) {
    throw fault('UnknownOperationException', `The sandbox's Lambda does not know ${route.action}`)
  }
  const fn = functionOf(lambda, route.reference)
  // A qualifier may stand in the query or at the end of the name.
  const named = route.reference.split(':function:').at(-1)?.split(':')[1]
  const qualifier = query.get('Qualifier') ?? named ?? null
  switch (route.action) {
    case 'GetFunction':
      return functionJson(fn, versionOf(fn, qualifier))
    case 'GetFunctionConfiguration':
      return versionJson(fn, versionOf(fn, qualifier))
    case 'UpdateFunctionCode':
      return updateFunctionCode(lambda, fn, input)
    case 'UpdateFunctionConfiguration':
      return updateFunctionConfiguration(lambda, fn, input, environmentOf(input))
    case 'PublishVersion':
      return publishVersion(lambda, fn, input)
    case 'ListVersionsByFunction':
      return { Versions: [fn.latest, ...fn.versions].map((version) => versionJson(fn, version)) }
    case 'CreateFunctionUrlConfig':
    case 'GetFunctionUrlConfig':
      return await functionUrl(fn)
    default:
      return aliasesAndTags(route, input, query, fn)
  }
}

function environmentOf(input: JsonObject): Record<string, string> | undefined {
  const environment = object(input, 'Environment')
  return environment === undefined ? undefined : record(object(environment, 'Variables'))
}

function aliasesAndTags(
  { action, alias }: LambdaRoute,
  input: JsonObject,
  query: URLSearchParams,
  fn: LambdaFunction,
): JsonObject | undefined {
  switch (action) {
    case 'CreateAlias':
      return createAlias(fn, input)
    case 'GetAlias':
      return aliasJson(fn, aliasOf(fn, alias))
    case 'UpdateAlias':
      return updateAlias(fn, alias, input)
    case 'ListAliases':
      return { Aliases: [...fn.aliases.values()].map((each) => aliasJson(fn, each)) }
    case 'ListTags':
      return { Tags: Object.fromEntries(fn.tags) }
    case 'TagResource': {
      refuseWhileUpdating(fn)
      const tags = input['Tags']
      for (const [key, value] of Object.entries(record(isObject(tags) ? tags : {}))) fn.tags.set(key, value)
      return undefined
    }
    default:
      refuseWhileUpdating(fn)
      for (const key of query.getAll('tagKeys')) fn.tags.delete(key)
      return undefined
  }
}
