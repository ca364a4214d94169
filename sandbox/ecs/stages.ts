import { randomUUID } from 'node:crypto'
import { number, object, objects, text, texts, type JsonObject } from '../wire/json.ts'
import { addEvent, isUnderWay } from './lifecycle.ts'
import type { EcsRegion, EcsService, Outcome, PausedHook, Rollout } from './state.ts'
import { runServiceTasks } from './tasks.ts'

/** A stage, and what share of the traffic is there from then on, in percent. */
interface Stage {
  readonly name: string
  readonly traffic?: number
  readonly testTraffic?: number
}

const MINUTE_MS = 60_000

/** Whether its deployments go through lifecycle stages: all but rolling ones (API reference, ServiceDeployment). */
export function isStaged(service: EcsService): boolean {
  return strategyOf(service) !== 'ROLLING'
}

function strategyOf({ settings }: EcsService): string {
  return text(object(settings, 'deploymentConfiguration'), 'strategy') ?? 'ROLLING'
}

/**
 * Takes a deployment through its stages, then ends it. One that has a PAUSE hook at a stage waits there for
 * ContinueServiceDeployment.
 */
export function walkStages(ecs: EcsRegion, rollout: Rollout, outcome: Outcome, end: () => void): void {
  const stages = stagesOf(rollout.service)
  const each = (ecs.rolloutMs * 3) / 4 / stages.length
  const enter = (index: number): void => {
    if (!isUnderWay(rollout)) return
    const stage = stages[index]
    if (stage === undefined) {
      end()
      return
    }
    const lasts = outcome.stageMs?.[stage.name] ?? each
    rollout.lifecycleStage = stage.name
    rollout.updatedAt = Date.now()
    rollout.traffic = stage.traffic ?? rollout.traffic
    rollout.testTraffic = stage.testTraffic ?? rollout.testTraffic
    if (outcome.outcome === 'no-capacity' && stage.name === 'SCALE_UP') return
    if (stage.name === 'SCALE_UP') runServiceTasks(ecs, rollout)
    if (outcome.at === stage.name) {
      ecs.timers.after(lasts, end)
      return
    }
    const onward = (): void => {
      ecs.timers.after(lasts, () => {
        enter(index + 1)
      })
    }
    if (!pause(rollout, stage.name, onward)) onward()
  }
  enter(0)
}

/** Waits at a stage where the service has a PAUSE hook for it. */
function pause(rollout: Rollout, stage: string, resume: () => void): boolean {
  const configuration = object(rollout.service.settings, 'deploymentConfiguration')
  const hook = objects(configuration, 'lifecycleHooks').find(
    (each) => text(each, 'targetType') === 'PAUSE' && texts(each, 'lifecycleStages').includes(stage),
  )
  if (hook === undefined) return false
  const timeout = object(hook, 'timeoutConfiguration')
  const paused: PausedHook = {
    hookId: randomUUID(),
    expiresAt: Date.now() + (number(timeout, 'timeoutInMinutes') ?? 1440) * MINUTE_MS,
    timeoutAction: text(timeout, 'action') ?? 'ROLLBACK',
    status: 'AWAITING_ACTION',
    resume,
  }
  rollout.hooks.push(paused)
  addEvent(rollout.service, `(deployment ${rollout.id}) is paused at ${stage}.`)
  return true
}

/** The stages in their order (API reference, ServiceDeployment, `lifecycleStage`). */
function stagesOf(service: EcsService): readonly Stage[] {
  return [
    { name: 'PRE_SCALE_UP' },
    { name: 'SCALE_UP' },
    { name: 'POST_SCALE_UP' },
    { name: 'TEST_TRAFFIC_SHIFT', testTraffic: 100 },
    { name: 'POST_TEST_TRAFFIC_SHIFT' },
    ...shares(service).map((traffic) => ({ name: 'PRODUCTION_TRAFFIC_SHIFT', traffic })),
    { name: 'POST_PRODUCTION_TRAFFIC_SHIFT', traffic: 100 },
    { name: 'BAKE_TIME' },
    { name: 'CLEAN_UP' },
  ]
}

function shares(service: EcsService): readonly number[] {
  const configuration: JsonObject | undefined = object(service.settings, 'deploymentConfiguration')
  switch (strategyOf(service)) {
    case 'LINEAR': {
      const step = number(object(configuration, 'linearConfiguration'), 'stepPercent') ?? 10
      return Array.from({ length: Math.ceil(100 / step) }, (_, index) => Math.min(100, (index + 1) * step))
    }
    case 'CANARY':
      return [number(object(configuration, 'canaryConfiguration'), 'canaryPercent') ?? 5, 100]
    default:
      return [100]
  }
}
