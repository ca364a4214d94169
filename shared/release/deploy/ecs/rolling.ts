import { type Deployment, ECSClient, type Service } from '@aws-sdk/client-ecs'
import { isRefusal } from '../../../aws/errors.ts'
import type { JsonObject } from '../../../aws/raw-json.ts'
import type { EcsService, Target } from '../../request/target.ts'
import { brokenOff } from '../failure.ts'
import type { Outlook, ReadyTarget, TargetOutcome } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import { shortArn } from './arn.ts'
import { bringBackEcs } from './bring-back.ts'
import { tailTaskLog } from './logs.ts'
import { deploymentEntries } from './rollout-view.ts'
import { primaryOf, type Started } from './service.ts'
import { FINDING_ATTEMPTS, type TailLog, watchRollout } from './watch.ts'

/** A service that ECS itself deploys, as it was found, and how it is made to run something else. */
export interface Rolling {
  readonly service: Service
  /** ARN of the task definition that it runs, or is on its way to. */
  readonly former: string
  /** What it runs is what is to be deployed. */
  readonly hasIt: boolean
  /** Name of the container that gets the image. */
  readonly container: string
  readonly outlook: Outlook
  /** What it ran before a release that was killed when it had deployed; undefined where that is not known. */
  readonly predecessor?: string | undefined
  /** ARN of what is to be deployed, registered where there is none like it; undefined where ECS registers it itself. */
  readonly revision: () => Promise<string | undefined>
  /** Tells ECS to deploy it. */
  readonly start: (revision: string | undefined) => Promise<Started>
  /** Where it answers, where AWS tells. */
  readonly url?: string | undefined
  /** What a way back needs besides. */
  readonly wayBack?: Readonly<Record<string, string>>
  /** What its tasks are made from; it says where their containers log to. */
  readonly definition: () => Promise<JsonObject>
  readonly runCommand: NonNullable<ReadyTarget['runCommand']>
}

/** A target whose service ECS deploys, whatever the strategy of its deployments. */
export function rollingTarget(
  target: Target,
  runs: EcsService,
  rolling: Rolling,
  context: PrepareContext,
): ReadyTarget {
  const { service, former, hasIt, container, outlook } = rolling
  const { session, image, request, ports, alarms } = context
  const client = session.client(ECSClient, target.region)
  const entries = deploymentEntries(service)
  const primary = primaryOf(service)
  const steady = primary?.rolloutState === undefined || primary.rolloutState === 'COMPLETED'
  // A deployment that failed is the primary one still where no circuit breaker rolls back: it is not waited for again.
  const runsIt = hasIt && primary !== undefined && primary.rolloutState !== 'FAILED'
  const settled = runsIt && steady && entries.length <= 1
  // A release that was killed after its update left the service on its way, and what it ran before is still there.
  const outgoing = entries.find(
    ({ status, taskDefinition }) => status === 'ACTIVE' && taskDefinition !== former,
  )
  const backTo = hasIt ? (outgoing?.taskDefinition ?? rolling.predecessor) : former
  // What a killed release deployed is this one's to answer for: it completes it, or brings it back.
  const isLeftBehind = settled && backTo !== undefined
  const wayBack =
    backTo === undefined
      ? undefined
      : { ...rolling.wayBack, taskDefinition: backTo, container, digest: image.digest }
  const url = rolling.url === undefined ? {} : { url: rolling.url }
  let deployed = hasIt ? former : undefined

  const watch = async (deployment: Deployment, taskDefinition: string): Promise<TargetOutcome> => {
    const { id: deploymentId = '', createdAt } = deployment
    const digests = new Set([image.digest, ...image.platforms.values()])
    const watched = { target, service: runs, deploymentId, taskDefinition, former: backTo, createdAt }
    const tail: TailLog = async (taskArn, name, lines) =>
      await tailTaskLog(session, target.region, await rolling.definition(), { taskArn }, name, lines)
    const finder = session.client(ECSClient, target.region, FINDING_ATTEMPTS)
    const judged = { ...watched, finder, found: service, expected: { container, digests }, alarms, tail }
    try {
      return await watchRollout(client, judged, request.waitMs, ports)
    } catch (error) {
      return brokenOff(error, true, ports.signal)
    }
  }
  const start = async (revision: string | undefined): Promise<TargetOutcome> => {
    try {
      if (ports.signal.aborted) return brokenOff(ports.signal.reason, false, ports.signal)
      const { taskDefinition, deployment } = await rolling.start(revision)
      deployed = taskDefinition
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
    names: { taskDefinitionArn: former, ...url },
    wayBack,
    deploy: async () => {
      if (settled || (runsIt && request.wait === 'none'))
        return { result: 'unchanged', accepted: isLeftBehind, taskDefinitionArn: former, ...url }
      if (runsIt) return { ...(await watch(primary, former)), taskDefinitionArn: former, ...url }
      deployed = await rolling.revision()
      ports.log.info(
        `${target.name}: ${shortArn(former)} -> ${deployed === undefined ? 'a new revision' : shortArn(deployed)}`,
      )
      const outcome = await start(deployed)
      const arns = deployed === undefined ? {} : { taskDefinitionArn: deployed }
      return { ...outcome, ...arns, previousTaskDefinitionArn: former, ...url }
    },
    runCommand: rolling.runCommand,
    rollBack: async (pace) =>
      await bringBackEcs(target, runs, { ...wayBack, deployed: deployed ?? null }, pace, context),
  }
}
