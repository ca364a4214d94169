import type { Target } from '../request/target.ts'
import { shortName } from '../request/arn.ts'

/**
 * Where AWS's console shows what a target runs; undefined for a region whose console is not known here.
 * Names only: an account id in a link would be masked in many workflows.
 */
export function consoleLink({ region, runs }: Pick<Target, 'region' | 'runs'>): string | undefined {
  const host = consoleHost(region)
  if (runs === undefined || host === undefined) return undefined
  const part = (name: string): string => encodeURIComponent(shortName(name))
  switch (runs.kind) {
    case 'ecs':
      return `https://${host}/ecs/v2/clusters/${part(runs.cluster)}/services/${part(runs.service)}/deployments?region=${region}`
    case 'family':
      return `https://${host}/ecs/v2/task-definitions/${part(runs.family)}?region=${region}`
    case 'lambda':
      return `https://${host}/lambda/home?region=${region}#/functions/${part(runs.name)}`
  }
}

/** The partitions with a console that is open to the internet under a known name. */
function consoleHost(region: string): string | undefined {
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`
  return /^(?:us-iso|eu-iso|eusc-)/.test(region) ? undefined : `${region}.console.aws.amazon.com`
}
