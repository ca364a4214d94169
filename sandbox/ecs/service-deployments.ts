import { fault } from '../wire/fault.ts'
import { number, object, text, texts, type JsonObject } from '../wire/json.ts'
import { clusterArn, nameIn, serviceOf } from './lookup.ts'
import { isUnderWay, rollBack } from './rollout.ts'
import { seconds, type Deployment, type EcsRegion, type EcsService } from './store.ts'

/** Newest first, filtered by `status` and by when they were created. */
export function listServiceDeployments(input: JsonObject, ecs: EcsRegion): JsonObject {
  const service = serviceOf(ecs, input)
  const after = number(object(input, 'createdAt'), 'after') ?? 0
  const before = number(object(input, 'createdAt'), 'before') ?? Infinity
  const wanted = texts(input, 'status')
  const found = service.deployments.filter(({ status, createdAt }) => {
    if (wanted.length > 0 && !wanted.includes(status)) return false
    return createdAt / 1000 >= after && createdAt / 1000 <= before
  })
  return { serviceDeployments: found.map((each) => briefly(ecs, service, each)) }
}

function briefly(ecs: EcsRegion, service: EcsService, deployment: Deployment): JsonObject {
  return {
    serviceDeploymentArn: deployment.arn,
    serviceArn: service.arn,
    clusterArn: clusterArn(ecs, service.cluster),
    createdAt: seconds(deployment.createdAt),
    startedAt: seconds(deployment.startedAt),
    finishedAt: seconds(deployment.finishedAt),
    targetServiceRevisionArn: deployment.revisionArn,
    status: deployment.status,
    statusReason: deployment.statusReason,
  }
}

export function describeServiceDeployments(input: JsonObject, ecs: EcsRegion): JsonObject {
  const serviceDeployments: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const arn of texts(input, 'serviceDeploymentArns')) {
    const found = findDeployment(ecs, arn)
    if (found === undefined) failures.push({ arn, reason: 'MISSING' })
    else serviceDeployments.push(deploymentJson(ecs, found.service, found.deployment))
  }
  return { serviceDeployments, failures }
}

function findDeployment(
  ecs: EcsRegion,
  arn: string,
): { service: EcsService; deployment: Deployment } | undefined {
  nameIn(ecs, arn)
  for (const service of ecs.services.values()) {
    const deployment = service.deployments.find((each) => each.arn === arn)
    if (deployment !== undefined) return { service, deployment }
  }
  return undefined
}

function deploymentJson(ecs: EcsRegion, service: EcsService, deployment: Deployment): JsonObject {
  const { rollback, sourceRevisionArn } = deployment
  const source = service.deployments.find(({ revisionArn }) => revisionArn === sourceRevisionArn)
  return {
    ...briefly(ecs, service, deployment),
    updatedAt: seconds(deployment.updatedAt),
    lifecycleStage: deployment.lifecycleStage,
    sourceServiceRevisions:
      source === undefined ? [] : [{ arn: source.revisionArn, ...counts(service, source) }],
    targetServiceRevision: { arn: deployment.revisionArn, ...counts(service, deployment) },
    deploymentConfiguration: object(service.fields, 'deploymentConfiguration') ?? { strategy: 'ROLLING' },
    deploymentCircuitBreaker: {
      status: deployment.breaker,
      failureCount: deployment.failed,
      threshold: Math.min(200, Math.max(3, Math.ceil(service.desiredCount / 2))),
    },
    alarms: {
      status: deployment.triggeredAlarms.length > 0 ? 'TRIGGERED' : 'DISABLED',
      alarmNames: [...deployment.triggeredAlarms],
      triggeredAlarmNames: [...deployment.triggeredAlarms],
    },
    rollback: rollback && {
      reason: rollback.reason,
      startedAt: seconds(rollback.startedAt),
      serviceRevisionArn: rollback.revisionArn,
    },
  }
}

function counts(service: EcsService, deployment: Deployment): JsonObject {
  return {
    requestedTaskCount: service.desiredCount,
    runningTaskCount: deployment.running,
    pendingTaskCount: deployment.pending,
  }
}

/** Only ROLLBACK is documented, and it takes the service back whatever its own configuration says. */
export function stopServiceDeployment(input: JsonObject, ecs: EcsRegion): JsonObject {
  const found = findDeployment(ecs, text(input, 'serviceDeploymentArn') ?? '')
  if (found === undefined) {
    throw fault('ServiceDeploymentNotFoundException', 'Service deployment not found.')
  }
  const { service, deployment } = found
  if (!isUnderWay(deployment)) {
    throw fault('ConflictException', 'The service deployment is not in a state that can be stopped.')
  }
  const reason = 'Service deployment rolled back because it was stopped by the user.'
  deployment.status = 'ROLLBACK_REQUESTED'
  deployment.rolloutState = 'FAILED'
  ecs.machine.timers.after(ecs.machine.rolloutMs / 4, () => {
    if (deployment.status !== 'ROLLBACK_REQUESTED') return
    rollBack(ecs, service, deployment, reason, true, ecs.machine.rolloutMs / 2)
  })
  return { serviceDeploymentArn: deployment.arn }
}
