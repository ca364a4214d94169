import { createExpressService } from '../ecs/express.ts'
import { createCluster } from '../ecs/operations.ts'
import type { EcsRegion } from '../ecs/state.ts'
import { registerTaskDefinition } from '../ecs/task-definitions.ts'
import { object, text, type JsonObject } from '../wire/json.ts'
import { knownService, settleAtOnce, type ServiceView, viewService } from './services.ts'

/** An Express Mode service to begin with: a container, or a task definition of its owner. */
export interface ExpressSetup {
  readonly cluster: string
  readonly service: string
  readonly primaryContainer?: JsonObject
  /** What RegisterTaskDefinition takes; its family is the service's name unless it says another. */
  readonly taskDefinition?: JsonObject
  /** Further members of CreateExpressGatewayService. */
  readonly fields?: JsonObject
}

/** Creates the cluster where there is none, and an Express Mode service in it that runs already. */
export function setUpExpressService(ecs: EcsRegion, setup: ExpressSetup): ServiceView {
  createCluster({ clusterName: setup.cluster }, ecs)
  createExpressService(
    {
      cluster: setup.cluster,
      serviceName: setup.service,
      infrastructureRoleArn: `arn:aws:iam::${ecs.account}:role/infrastructure`,
      primaryContainer: setup.primaryContainer,
      taskDefinitionArn: ownDefinition(ecs, setup),
      ...setup.fields,
    },
    ecs,
  )
  const service = knownService(ecs, setup.cluster, setup.service)
  settleAtOnce(ecs, service)
  return viewService(ecs, service)
}

function ownDefinition(ecs: EcsRegion, { service, taskDefinition }: ExpressSetup): string | undefined {
  if (taskDefinition === undefined) return undefined
  const registered = registerTaskDefinition({ family: service, ...taskDefinition }, ecs)
  return text(object(registered, 'taskDefinition'), 'taskDefinitionArn')
}
