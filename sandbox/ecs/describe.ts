import type { JsonObject } from '../wire/json.ts'
import { ecsArn, type Deployment, type EcsRegion, type Revision, type Service, type ServiceDeployment, type StoppedTask } from './store.ts'

const seconds = (milliseconds: number): number => milliseconds / 1000

/** A service in the shape of DescribeServices. */
export function serviceJson(ecs: EcsRegion, service: Service): JsonObject {
  const primary = service.deployments.find(({ status }) => status === 'PRIMARY')
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: ecsArn(ecs, `cluster/${service.cluster}`),
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: service.deployments.reduce((sum, { runningCount }) => sum + runningCount, 0),
    pendingCount: Math.max(0, service.desiredCount - (primary?.runningCount ?? 0)),
    launchType: 'FARGATE',
    taskDefinition: service.taskDefinition,
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: service.controller },
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true }, strategy: 'ROLLING' },
    deployments: service.controller === 'ECS' ? service.deployments.map((entry) => deploymentJson(service, entry)) : [],
    events: service.events.slice(0, 100).map((event) => ({ ...event, createdAt: seconds(event.createdAt) })),
    createdAt: seconds(service.createdAt),
    loadBalancers: [],
    placementConstraints: [],
    placementStrategy: [],
  }
}

function deploymentJson(service: Service, deployment: Deployment): JsonObject {
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: deployment.taskDefinition,
    desiredCount: service.desiredCount,
    pendingCount: Math.max(0, service.desiredCount - deployment.runningCount),
    runningCount: deployment.runningCount,
    failedTasks: deployment.failedTasks,
    createdAt: seconds(deployment.createdAt),
    updatedAt: seconds(deployment.createdAt),
    launchType: 'FARGATE',
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  }
}

/** A revision in the shape of DescribeTaskDefinition, with every field that was registered. */
export function revisionJson(revision: Revision): JsonObject {
  return {
    ...revision.definition,
    family: revision.family,
    taskDefinitionArn: revision.arn,
    revision: revision.number,
    status: 'ACTIVE',
    requiresAttributes: [],
    compatibilities: ['EC2', 'FARGATE'],
    registeredAt: seconds(revision.registeredAt),
    registeredBy: 'arn:aws:iam::123456789012:user/sandbox',
  }
}

/** A service deployment as ListServiceDeployments has it. */
export function briefJson(ecs: EcsRegion, service: Service, deployment: ServiceDeployment): JsonObject {
  return {
    serviceDeploymentArn: deployment.arn,
    serviceArn: service.arn,
    clusterArn: ecsArn(ecs, `cluster/${service.cluster}`),
    createdAt: seconds(deployment.createdAt),
    startedAt: seconds(deployment.createdAt),
    targetServiceRevisionArn: deployment.revisionArn,
    status: deployment.status,
    statusReason: deployment.statusReason,
  }
}

/** A service deployment as DescribeServiceDeployments has it. */
export function serviceDeploymentJson(ecs: EcsRegion, service: Service, deployment: ServiceDeployment): JsonObject {
  return {
    ...briefJson(ecs, service, deployment),
    updatedAt: seconds(Date.now()),
    targetServiceRevision: {
      arn: deployment.revisionArn,
      requestedTaskCount: service.desiredCount,
      runningTaskCount: deployment.running,
      pendingTaskCount: Math.max(0, service.desiredCount - deployment.running),
    },
    deploymentCircuitBreaker: {
      status: deployment.failureCount > 0 ? 'TRIGGERED' : 'MONITORING',
      failureCount: deployment.failureCount,
      threshold: 3,
    },
    ...(deployment.alarms.length === 0
      ? {}
      : { alarms: { status: 'TRIGGERED', alarmNames: [...deployment.alarms], triggeredAlarmNames: [...deployment.alarms] } }),
    ...(deployment.rollbackReason === undefined ? {} : { rollback: { reason: deployment.rollbackReason } }),
  }
}

/** A stopped task in the shape of DescribeTasks. */
export function taskJson(ecs: EcsRegion, service: Service, task: StoppedTask): JsonObject {
  return {
    taskArn: task.arn,
    clusterArn: ecsArn(ecs, `cluster/${service.cluster}`),
    taskDefinitionArn: task.taskDefinition,
    group: `service:${service.name}`,
    startedBy: task.startedBy,
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stoppedAt: seconds(task.stoppedAt),
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    containers: [{ name: task.container, exitCode: task.exitCode, lastStatus: 'STOPPED' }],
  }
}
