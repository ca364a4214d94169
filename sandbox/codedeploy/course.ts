import { randomInt } from 'node:crypto'
import { startNow } from '../ecs/lifecycle.ts'
import { newRollout } from '../ecs/rollout.ts'
import type { EcsRegion, EcsService, Rollout } from '../ecs/state.ts'
import { findTaskDefinition, registerTaskDefinition } from '../ecs/task-definitions.ts'
import { failServiceTask, runServiceTasks, stopServiceTasks } from '../ecs/tasks.ts'
import { object, text } from '../wire/json.ts'
import { type CodeDeployRegion, type Deployment, type Group, isActive, serviceFor } from './state.ts'

// Source: CodeDeploy User Guide, "List of lifecycle event hooks for an Amazon ECS deployment".
const EVENTS = [
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'BeforeAllowTraffic',
  'AllowTraffic',
  'AfterAllowTraffic',
]

/** What CreateDeployment was told. */
export interface DeploymentSpec {
  readonly content: string
  readonly sha256: string
  readonly taskDefinition: string
  readonly description: string | undefined
}

/** Begins a deployment: its steps follow each other in the time of a rollout. */
export function startDeployment(region: CodeDeployRegion, group: Group, spec: DeploymentSpec): Deployment {
  const deployment = newDeployment(region, group, spec, 'user')
  const service = serviceFor(region, group)
  if (service === undefined) return deployment
  const outcome = group.script.shift() ?? 'success'
  const { ecs } = region
  const step = ecs.rolloutMs / 5
  const then = (action: () => void): void => {
    ecs.timers.after(step, () => {
      if (isActive(deployment)) action()
    })
  }
  then(() => {
    deployment.status = 'InProgress'
    set(deployment, 'BeforeInstall', 'Skipped')
    set(deployment, 'Install', 'InProgress')
    const green = newRollout(ecs, service, spec.taskDefinition, service.primary)
    startNow(ecs, green)
    deployment.green = green
    service.green = green
    if (outcome === 'stuck') return
    then(() => {
      if (outcome === 'unhealthy') {
        failServiceTask(ecs, green, { outcome: 'circuit-breaker', logs: ['cannot reach the database'] })
        fail(
          region,
          deployment,
          'Install',
          'ECS_UPDATE_ERROR',
          'The ECS service cannot be updated due to an unhealthy task set.',
        )
        return
      }
      runServiceTasks(ecs, green)
      set(deployment, 'Install', 'Succeeded')
      set(deployment, 'AfterInstall', 'Skipped')
      if (outcome === 'stopped') {
        stop(region, deployment, false)
        return
      }
      if (outcome === 'superseded') {
        supersede(region, deployment, service)
        return
      }
      if (group.manual) {
        deployment.status = 'Ready'
        return
      }
      shift(region, deployment, outcome)
    })
  })
  return deployment
}

/** Shifts the traffic in two steps, then keeps the original task set for as long as the group says. */
export function shift(region: CodeDeployRegion, deployment: Deployment, outcome = 'success'): void {
  const { ecs } = region
  const service = serviceFor(region, deployment.group)
  const { green } = deployment
  if (service === undefined || green === undefined) return
  deployment.status = 'InProgress'
  const step = ecs.rolloutMs / 5
  if (outcome === 'hook-failed') {
    fail(
      region,
      deployment,
      'BeforeAllowTraffic',
      'HOOK_EXECUTION_FAILURE',
      'Lambda function smoke-test reported Failed.',
    )
    return
  }
  set(deployment, 'BeforeAllowTraffic', 'Skipped')
  set(deployment, 'AllowTraffic', 'InProgress')
  deployment.weight = 10
  ecs.timers.after(step, () => {
    if (!isActive(deployment)) return
    deployment.weight = 100
    set(deployment, 'AllowTraffic', 'Succeeded')
    service.active = service.primary
    service.primary = green
    service.green = undefined
    if (outcome === 'late-hook-failed') {
      fail(
        region,
        deployment,
        'AfterAllowTraffic',
        'HOOK_EXECUTION_FAILURE',
        'Lambda function smoke-test reported Failed.',
      )
      return
    }
    set(deployment, 'AfterAllowTraffic', 'Skipped')
    deployment.terminating = true
    ecs.timers.after(deployment.group.terminationMs, () => {
      if (!isActive(deployment)) return
      if (service.active !== undefined) stopServiceTasks(ecs, service.active)
      service.active = undefined
      green.status = 'SUCCESSFUL'
      complete(deployment, 'Succeeded')
    })
  })
}

