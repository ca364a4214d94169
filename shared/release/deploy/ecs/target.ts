import { ECSClient } from '@aws-sdk/client-ecs'
import type { EcsService, Target } from '../../request/target.ts'
import type { ReadyTarget } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import { checkPlace, parseSource } from './arn.ts'
import { planDeployment, rollingOf } from './planned.ts'
import { type Rolling, rollingTarget } from './rolling.ts'
import { describeService, runningTaskDefinition, updateService } from './service.ts'

/**
 * Looks at an ECS service before the first write: it exists, can be deployed to, takes this image, and it is known
 * which container gets it and what else changes.
 * @throws UserError when the release cannot work here
 */
export async function prepareEcsService(
  target: Target,
  runs: EcsService,
  context: PrepareContext,
): Promise<ReadyTarget> {
  checkPlace(target, runs)
  // Refused before anything is asked.
  parseSource(runs.taskDefinition, target.region)
  const client = context.session.client(ECSClient, target.region)
  const service = await describeService(client, target, runs)
  if (service.resourceManagementType === 'ECS') {
    const { prepareExpress } = await import('./express/target.ts')
    return await prepareExpress(target, runs, service, context)
  }
  const running = runningTaskDefinition(service)
  const planned = await planDeployment(target, runs, service, running, context)
  if (service.deploymentController?.type === 'CODE_DEPLOY') {
    const { prepareCodeDeploy } = await import('./codedeploy/target.ts')
    return await prepareCodeDeploy(target, runs, service, planned, context)
  }
  const start: Rolling['start'] = async (revision = '') =>
    await updateService(client, runs, revision, revision === running)
  return rollingTarget(
    target,
    runs,
    { ...rollingOf(target, runs, service, planned, context), start },
    context,
  )
}
