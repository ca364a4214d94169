import { mayPull } from '../ecr/policy.ts'
import { resolveImage } from '../images/resolve.ts'
import { flag, object } from '../wire/json.ts'
import { arnOf, deploymentId } from './arn.ts'
import { addEvent, finish, isUnderWay, startNow } from './lifecycle.ts'
import { happenMeanwhile, settle } from './outcomes.ts'
import { runForReal } from './real.ts'
import { isStaged, walkStages } from './stages.ts'
import type { EcsRegion, EcsService, Outcome, Revision, Rollout } from './state.ts'

/**
 * Starts a deployment of the service: PENDING now, IN_PROGRESS after a while, then as scripted, else as the
 * runtime finds. One that is still under way is superseded and stops.
 */
export function startRollout(ecs: EcsRegion, service: EcsService, taskDefinition: string): Rollout {
  const running = service.primary
  if (running !== undefined && isUnderWay(running)) {
    finish(running, 'STOPPED', 'Service deployment stopped because a newer service deployment was started.')
  }
  const former = running?.status === 'SUCCESSFUL' ? running : service.active
  const rollout = newRollout(ecs, service, taskDefinition, former)
  service.active = former
  service.primary = rollout
  service.rollouts.unshift(rollout)
  const outcome = service.script.shift()
  ecs.timers.after(ecs.rolloutMs / 4, () => {
    begin(ecs, rollout, outcome)
  })
  return rollout
}

function begin(ecs: EcsRegion, rollout: Rollout, scripted: Outcome | undefined): void {
  if (rollout.status !== 'PENDING') return
  startNow(ecs, rollout)
  addEvent(rollout.service, `has started ${rollout.service.desiredCount} tasks: (deployment ${rollout.id}).`)
  if (scripted === undefined && ecs.runtime.kind !== 'scripted' && rollout.service.desiredCount > 0) {
    void runForReal(ecs, rollout)
    return
  }
  const outcome = scripted ?? unpullable(ecs, rollout) ?? { outcome: 'success' as const }
  happenMeanwhile(ecs, rollout, outcome)
  // One that is stopped meanwhile, or rolls back, is not for the script any more.
  const end = (): void => {
    if (rollout.status === 'IN_PROGRESS') settle(ecs, rollout, outcome, startRollout)
  }
  if (isStaged(rollout.service)) walkStages(ecs, rollout, outcome, end)
  else ecs.timers.after((ecs.rolloutMs * 3) / 4, end)
}

// ECS finds out about a missing image only when it pulls: the task fails, and the breaker counts it.
function unpullable(ecs: EcsRegion, rollout: Rollout): Outcome | undefined {
  if (rollout.service.desiredCount === 0) return undefined
  const [missing] = rollout.target.images.flatMap(({ image }) => {
    const { ecr, repository, manifest } = resolveImage(ecs.registries, image)
    if (ecr === undefined) return []
    if (repository === undefined || manifest === undefined) return [`${image}: ${image}: not found`]
    return mayPull(repository, ecs.account) ? [] : [`${image}: pulling from host failed: 403 Forbidden`]
  })
  if (missing === undefined) return undefined
  return {
    outcome: 'circuit-breaker',
    stoppedReason: `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${missing}`,
  }
}

/** A deployment, or a task set, that has not begun. */
export function newRollout(
  ecs: EcsRegion,
  service: EcsService,
  taskDefinition: string,
  former: Rollout | undefined,
): Rollout {
  const now = Date.now()
  const path = `${service.cluster}/${service.name}`
  const target: Revision = {
    arn: arnOf(ecs, `service-revision/${path}/${deploymentId()}`),
    taskDefinition,
    createdAt: now,
    images: [],
    silentAnswers: 0,
  }
  const configuration = object(service.settings, 'deploymentConfiguration')
  const breaker = flag(object(configuration, 'deploymentCircuitBreaker'), 'enable') ?? false
  return {
    id: `ecs-svc/${deploymentId()}`,
    arn: arnOf(ecs, `service-deployment/${path}/${deploymentId()}`),
    service,
    target,
    former,
    createdAt: now,
    startedAt: undefined,
    finishedAt: undefined,
    updatedAt: now,
    status: 'PENDING',
    statusReason: undefined,
    failedTasks: 0,
    runningTasks: 0,
    breaker: breaker ? 'MONITORING' : 'DISABLED',
    triggeredAlarms: [],
    rollback: undefined,
    container: undefined,
    lifecycleStage: undefined,
    traffic: 0,
    testTraffic: 0,
    hooks: [],
  }
}
