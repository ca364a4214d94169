import { randomUUID } from 'node:crypto'
import { resolveImage } from '../images/resolve.ts'
import { objects, text } from '../wire/json.ts'
import { arnOf, deploymentId } from './arn.ts'
import { settle } from './outcomes.ts'
import { runForReal } from './real.ts'
import type { EcsRegion, EcsService, Outcome, Revision, Rollout } from './state.ts'
import { findTaskDefinition } from './task-definitions.ts'

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
  rollout.status = 'IN_PROGRESS'
  rollout.startedAt = Date.now()
  rollout.target.images = resolvedImages(ecs, rollout.target.taskDefinition)
  addEvent(rollout.service, `has started ${rollout.service.desiredCount} tasks: (deployment ${rollout.id}).`)
  if (scripted === undefined && ecs.runtime.kind !== 'scripted' && rollout.service.desiredCount > 0) {
    void runForReal(ecs, rollout)
    return
  }
  const outcome = scripted ?? (unpullable(ecs, rollout) || { outcome: 'success' as const })
  ecs.timers.after((ecs.rolloutMs * 3) / 4, () => {
    if (isUnderWay(rollout)) settle(ecs, rollout, outcome)
  })
}

// ECS finds out about a missing image only when it pulls: the task fails, and the breaker counts it.
function unpullable(ecs: EcsRegion, rollout: Rollout): Outcome | undefined {
  if (rollout.service.desiredCount === 0) return undefined
  const missing = rollout.target.images.find(({ image }) => {
    const resolved = resolveImage(ecs.registries, image)
    return resolved.ecr !== undefined && resolved.manifest === undefined
  })
  if (missing === undefined) return undefined
  return {
    outcome: 'circuit-breaker',
    stoppedReason: `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${missing.image}: ${missing.image}: not found`,
  }
}

/** Whether a deployment has not ended yet. */
export function isUnderWay(rollout: Rollout): boolean {
  return ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'].includes(
    rollout.status,
  )
}

/** Ends a deployment. */
export function finish(rollout: Rollout, status: string, reason: string | undefined): void {
  rollout.status = status
  rollout.statusReason = reason
  rollout.finishedAt = Date.now()
  rollout.updatedAt = rollout.finishedAt
}

/** Adds a service event, worded as ECS words them: `(service NAME) ...`. */
export function addEvent(service: EcsService, message: string): void {
  service.events.unshift({
    id: randomUUID(),
    createdAt: Date.now(),
    message: `(service ${service.name}) ${message}`,
  })
  service.events.splice(100)
}

function newRollout(
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
  }
  const breaker = ecs.services.get(path)?.settings['deploymentConfiguration']
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
    breaker: breaker === undefined ? 'DISABLED' : 'MONITORING',
    triggeredAlarms: [],
    rollback: undefined,
    container: undefined,
  }
}

/** The containers of a task definition with the digests their images have now. */
export function resolvedImages(ecs: EcsRegion, taskDefinition: string): Revision['images'] {
  return objects(findTaskDefinition(ecs, taskDefinition), 'containerDefinitions').map((container) => {
    const image = text(container, 'image') ?? ''
    return {
      containerName: text(container, 'name') ?? '',
      image,
      imageDigest: resolveImage(ecs.registries, image).manifest?.digest,
    }
  })
}
