import { UserError } from '../../../errors.ts'
import type { EcsService, Target } from '../../request/target.ts'

/** The last part of an ARN: `family:revision` of a task definition's, the name in any other. */
export function shortArn(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}

/** Which task definition a release clones. */
export type Source =
  | { readonly from: 'service' }
  | { readonly from: 'family' }
  | { readonly from: 'revision'; readonly reference: string; readonly family: string }

// Source: Service Authorization Reference, "Resource types defined by Amazon Elastic Container Service".
const TASK_DEFINITION = /^arn:[\w-]+:ecs:([\w-]+):\d{12}:task-definition\/([\w-]{1,255}):\d+$/

/**
 * What the input `task-definition` says.
 * @throws UserError for anything but `service`, `family`, or the ARN of a revision in this region
 */
export function parseSource(value: string, region: string): Source {
  if (value === 'service' || value === 'family') return { from: value }
  const [, itsRegion = region, family] = TASK_DEFINITION.exec(value) ?? []
  if (family === undefined) {
    throw new UserError(
      `The input "task-definition" is "${value}", which names no revision of a task definition.`,
      'It is "service" (what the service runs), "family" (the newest revision of its family), or the ARN of a revision.',
    )
  }
  if (itsRegion !== region) {
    throw new UserError(
      `The input "task-definition" is in ${itsRegion}, and the service in ${region}: ${value}.`,
      'A service runs task definitions of its own region. With targets in several regions give "family".',
    )
  }
  return { from: 'revision', reference: value, family }
}

// The older form of a service's ARN has no cluster.
const CLUSTER = /^arn:[\w-]+:ecs:([\w-]+):(\d{12}):cluster\/([\w-]{1,255})$/
const SERVICE = /^arn:[\w-]+:ecs:([\w-]+):(\d{12}):service\/(?:([\w-]{1,255})\/)?[\w-]{1,255}$/

/**
 * Refuses ARNs that are none of a cluster and a service, or that disagree with each other or with the region.
 * @throws UserError
 */
export function checkPlace({ region }: Pick<Target, 'region'>, { cluster, service }: EcsService): void {
  const inCluster = matched(cluster, CLUSTER, 'cluster', 'arn:aws:ecs:us-east-1:123456789012:cluster/dev')
  const inService = matched(service, SERVICE, 'service', 'arn:aws:ecs:us-east-1:123456789012:service/dev/app')
  for (const [what, there] of [
    [cluster, inCluster?.[1]],
    [service, inService?.[1]],
  ] as const) {
    if (there === undefined || there === region) continue
    throw new UserError(
      `${what} is in ${there}, and the release goes to ${region}.`,
      'Correct the ARN or the region.',
    )
  }
  const clusterName = inCluster?.[3] ?? (inCluster === undefined ? cluster : undefined)
  if (inService?.[3] !== undefined && inService[3] !== clusterName) {
    throw new UserError(
      `The service ${service} is in the cluster "${inService[3]}", and the cluster is given as "${cluster}".`,
      'Correct one of them, or give the service by its name.',
    )
  }
  if (inCluster !== undefined && inService !== undefined && inCluster[2] !== inService[2]) {
    throw new UserError(
      `The cluster ${cluster} and the service ${service} are of different accounts.`,
      'A service is in the account of its cluster; correct one of them.',
    )
  }
}

function matched(value: string, pattern: RegExp, what: string, example: string): RegExpExecArray | undefined {
  if (!value.startsWith('arn:')) return undefined
  const found = pattern.exec(value)
  if (found !== null) return found
  throw new UserError(
    `"${value}" is no ARN of an ECS ${what}.`,
    `It looks like ${example}; the name alone is enough.`,
  )
}
