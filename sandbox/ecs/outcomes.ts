import { flag, number, object, type JsonObject } from '../wire/json.ts'
import { addEvent, finish, isUnderWay } from './lifecycle.ts'
import type { EcsRegion, EcsService, Outcome, Rollout } from './state.ts'
import { failServiceTask, runServiceTasks, stopServiceTasks } from './tasks.ts'
import { findTaskDefinition, registerTaskDefinition } from './task-definitions.ts'

type Start = (ecs: EcsRegion, service: EcsService, taskDefinition: string) => Rollout

/** Ends a rollout as the outcome says. `start` begins another one, for `superseded`. */
export function settle(ecs: EcsRegion, rollout: Rollout, outcome: Outcome, start: Start): void {
  switch (outcome.outcome) {
    case 'success':
      succeed(ecs, rollout)
      return
    case 'stuck':
      addEvent(rollout.service, 'is unable to consistently start tasks successfully.')
      return
    case 'superseded':
      rollout.service.script.unshift({ outcome: 'success' })
      start(ecs, rollout.service, outcome.taskDefinition ?? copyOfFormer(ecs, rollout))
      return
    case 'stopped':
      finish(rollout, 'STOPPED', 'Service deployment was stopped.')
      return
    case 'alarm':
      rollout.triggeredAlarms = outcome.alarms ?? ['app-5xx']
      rollBack(ecs, rollout, 'Service deployment rolled back because a CloudWatch alarm was triggered.')
      return
    case 'circuit-breaker':
    case 'rollback-failed':
      breakCircuit(ecs, rollout, outcome)
  }
}

/** The deployment's tasks run, the former's stop, and the deployment is SUCCESSFUL. */
export function succeed(ecs: EcsRegion, rollout: Rollout): void {
  const { service } = rollout
  runServiceTasks(ecs, rollout)
  if (service.active !== undefined) stopServiceTasks(ecs, service.active)
  service.active = undefined
  if (rollout.breaker === 'MONITORING') rollout.breaker = 'MONITORING_COMPLETE'
  finish(rollout, 'SUCCESSFUL', undefined)
  addEvent(service, `(deployment ${rollout.id}) deployment completed.`)
  addEvent(service, 'has reached a steady state.')
}

/** The tasks fail until the breaker triggers; what follows is as the service is configured. */
export function breakCircuit(ecs: EcsRegion, rollout: Rollout, outcome: Outcome): void {
  const threshold = breakerThreshold(rollout.service)
  for (let count = 0; count < threshold; count += 1) failServiceTask(ecs, rollout, outcome)
  addEvent(
    rollout.service,
    'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section.',
  )
  addEvent(rollout.service, `(deployment ${rollout.id}) deployment failed: tasks failed to start.`)
  rollout.breaker = 'TRIGGERED'
  const configured = flag(breakerOf(rollout.service), 'rollback') ?? true
  if (!configured || rollout.former === undefined) {
    finish(rollout, 'STOPPED', 'Service deployment failed: the deployment circuit breaker was triggered.')
    return
  }
  const fails = outcome.outcome === 'rollback-failed'
  rollBack(
    ecs,
    rollout,
    'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    fails,
  )
}

/** Rolls back to the former deployment, or fails to. */
export function rollBack(ecs: EcsRegion, rollout: Rollout, reason: string, fails = false): void {
  rollout.status = 'ROLLBACK_IN_PROGRESS'
  rollout.statusReason = reason
  rollout.rollback = { reason, startedAt: Date.now() }
  ecs.timers.after(ecs.rolloutMs / 4, () => {
    if (!isUnderWay(rollout)) return
    if (fails || rollout.former === undefined) {
      finish(rollout, 'ROLLBACK_FAILED', reason)
      return
    }
    stopServiceTasks(ecs, rollout)
    rollout.service.primary = rollout.former
    rollout.service.active = undefined
    finish(rollout, 'ROLLBACK_SUCCESSFUL', reason)
    addEvent(rollout.service, `rolling back to deployment ${rollout.former.id}.`)
  })
}

function breakerOf(service: EcsService): JsonObject | undefined {
  return object(object(service.settings, 'deploymentConfiguration'), 'deploymentCircuitBreaker')
}

/** Half of the desired tasks, at least 3, at most 200 (ECS developer guide, deployment circuit breaker). */
export function breakerThreshold(service: EcsService): number {
  const configured = number(object(breakerOf(service), 'thresholdConfiguration'), 'value')
  return configured ?? Math.min(200, Math.max(3, Math.ceil(service.desiredCount / 2)))
}

// A revision of its own, so that a test can tell the other deployment from a rollback to the former one.
function copyOfFormer(ecs: EcsRegion, rollout: Rollout): string {
  const origin = rollout.former?.target.taskDefinition ?? rollout.target.taskDefinition
  const registered = registerTaskDefinition(findTaskDefinition(ecs, origin) ?? {}, ecs)
  const arn = object(registered, 'taskDefinition')?.['taskDefinitionArn']
  return typeof arn === 'string' ? arn : origin
}
