import type { StageTarget } from '../../stages/index.ts'
import { isCreated } from './from-inputs.ts'
import type { Target } from './target.ts'
import { parseTraffic } from './traffic.ts'

/**
 * What runs the image at a target of the stages file; undefined where that is not created yet.
 * @param taskDefinition what is cloned, as the input of this name says
 */
export function stageRuns({ ecs, lambda }: StageTarget, taskDefinition: string): Target['runs'] {
  if (lambda !== undefined) {
    if (!isCreated(emptyAsAbsent(lambda.function))) return undefined
    const traffic = lambda.traffic === undefined ? [] : parseTraffic(lambda.traffic, 'traffic')
    return { kind: 'lambda', name: lambda.function, alias: lambda.alias, traffic }
  }
  if (ecs === undefined) return undefined
  const { container, family, schedules, rules } = ecs
  const cluster = emptyAsAbsent(ecs.cluster)
  if (!isCreated(cluster)) return undefined
  if (family !== undefined) return { kind: 'family', cluster, family, container, schedules, rules }
  const service = emptyAsAbsent(ecs.service)
  if (!isCreated(service)) return undefined
  const codeDeploy = { application: undefined, group: undefined, appSpec: undefined }
  return { kind: 'ecs', cluster, service, container, taskDefinition, codeDeploy }
}

function emptyAsAbsent(name: string | undefined): string | undefined {
  return name === '' ? undefined : name
}
