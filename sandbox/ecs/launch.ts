import { objects, text } from '../wire/json.ts'
import { findTaskDefinition } from './lookup.ts'
import { playRollout } from './rollout.ts'
import type { Deployment, EcsRegion, EcsService, RolloutScript } from './store.ts'

/** Lets a deployment take its course: as scripted, or as its image decides. */
export function launch(ecs: EcsRegion, service: EcsService, deployment: Deployment): void {
  const script = service.scripts.shift() ?? missingImage(ecs, deployment)
  playRollout(ecs, service, deployment, script ?? { outcome: 'success' })
}

/** What happens when an image is to come from a registry of the sandbox and is not there. */
function missingImage(ecs: EcsRegion, { taskDefinition }: Deployment): RolloutScript | undefined {
  const definition = findTaskDefinition(ecs, taskDefinition)
  const missing = objects(definition, 'containerDefinitions')
    .map((container) => text(container, 'image') ?? '')
    .find((image) => {
      const found = ecs.machine.findImage(image)
      return found !== undefined && found.digest === undefined
    })
  if (missing === undefined) return undefined
  return {
    outcome: 'circuit-breaker',
    task: {
      stopCode: 'TaskFailedToStart',
      stoppedReason: `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${missing}: ${missing}: not found`,
    },
  }
}
