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
    case 'no-capacity':
      return
    case 'superseded':
      rollout.service.script.unshift({ outcome: 'success' })
      start(ecs, rollout.service, outcome.taskDefinition ?? otherTaskDefinition(ecs, rollout, outcome.by))
      return
    case 'deleted':
      rollout.service.status = 'INACTIVE'
      rollout.service.desiredCount = 0
      return
    case 'rolled-back':
      rollBack(ecs, rollout, outcome.reason ?? 'Service deployment rolled back.')
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

/** What a test wants to happen while the rollout goes on. */
export function happenMeanwhile(ecs: EcsRegion, rollout: Rollout, outcome: Outcome): void {
  const { service, target } = rollout
  const { failures = 0, events = [], digest, silentAnswers = 0 } = outcome
  for (let count = 0; count < failures; count += 1) failServiceTask(ecs, rollout, outcome)
  if (outcome.outcome === 'no-capacity') addEvent(service, NO_CAPACITY)
  for (const event of events) addEvent(service, event)
  target.silentAnswers = silentAnswers
  if (digest === undefined) return
  target.images = target.images.map((each) =>
    each.imageDigest === undefined ? each : { ...each, imageDigest: digest },
  )
}

const NO_CAPACITY =
  'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 1f2e3d4c) has insufficient memory available. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.'
const NO_CANDIDATE = 'No rollback candidate was found to run the rollback.'

/** The deployment's tasks run, the former's stop, and the deployment is SUCCESSFUL. */
export function succeed(ecs: EcsRegion, rollout: Rollout): void {
  const { service } = rollout
  if (rollout.runningTasks === 0) runServiceTasks(ecs, rollout)
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
  if (!configured) {
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
      if (rollout.former === undefined) rollout.rollback = undefined
      finish(rollout, 'ROLLBACK_FAILED', rollout.former === undefined ? NO_CANDIDATE : reason)
      return
    }
    rollout.traffic = 0
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
function otherTaskDefinition(ecs: EcsRegion, rollout: Rollout, by: Outcome['by']): string {
  const ours = rollout.target.taskDefinition
  const former = rollout.former?.target.taskDefinition ?? ours
  if (by === 'same-revision') return ours
  if (by === 'former') return former
  const origin = by === 'same-image' ? ours : former
  const registered = registerTaskDefinition(findTaskDefinition(ecs, origin) ?? {}, ecs)
  const arn = object(registered, 'taskDefinition')?.['taskDefinitionArn']
  return typeof arn === 'string' ? arn : origin
}
