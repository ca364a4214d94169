import { isJsonObject, type Json, type JsonObject } from '../../../../aws/raw-json.ts'
import { objectsIn, textOf } from '../json.ts'

/** An Express Mode service as it is configured now, or is on its way to. */
export interface ExpressService {
  /** The container that it was given; undefined where it was given a task definition instead. */
  readonly container: JsonObject | undefined
  readonly taskDefinition: string
  /** `X86_64` or `ARM64`; undefined where nothing says it. */
  readonly architecture: string | undefined
  /** Where it answers. */
  readonly url: string | undefined
}

/**
 * Reads the answer of DescribeExpressGatewayService. While a deployment is under way there are several active
 * configurations: the newest one is what the service is on its way to.
 * Source: Amazon ECS API Reference, ECSExpressGatewayService.
 */
export function readExpress(answer: JsonObject): ExpressService {
  const service = isJsonObject(answer['service']) ? answer['service'] : {}
  const configurations = objectsIn(service['activeConfigurations'])
  const newest = configurations.toSorted((a, b) => timeOf(b['createdAt']) - timeOf(a['createdAt']))[0] ?? {}
  const { primaryContainer, cpuArchitecture } = newest
  return {
    container: isJsonObject(primaryContainer) ? primaryContainer : undefined,
    taskDefinition: textOf(newest['taskDefinitionArn']),
    architecture: typeof cpuArchitecture === 'string' ? cpuArchitecture : undefined,
    url: urlOf(objectsIn(newest['ingressPaths'])),
  }
}

/** Public entry points come before private ones. An endpoint is a host, always behind TLS. */
function urlOf(paths: readonly JsonObject[]): string | undefined {
  const entry = paths.find(({ accessType }) => accessType === 'PUBLIC') ?? paths[0]
  const endpoint = textOf(entry?.['endpoint'])
  if (endpoint === '') return undefined
  return /^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`
}

function timeOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0
}
