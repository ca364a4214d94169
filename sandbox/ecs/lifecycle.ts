import { randomUUID } from 'node:crypto'
import { resolveImage } from '../images/resolve.ts'
import { objects, text } from '../wire/json.ts'
import type { EcsRegion, EcsService, Revision, Rollout } from './state.ts'
import { findTaskDefinition } from './task-definitions.ts'

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

/** A deployment's start: its images are resolved to digests once, and stay. */
export function startNow(ecs: EcsRegion, rollout: Rollout): void {
  rollout.status = 'IN_PROGRESS'
  rollout.startedAt = Date.now()
  rollout.target.images = resolvedImages(ecs, rollout.target.taskDefinition)
}
