import type { Service } from '@aws-sdk/client-ecs'
import type { TargetOutcome } from '../../outcome.ts'
import { shortArn } from '../arn.ts'
import { findService, runningTaskDefinition } from '../service.ts'
import { getDeployment, isUnderWay } from './deployments.ts'
import { evidenceOf, stepsOf } from './evidence.ts'
import { continueHint, followDeployment, type Followed, type Way } from './follow.ts'
import { getGroup } from './group.ts'
import type { DeploymentView } from './judge.ts'

/** What a deployment was to change. */
export interface Change {
  readonly from: string | undefined
  readonly to: string
}

const LOOKS = 4
const BETWEEN_LOOKS_MS = 1_500

/**
 * What an ended deployment means for its target: the word of CodeDeploy, checked against the task set that serves the
 * traffic. A rollback that CodeDeploy began is waited for.
 */
export async function conclude(way: Way, followed: Followed, change: Change): Promise<TargetOutcome> {
  const { view } = followed
  if (followed.end === 'deployed') return await concludeDeployed(way, change, followed.reason)
  if (followed.end === 'alarm') {
    return {
      result: 'failed',
      accepted: true,
      reason: `While it was deployed the alarm ${followed.alarms.join(', ')} went off.`,
      evidence: stepsOf(view),
    }
  }
  if (followed.end === 'timed-out') {
    return {
      result: 'timed-out',
      accepted: true,
      reason: `The deployment ${view.id} was not over after ${Math.round(way.context.request.waitMs / 6000) / 10} minutes: ${followed.progress}.`,
      hint: followed.waitsForSomeone
        ? continueHint(way, view.id)
        : 'Raise "wait-minutes" if the deployment group needs longer.',
      evidence: stepsOf(view),
    }
  }
  const { reason } = followed
  const where = await whereItIs(way, view, change)
  const found = await evidenceOf(way, view, change.to)
  const { evidence } = found
  // CodeDeploy says where it broke, and a stopped task says why.
  const hint = found.hint ?? followed.hint
  const said = { accepted: true, reason, ...(hint === undefined ? {} : { hint }), evidence }
  if (where === 'back') {
    const former = change.from === undefined ? 'what it was' : shortArn(change.from)
    return { ...said, result: 'rolled-back', reason: `${reason} All traffic goes to ${former} again.` }
  }
  if (where === 'elsewhere') {
    return {
      ...said,
      result: 'superseded',
      reason: `${reason} Another deployment of the service came in between.`,
    }
  }
  return { ...said, result: 'failed' }
}

async function concludeDeployed(
  way: Way,
  { from, to }: Change,
  reason: string | undefined,
): Promise<TargetOutcome> {
  let service = await serviceOf(way)
  // The service shows its new primary task set some moments after CodeDeploy has changed it.
  for (let looks = 1; looks < LOOKS && runningTaskDefinition(service) === from && from !== to; looks += 1) {
    await pause(way)
    service = await serviceOf(way)
  }
  const now = runningTaskDefinition(service)
  if (now !== to && now !== from) {
    return {
      result: 'superseded',
      accepted: true,
      reason: `The deployment succeeded, and the service runs ${shortArn(now)} by now, of another deployment.`,
    }
  }
  if (service.desiredCount === 0) {
    return {
      result: 'tagged',
      accepted: true,
      reason: 'The service wants no tasks (desired count 0): nothing runs, so nothing was proved.',
    }
  }
  return { result: 'deployed', accepted: true, ...(reason === undefined ? {} : { reason }) }
}

/** Where a service is left when its deployment broke. */
type Where =
  /** All traffic goes to the former tasks. */
  | 'back'
  /** Someone else deploys, or has deployed. */
  | 'elsewhere'
  /** The new tasks have traffic still. */
  | 'stuck'

/**
 * Looks where a broken deployment has left its service, after the rollback where there is one.
 * @param asked a rollback was asked for, whatever the deployment group is set to
 */
export async function whereItIs(
  way: Way,
  view: DeploymentView,
  { from, to }: Change,
  asked = false,
): Promise<Where> {
  const rollback = view.rollbackId ?? (await awaitRollback(way, view, asked))
  if (rollback === 'other') return 'elsewhere'
  const back = rollback === undefined ? undefined : await followDeployment(way, rollback)
  if (back !== undefined && back.end !== 'deployed') return 'stuck'
  const now = runningTaskDefinition(await serviceOf(way))
  if (now !== from) return now === to ? 'stuck' : 'elsewhere'
  return back === undefined && (view.weight ?? 0) > 0 ? 'stuck' : 'back'
}

/** The rollback of a deployment, which CodeDeploy begins some moments after its end, or that someone else deploys. */
async function awaitRollback(
  way: Way,
  { id, status }: DeploymentView,
  asked: boolean,
): Promise<string | undefined> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const { lastAttemptedDeployment: last, autoRollbackConfiguration: auto } = await getGroup(
      way.client,
      way.name,
    )
    if (last?.deploymentId !== undefined && last.deploymentId !== id) {
      const { creator } = await getDeployment(way.client, last.deploymentId)
      if (creator === 'codeDeployRollback') return last.deploymentId
      return isUnderWay(last.status) ? 'other' : undefined
    }
    const events = auto?.enabled === true ? (auto.events ?? []) : []
    const isDue = events.some((event) => (event === 'DEPLOYMENT_STOP_ON_REQUEST') === (status === 'Stopped'))
    if (!asked && !isDue) return undefined
    await pause(way)
  }
  return undefined
}

async function serviceOf({ ecs, target, runs }: Way): Promise<Service> {
  return await findService(ecs, target, runs)
}

async function pause({ context }: Way): Promise<void> {
  await context.ports.clock.sleep(BETWEEN_LOOKS_MS, context.ports.signal)
}
