import { fault } from '../wire/fault.ts'
import { text, type JsonObject } from '../wire/json.ts'
import { ecsArn, type EcsRegion, type EcsService } from './store.ts'

/** The last part of a name or ARN, once its region is the one that was asked. */
export function nameIn(ecs: EcsRegion, reference: string): string {
  if (!reference.startsWith('arn:')) return reference.split('/').at(-1) ?? reference
  if (reference.split(':')[3] !== ecs.region) {
    throw fault('InvalidParameterException', 'Invalid Region in ARN')
  }
  return reference.split('/').at(-1) ?? reference
}

/** The name of the cluster a call is about; throws ClusterNotFoundException. */
export function clusterOf(ecs: EcsRegion, input: JsonObject): string {
  const name = nameIn(ecs, text(input, 'cluster') ?? 'default')
  if (!ecs.clusters.has(name)) throw fault('ClusterNotFoundException', 'Cluster not found.')
  return name
}

export function clusterArn(ecs: EcsRegion, name: string): string {
  return ecsArn(ecs, `cluster/${name}`)
}

/** The service a call is about; throws ServiceNotFoundException. */
export function serviceOf(ecs: EcsRegion, input: JsonObject): EcsService {
  const service = ecs.services.get(`${clusterOf(ecs, input)}/${nameIn(ecs, text(input, 'service') ?? '')}`)
  if (service === undefined) throw fault('ServiceNotFoundException', 'Service not found.')
  return service
}

/** A task definition by `family`, `family:revision` or ARN; undefined where there is none. */
export function findTaskDefinition(ecs: EcsRegion, reference: string): JsonObject | undefined {
  const [family = '', revision] = nameIn(ecs, reference).split(':')
  const all = ecs.families.get(family) ?? []
  if (revision !== undefined) return all[Number(revision) - 1]
  return all.findLast((each) => each['status'] === 'ACTIVE')
}
