import { fault } from '../wire/fault.ts'
import { text, type JsonObject } from '../wire/json.ts'
import type { EcsRegion, Revision, Service } from './store.ts'

/** The last part of an ARN or a name. An ARN of another region is refused as ECS does. */
export function nameIn(ecs: EcsRegion, nameOrArn: string): string {
  if (!nameOrArn.startsWith('arn:')) return nameOrArn
  if (nameOrArn.split(':')[3] !== ecs.region) throw fault('InvalidParameterException', 'Invalid Region in ARN')
  return nameOrArn.split('/').at(-1) ?? nameOrArn
}

/** The cluster that a call names, `default` where it names none. */
export function clusterOf(ecs: EcsRegion, input: JsonObject): string {
  const name = nameIn(ecs, text(input, 'cluster') ?? 'default')
  if (!ecs.clusters.has(name)) throw fault('ClusterNotFoundException', 'Cluster not found.')
  return name
}

export function findService(ecs: EcsRegion, cluster: string, nameOrArn: string): Service | undefined {
  return ecs.services.get(`${cluster}/${nameIn(ecs, nameOrArn)}`)
}

/** The service that a call names; throws ServiceNotFoundException. */
export function serviceOf(ecs: EcsRegion, input: JsonObject): Service {
  const service = findService(ecs, clusterOf(ecs, input), text(input, 'service') ?? '')
  if (service === undefined) throw fault('ServiceNotFoundException', 'Service not found.')
  return service
}

/** A revision by ARN, `family:number`, or family (then the newest). */
export function findRevision(ecs: EcsRegion, reference: string): Revision {
  const [family = '', number] = nameIn(ecs, reference).split(':')
  const revisions = ecs.families.get(family) ?? []
  const revision =
    number === undefined ? revisions.at(-1) : revisions.find((candidate) => String(candidate.number) === number)
  if (revision === undefined) throw fault('ClientException', 'Unable to describe task definition.')
  return revision
}
