import { randomBytes, randomInt } from 'node:crypto'
import { fault } from '../wire/fault.ts'
import type { JsonObject } from '../wire/json.ts'
import type { EcsRegion, EcsService } from './state.ts'

export function arnOf(ecs: EcsRegion, resource: string): string {
  return `arn:aws:ecs:${ecs.region}:${ecs.account}:${resource}`
}

/** The last segment of an ARN; a plain name as it is. */
export function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}

export function taskId(): string {
  return randomBytes(16).toString('hex')
}

/** The decimal ids of deployments and revisions. */
export function deploymentId(): string {
  return Array.from({ length: 19 }, () => randomInt(1, 10)).join('')
}

/** A call with another region's ARN is refused before anything else is looked at. */
export function refuseForeignArns(ecs: EcsRegion, input: JsonObject): void {
  for (const value of Object.values(input).flat()) {
    if (typeof value !== 'string' || !value.startsWith('arn:aws:ecs:')) continue
    if (value.split(':')[3] !== ecs.region) throw fault('InvalidParameterException', 'Invalid Region in ARN')
  }
}

/** The cluster by name or ARN (`default` when unsaid); throws ClusterNotFoundException. */
export function clusterOf(ecs: EcsRegion, reference: string | undefined): { name: string; arn: string } {
  const cluster = ecs.clusters.get(nameOf(reference ?? 'default'))
  if (cluster === undefined) throw fault('ClusterNotFoundException', 'Cluster not found.')
  return cluster
}

/** The service by name or ARN in a cluster, or undefined. */
export function findService(ecs: EcsRegion, cluster: string, reference: string): EcsService | undefined {
  return ecs.services.get(`${cluster}/${nameOf(reference)}`)
}

/** The same, where ECS throws for a missing one. */
export function serviceOf(ecs: EcsRegion, cluster: string, reference: string | undefined): EcsService {
  const service = findService(ecs, cluster, reference ?? '')
  if (service === undefined) throw fault('ServiceNotFoundException', 'Service not found.')
  if (service.status !== 'ACTIVE') throw fault('ServiceNotActiveException', 'Service was not ACTIVE.')
  return service
}
