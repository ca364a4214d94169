import type { Service } from '@aws-sdk/client-ecs'
import { UserError } from '../../../../errors.ts'
import type { EcsService, Target } from '../../../request/target.ts'
import type { ReadyTarget } from '../../outcome.ts'
import type { PrepareContext } from '../../prepare.ts'
import type { TaskDefinition } from '../task-definition.ts'

/**
 * Looks at a service that CodeDeploy deploys, before the first write.
 * @param former what the service runs now
 * @param container the index of the container that gets the image
 * @throws UserError when the release cannot work here
 */
export function prepareCodeDeploy(
  target: Target,
  runs: EcsService,
  _service: Service,
  _former: TaskDefinition,
  _container: number,
  _context: PrepareContext,
): Promise<ReadyTarget> {
  return Promise.reject(
    new UserError(
      `The ECS service "${runs.service}" in the cluster "${runs.cluster}" in ${target.region} is deployed by CODE_DEPLOY, which this action cannot do.`,
      'Its deployment controller must be ECS (rolling, blue/green, linear or canary).',
    ),
  )
}