/** Stops a deployment; with a rollback, the traffic goes back to the original task set. */
export function stop(region: CodeDeployRegion, deployment: Deployment, rollBack: boolean): void {
  deployment.error = { code: 'MANUAL_STOP', message: 'The deployment was stopped.' }
  complete(deployment, 'Stopped')
  if (rollBack) startRollback(region, deployment)
}

function fail(
  region: CodeDeployRegion,
  deployment: Deployment,
  event: string,
  code: string,
  message: string,
): void {
  const failed = deployment.events.find(({ name }) => name === event)
  if (failed !== undefined) {
    failed.status = 'Failed'
    failed.message = message
  }
  deployment.error = { code, message }
  complete(deployment, 'Failed')
  if (deployment.group.autoRollback) startRollback(region, deployment)
}

/** A rollback is a deployment of its own, of what ran before (CodeDeploy User Guide, "Redeploy and roll back"). */
function startRollback(region: CodeDeployRegion, deployment: Deployment): void {
  const { group, blue } = deployment
  const former = blue?.target.taskDefinition ?? deployment.taskDefinition
  const spec = {
    content: deployment.content.replaceAll(deployment.taskDefinition, former),
    sha256: '',
    taskDefinition: former,
    description: undefined,
  }
  const back = newDeployment(region, group, spec, 'codeDeployRollback')
  back.rollbackOf = deployment.id
  deployment.rollbackId = back.id
  back.status = 'InProgress'
  const service = serviceFor(region, group)
  region.ecs.timers.after(region.ecs.rolloutMs / 5, () => {
    if (service !== undefined && blue !== undefined) backTo(region.ecs, service, blue, deployment)
    for (const event of back.events) event.status = 'Succeeded'
    back.weight = 100
    complete(back, 'Succeeded')
  })
}

function backTo(ecs: EcsRegion, service: EcsService, blue: Rollout, { green }: Deployment): void {
  if (green !== undefined) stopServiceTasks(ecs, green)
  if (blue.runningTasks === 0) runServiceTasks(ecs, blue)
  service.primary = blue
  service.active = undefined
  service.green = undefined
}

// A revision of its own, so that a test can tell the other deployment from a rollback to the former one.
function supersede(region: CodeDeployRegion, deployment: Deployment, service: EcsService): void {
  stop(region, deployment, false)
  const { ecs } = region
  const former = service.primary?.target.taskDefinition ?? ''
  const registered = registerTaskDefinition(findTaskDefinition(ecs, former) ?? {}, ecs)
  const taskDefinition = text(object(registered, 'taskDefinition'), 'taskDefinitionArn') ?? former
  const other = newRollout(ecs, service, taskDefinition, service.primary)
  startNow(ecs, other)
  runServiceTasks(ecs, other)
  other.status = 'SUCCESSFUL'
  service.primary = other
  service.green = undefined
}

function newDeployment(
  region: CodeDeployRegion,
  group: Group,
  spec: DeploymentSpec,
  creator: Deployment['creator'],
): Deployment {
  const deployment: Deployment = {
    ...spec,
    id: `d-${Array.from({ length: 9 }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'[randomInt(36)]).join('')}`,
    group,
    creator,
    createdAt: Date.now(),
    completedAt: undefined,
    status: 'Created',
    events: EVENTS.map((name) => ({ name, status: 'Pending', message: undefined })),
    error: undefined,
    rollbackOf: undefined,
    rollbackId: undefined,
    blue: serviceFor(region, group)?.primary,
    green: undefined,
    weight: 0,
    terminating: false,
  }
  group.deployments.unshift(deployment)
  return deployment
}

function set(deployment: Deployment, event: string, status: Deployment['events'][number]['status']): void {
  const found = deployment.events.find(({ name }) => name === event)
  if (found !== undefined) found.status = status
}

function complete(deployment: Deployment, status: 'Succeeded' | 'Failed' | 'Stopped'): void {
  deployment.status = status
  deployment.completedAt = Date.now()
}
