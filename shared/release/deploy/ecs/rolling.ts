import { type Deployment, ECSClient, type Service } from '@aws-sdk/client-ecs'
import { isRefusal } from '../../../aws/errors.ts'
import type { EcsService, Target } from '../../request/target.ts'
import { brokenOff } from '../failure.ts'
import type { Outlook, ReadyTarget, TargetOutcome } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import { shortArn } from './arn.ts'
import { bringBackEcs } from './bring-back.ts'
import { registerTaskDefinition } from './definitions.ts'
import { tailTaskLog } from './logs.ts'
import type { RevisionPlan } from './revision.ts'
import { deploymentEntries } from './rollout-view.ts'
import { primaryOf, updateService } from './service.ts'
import type { TaskDefinition } from './task-definition.ts'
import { type TailLog, watchRollout } from './watch.ts'

/** A service that ECS itself deploys, as it was found, and what is to be deployed to it. */
export interface Rolling {
  readonly service: Service
  readonly former: TaskDefinition
  readonly plan: RevisionPlan
  /** Name of the container that gets the image. */
  readonly container: string
  readonly outlook: Outlook
}

/** A target whose service is updated by UpdateService, whatever the strategy of its deployments. */
export function rollingTarget(
  target: Target,
  runs: EcsService,
  { service, former, plan, container, outlook }: Rolling,
  context: PrepareContext,
): ReadyTarget {
  const { session, image, request, ports, alarms } = context
  const client = session.client(ECSClient, target.region)
  const entries = deploymentEntries(service)
  const primary = primaryOf(service)
  const steady = primary?.rolloutState === undefined || primary.rolloutState === 'COMPLETED'
  // A deployment that failed is the primary one still where no circuit breaker rolls back: it is not waited for again.
  const hasIt = plan.existing?.arn === former.arn
  const runsIt = hasIt && primary !== undefined && primary.rolloutState !== 'FAILED'
  const settled = runsIt && steady && entries.length <= 1
  // A release that was killed after UpdateService left the service on its way, and what it ran before is still there.
  const outgoing = entries.find(
    ({ status, taskDefinition }) => status === 'ACTIVE' && taskDefinition !== former.arn,
  )
  const backTo = hasIt ? outgoing?.taskDefinition : former.arn
  const wayBack =
    backTo === undefined ? undefined : { taskDefinition: backTo, container, digest: image.digest }
  let deployed = plan.existing?.arn
  // One revision a release: a command runs by the very one that is deployed afterwards.
  const revision = async (): Promise<string> =>
    (deployed ??= await registerTaskDefinition(client, plan.request))

  const watch = async (deployment: Deployment, taskDefinition: string): Promise<TargetOutcome> => {
    const { id: deploymentId = '', createdAt } = deployment
    const digests = new Set([image.digest, ...image.platforms.values()])
    const watched = { target, service: runs, deploymentId, taskDefinition, former: backTo, createdAt }
    const tail: TailLog = async (taskArn, name, lines) =>
      await tailTaskLog(session, target.region, plan.request, { taskArn }, name, lines)
    const judged = { ...watched, found: service, expected: { container, digests }, alarms, tail }
    try {
      return await watchRollout(client, judged, request.waitMs, ports)
    } catch (error) {
      return brokenOff(error, true, ports.signal)
    }
  }
  const start = async (taskDefinition: string): Promise<TargetOutcome> => {
    try {
      const deployment = await updateService(client, runs, taskDefinition, taskDefinition === former.arn)
      if (request.wait === 'none') return { result: 'deployed', accepted: true }
      return await watch(deployment, taskDefinition)
    } catch (error) {
      return brokenOff(error, !isRefusal(error), ports.signal)
    }
  }

  return {
    target,
    settled,
    outlook,
    wayBack,
    deploy: async () => {
      if (settled || (runsIt && request.wait === 'none'))
        return { result: 'unchanged', accepted: false, taskDefinitionArn: former.arn }
      if (runsIt) return { ...(await watch(primary, former.arn)), taskDefinitionArn: former.arn }
      const taskDefinitionArn = await revision()
      ports.log.info(`${target.name}: ${shortArn(former.arn)} -> ${shortArn(taskDefinitionArn)}`)
      const outcome = await start(taskDefinitionArn)
      return { ...outcome, taskDefinitionArn, previousTaskDefinitionArn: former.arn }
    },
    runCommand: async (words) => {
      const { runCommand } = await import('./command.ts')
      const place = { target, runs, service, container, definition: plan.request }
      return await runCommand(words, { ...place, taskDefinitionArn: revision }, context)
    },
    rollBack: async (pace) =>
      await bringBackEcs(target, runs, { ...wayBack, deployed: deployed ?? null }, pace, context),
  }
}
