import { CodeDeployClient } from '@aws-sdk/client-codedeploy'
import { ECSClient, type Service } from '@aws-sdk/client-ecs'
import { isRefusal } from '../../../../aws/errors.ts'
import { UserError } from '../../../../errors.ts'
import { readWorkspaceFile } from '../../../../runner/workspace-file.ts'
import { workspaceOf } from '../../../../runner/variable.ts'
import type { EcsService, Target } from '../../../request/target.ts'
import { brokenOff } from '../../failure.ts'
import type { ReadyTarget, TargetOutcome } from '../../outcome.ts'
import type { PrepareContext } from '../../prepare.ts'
import { shortArn } from '../arn.ts'
import { describeTaskDefinition } from '../definitions.ts'
import { type Planned, rollingOf } from '../planned.ts'
import { isSame, type RevisionPlan } from '../revision.ts'
import { requestOf } from '../task-definition.ts'
import { appSpecOfFile } from './appspec-file.ts'
import { type AppSpecFor, appSpecOfService } from './appspec.ts'
import { bringBackCodeDeploy } from './bring-back.ts'
import { conclude } from './conclude.ts'
import { createDeployment, getDeployment, isUnderWay, taskDefinitionIn } from './deployments.ts'
import { describeRelease } from './describe.ts'
import { followDeployment, type Way } from './follow.ts'
import { findGroup, type Group } from './group.ts'

/**
 * A service that CodeDeploy deploys: its deployment group is found, and nothing else is under way there.
 * @throws UserError when the release cannot work here
 */
export async function prepareCodeDeploy(
  target: Target,
  runs: EcsService,
  service: Service,
  planned: Planned,
  context: PrepareContext,
): Promise<ReadyTarget> {
  const { session, image, request, ports, alarms } = context
  const { former, plan, container } = planned
  const { outlook, runCommand, ...found } = rollingOf(target, runs, service, planned, context)
  const client = session.client(CodeDeployClient, target.region)
  const ecs = session.client(ECSClient, target.region)
  const place = {
    cluster: shortArn(service.clusterArn ?? runs.cluster),
    service: service.serviceName ?? shortArn(runs.service),
    region: target.region,
  }
  const group = await findGroup(client, runs.codeDeploy, place)
  const { request: definition } = plan
  const way: Way = { client, ecs, target, runs, place, name: group, context, definition }
  const underWay = await deploymentUnderWay(way, group, former.arn, plan)
  const settled = found.hasIt && underWay === undefined
  const appSpec = await appSpecFor(way, service, plan)
  const wayBack = {
    taskDefinition: former.arn,
    application: group.application,
    group: group.group,
    appSpec: appSpec(former.arn),
    container,
    digest: image.digest,
  }
  let deployed = underWay?.taskDefinition ?? plan.existing?.arn

  const watch = async (id: string, to: string): Promise<TargetOutcome> => {
    if (request.wait === 'none') return { result: 'deployed', accepted: true }
    try {
      return await conclude(way, await followDeployment(way, id, alarms), { from: former.arn, to })
    } catch (error) {
      return brokenOff(error, true, ports.signal)
    }
  }
  const start = async (to: string): Promise<TargetOutcome> => {
    const description = describeRelease(`Release of ${request.stage}: ${image.digest.slice(0, 19)}`, context)
    try {
      const id = await createDeployment(client, group, appSpec(to), description)
      ports.log.info(`${target.name}: CodeDeploy deploys it as ${id}`)
      return await watch(id, to)
    } catch (error) {
      return brokenOff(error, !isRefusal(error), ports.signal)
    }
  }

  return {
    target,
    settled,
    outlook: { ...outlook, notes: [...outlook.notes, ...notesOn(group)] },
    names: { taskDefinitionArn: former.arn },
    wayBack: settled ? undefined : wayBack,
    deploy: async () => {
      if (settled) return { result: 'unchanged', accepted: false, taskDefinitionArn: former.arn }
      const previousTaskDefinitionArn = former.arn
      if (underWay !== undefined) {
        const { id, taskDefinition } = underWay
        ports.log.info(`${target.name}: ${id} of an earlier release is under way, and followed`)
        return {
          ...(await watch(id, taskDefinition)),
          taskDefinitionArn: taskDefinition,
          previousTaskDefinitionArn,
        }
      }
      const taskDefinitionArn = (await found.revision()) ?? former.arn
      deployed = taskDefinitionArn
      ports.log.info(`${target.name}: ${shortArn(former.arn)} -> ${shortArn(taskDefinitionArn)}`)
      return { ...(await start(taskDefinitionArn)), taskDefinitionArn, previousTaskDefinitionArn }
    },
    runCommand,
    rollBack: async (pace) =>
      await bringBackCodeDeploy(target, runs, { ...wayBack, deployed: deployed ?? null }, pace, context),
  }
}

/** What a person should know of the group that was found. */
function notesOn({ application, group, info }: Group): readonly string[] {
  const { enabled = false, events = [] } = info.autoRollbackConfiguration ?? {}
  const rollsBack = enabled && events.includes('DEPLOYMENT_FAILURE')
  return [
    `CodeDeploy deploys it by the deployment group "${group}" of "${application}".`,
    ...(rollsBack
      ? []
      : [
          'Its deployment group brings nothing back by itself: when a deployment fails, traffic that was shifted stays until the release has brought it back.',
        ]),
  ]
}

interface UnderWay {
  readonly id: string
  readonly taskDefinition: string
}

/**
 * The deployment of this very revision that an earlier release began and did not see the end of.
 * @throws UserError for any other deployment: a group takes one at a time
 */
async function deploymentUnderWay(
  { client, ecs, target }: Way,
  { group, info }: Group,
  running: string,
  plan: RevisionPlan,
): Promise<UnderWay | undefined> {
  const last = info.lastAttemptedDeployment
  if (last?.deploymentId === undefined || !isUnderWay(last.status)) return undefined
  const id = last.deploymentId
  const deployment = await getDeployment(client, id)
  const taskDefinition = taskDefinitionIn(deployment)
  const isTerminating = deployment.instanceTerminationWaitTimeStarted === true || taskDefinition === running
  // Its traffic was shifted, and only the former tasks are kept for a while.
  if (isTerminating && taskDefinition === running && plan.existing?.arn === running) return undefined
  if (taskDefinition !== undefined && taskDefinition !== running) {
    const asked = await describeTaskDefinition(ecs, taskDefinition)
    if (isSame(requestOf(asked), plan.request)) return { id, taskDefinition }
  }
  throw new UserError(
    `The deployment ${id} of the CodeDeploy deployment group "${group}" in ${target.region} is not over (${last.status ?? 'under way'}), and a group takes one at a time.`,
    isTerminating
      ? `Its traffic is shifted, and it keeps the former tasks for a while. Wait for that, or end it: aws deploy continue-deployment --deployment-id ${id} --deployment-wait-type TERMINATION_WAIT --region ${target.region}`
      : 'Wait until it is over, or stop it in the CodeDeploy console, and release again.',
  )
}

async function appSpecFor({ runs, context }: Way, service: Service, plan: RevisionPlan): Promise<AppSpecFor> {
  const path = runs.codeDeploy.appSpec
  if (path === undefined) return appSpecOfService(service, runs.service)
  const file = await readWorkspaceFile(workspaceOf(context.ports.env), path, 'The AppSpec file')
  if (file !== undefined) return appSpecOfFile(file, plan.request)
  throw new UserError(
    `The AppSpec file "${path}" does not exist.`,
    'Check the input "codedeploy-appspec", and that the repository is checked out.',
  )
}
