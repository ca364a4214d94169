import { fault } from '../wire/fault.ts'
import { number, object, text, texts, type JsonObject } from '../wire/json.ts'
import { page } from '../wire/page.ts'
import { clusterOf, serviceOf } from './arn.ts'
import { rollBack } from './outcomes.ts'
import { revisionJson, serviceDeploymentJson } from './render.ts'
import type { EcsRegion, Rollout } from './state.ts'

export function listServiceDeployments(input: JsonObject, ecs: EcsRegion): JsonObject {
  const cluster = clusterOf(ecs, text(input, 'cluster'))
  const service = serviceOf(ecs, cluster.name, text(input, 'service'))
  const wanted = texts(input, 'status')
  const created = object(input, 'createdAt')
  const after = (number(created, 'after') ?? 0) * 1000
  const before = (number(created, 'before') ?? Infinity) * 1000
  const settled = Date.now() - ecs.listLagMs
  const shown = service.controller === 'ECS' ? service.rollouts : []
  const all = shown.filter(
    ({ status, createdAt }) =>
      (wanted.length === 0 || wanted.includes(status)) &&
      createdAt >= after &&
      createdAt <= before &&
      createdAt <= settled,
  )
  const { items, nextToken } = page(all, number(input, 'maxResults') ?? 20, text(input, 'nextToken'))
  return { serviceDeployments: items.map(brief), nextToken }
}

function brief(rollout: Rollout): JsonObject {
  const {
    serviceDeploymentArn,
    serviceArn,
    clusterArn,
    createdAt,
    startedAt,
    finishedAt,
    status,
    statusReason,
  } = serviceDeploymentJson(rollout)
  const targetServiceRevisionArn = rollout.target.arn
  return {
    serviceDeploymentArn,
    serviceArn,
    clusterArn,
    createdAt,
    startedAt,
    finishedAt,
    status,
    statusReason,
    targetServiceRevisionArn,
  }
}

export function describeServiceDeployments(input: JsonObject, ecs: EcsRegion): JsonObject {
  const serviceDeployments: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const arn of texts(input, 'serviceDeploymentArns')) {
    const rollout = findRollout(ecs, arn)
    if (rollout === undefined) failures.push({ arn, reason: 'MISSING' })
    else serviceDeployments.push(serviceDeploymentJson(rollout))
  }
  return { serviceDeployments, failures }
}

function findRollout(ecs: EcsRegion, arn: string): Rollout | undefined {
  return [...ecs.services.values()].flatMap(({ rollouts }) => rollouts).find((rollout) => rollout.arn === arn)
}

export function describeServiceRevisions(input: JsonObject, ecs: EcsRegion): JsonObject {
  const serviceRevisions: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const arn of texts(input, 'serviceRevisionArns')) {
    const rollout = [...ecs.services.values()]
      .flatMap(({ rollouts }) => rollouts)
      .find(({ target }) => target.arn === arn)
    if (rollout === undefined) failures.push({ arn, reason: 'MISSING' })
    else serviceRevisions.push(revisionJson(ecs, rollout.service, rollout.target))
  }
  return { serviceRevisions, failures }
}

/** Only what has not ended can be stopped; the default, ROLLBACK, goes back to the former revision. */
export function stopServiceDeployment(input: JsonObject, ecs: EcsRegion): JsonObject {
  const arn = text(input, 'serviceDeploymentArn') ?? ''
  const rollout = findRollout(ecs, arn)
  if (rollout === undefined) {
    throw fault('ServiceDeploymentNotFoundException', 'Service deployment not found.')
  }
  if (rollout.status !== 'PENDING' && rollout.status !== 'IN_PROGRESS') {
    throw fault('ConflictException', 'Service deployment is already in a terminal state or is being stopped.')
  }
  rollout.status = 'ROLLBACK_REQUESTED'
  void rollout.container?.stop()
  rollBack(ecs, rollout, 'Service deployment rolled back because of a StopServiceDeployment request.')
  return { serviceDeploymentArn: arn }
}

/** Goes on with a deployment that waits at a PAUSE hook, or rolls it back. */
export function continueServiceDeployment(input: JsonObject, ecs: EcsRegion): JsonObject {
  const arn = text(input, 'serviceDeploymentArn') ?? ''
  const rollout = findRollout(ecs, arn)
  if (rollout === undefined) {
    throw fault('ServiceDeploymentNotFoundException', 'Service deployment not found.')
  }
  const hook = rollout.hooks.find(({ hookId }) => hookId === text(input, 'hookId'))
  if (hook?.status !== 'AWAITING_ACTION') {
    throw fault('InvalidParameterException', 'The lifecycle hook is not awaiting an action.')
  }
  hook.status = 'SUCCEEDED'
  if (text(input, 'action') === 'ROLLBACK') {
    rollBack(ecs, rollout, 'Service deployment rolled back because of a ContinueServiceDeployment request.')
  } else hook.resume()
  return { serviceDeploymentArn: arn }
}
