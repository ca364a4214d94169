import { object, type JsonObject } from '../wire/json.ts'
import { arnOf } from './arn.ts'
import { breakerThreshold } from './outcomes.ts'
import { isStaged } from './stages.ts'
import type { EcsRegion, EcsService, Revision, Rollout } from './state.ts'
import { tagList } from './tags.ts'

/** A service as DescribeServices shows it. */
export function serviceJson(ecs: EcsRegion, service: EcsService, tags = false): JsonObject {
  const { primary, active } = service
  const deployments = [primary, service.green ?? active].filter((each) => each !== undefined)
  return {
    schedulingStrategy: 'REPLICA',
    launchType: 'FARGATE',
    loadBalancers: [],
    serviceRegistries: [],
    ...service.settings,
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.clusterArn,
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: deployments.reduce((sum, { runningTasks }) => sum + runningTasks, 0),
    pendingCount: 0,
    // An Express Mode service names its task definition in its deployments only.
    taskDefinition: service.express === undefined ? primary?.target.taskDefinition : undefined,
    resourceManagementType: service.express === undefined ? 'CUSTOMER' : 'ECS',
    deploymentController: { type: service.controller },
    deploymentConfiguration: configurationOf(service),
    ...(service.controller === 'CODE_DEPLOY'
      ? { deployments: [], taskSets: deployments.map((rollout) => taskSetJson(ecs, service, rollout)) }
      : { deployments: deployments.map((rollout) => deploymentJson(service, rollout)) }),
    events: service.events.map((event) => ({ ...event, createdAt: event.createdAt / 1000 })),
    createdAt: service.createdAt / 1000,
    roleArn: `arn:aws:iam::${ecs.account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    tags: tags ? tagList(ecs.tags.get(service.arn)) : undefined,
  }
}

/** A task set of CodeDeploy: the service itself has no deployments then. */
function taskSetJson(ecs: EcsRegion, service: EcsService, rollout: Rollout): JsonObject {
  const { networkConfiguration, loadBalancers, launchType, capacityProviderStrategy, platformVersion } =
    service.settings
  return {
    id: rollout.id,
    taskSetArn: arnOf(ecs, `task-set/${service.cluster}/${service.name}/${rollout.id}`),
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    startedBy: 'CODE_DEPLOY',
    status: rollout === service.primary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: rollout.target.taskDefinition,
    computedDesiredCount: service.desiredCount,
    pendingCount: 0,
    runningCount: rollout.runningTasks,
    createdAt: rollout.createdAt / 1000,
    launchType: launchType ?? 'FARGATE',
    capacityProviderStrategy,
    platformVersion,
    networkConfiguration,
    loadBalancers,
    scale: { value: 100, unit: 'PERCENT' },
    stabilityStatus: rollout.runningTasks >= service.desiredCount ? 'STEADY_STATE' : 'STABILIZING',
  }
}

function configurationOf(service: EcsService): JsonObject {
  const defaults = {
    deploymentCircuitBreaker: { enable: false, rollback: false },
    maximumPercent: 200,
    minimumHealthyPercent: 100,
    strategy: 'ROLLING',
    bakeTimeInMinutes: 0,
  }
  return { ...defaults, ...object(service.settings, 'deploymentConfiguration') }
}

function deploymentJson(service: EcsService, rollout: Rollout): JsonObject {
  const [state, reason] = rolloutState(rollout)
  return {
    id: rollout.id,
    status: rollout === service.primary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: rollout.target.taskDefinition,
    desiredCount: rollout === service.primary ? service.desiredCount : 0,
    pendingCount: 0,
    runningCount: rollout.runningTasks,
    failedTasks: rollout.failedTasks,
    createdAt: rollout.createdAt / 1000,
    updatedAt: rollout.updatedAt / 1000,
    launchType: 'FARGATE',
    // Only rolling deployments by ECS itself have one.
    rolloutState: service.controller === 'ECS' ? state : undefined,
    rolloutStateReason: service.controller === 'ECS' ? reason : undefined,
  }
}

function rolloutState({ id, status }: Rollout): [state: string, reason: string] {
  if (status === 'SUCCESSFUL') return ['COMPLETED', `ECS deployment ${id} completed.`]
  if (status === 'PENDING' || status === 'IN_PROGRESS')
    return ['IN_PROGRESS', `ECS deployment ${id} in progress.`]
  return ['FAILED', `ECS deployment ${id} failed: tasks failed to start.`]
}

/** A service deployment as DescribeServiceDeployments shows it. */
export function serviceDeploymentJson(rollout: Rollout): JsonObject {
  const { service, former } = rollout
  const alarms = object(object(service.settings, 'deploymentConfiguration'), 'alarms')
  return {
    serviceDeploymentArn: rollout.arn,
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    createdAt: rollout.createdAt / 1000,
    startedAt: seconds(rollout.startedAt),
    finishedAt: seconds(rollout.finishedAt),
    updatedAt: rollout.updatedAt / 1000,
    status: rollout.status,
    statusReason: rollout.statusReason,
    sourceServiceRevisions:
      former === undefined
        ? []
        : [{ ...revisionCount(former, former.runningTasks), ...weights(rollout, 100 - rollout.traffic, 0) }],
    targetServiceRevision: {
      ...revisionCount(rollout, service.desiredCount),
      ...weights(rollout, rollout.traffic, rollout.testTraffic),
    },
    lifecycleStage: rollout.lifecycleStage,
    lifecycleHookDetails: rollout.hooks.map(({ hookId, status, expiresAt, timeoutAction }) => ({
      hookId,
      targetType: 'PAUSE',
      status,
      expiresAt: expiresAt / 1000,
      timeoutAction,
    })),
    deploymentConfiguration: configurationOf(service),
    rollback:
      rollout.rollback === undefined
        ? undefined
        : {
            reason: rollout.rollback.reason,
            startedAt: rollout.rollback.startedAt / 1000,
            serviceRevisionArn: former?.target.arn,
          },
    deploymentCircuitBreaker: {
      status: rollout.breaker,
      failureCount: rollout.failedTasks,
      threshold: breakerThreshold(service),
    },
    alarms:
      alarms === undefined && rollout.triggeredAlarms.length === 0
        ? undefined
        : {
            status: rollout.triggeredAlarms.length > 0 ? 'TRIGGERED' : 'MONITORING',
            alarmNames: alarms?.['alarmNames'] ?? [...rollout.triggeredAlarms],
            triggeredAlarmNames: [...rollout.triggeredAlarms],
          },
  }
}

function revisionCount(rollout: Rollout, requested: number): JsonObject {
  return {
    arn: rollout.target.arn,
    requestedTaskCount: requested,
    runningTaskCount: rollout.runningTasks,
    pendingTaskCount: 0,
  }
}

/** Only deployments that shift traffic tell of it. */
function weights(rollout: Rollout, production: number, test: number): JsonObject {
  return isStaged(rollout.service)
    ? { requestedProductionTrafficWeight: production, requestedTestTrafficWeight: test }
    : {}
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000
}

/** A service revision as DescribeServiceRevisions shows it. */
export function revisionJson(ecs: EcsRegion, service: EcsService, revision: Revision): JsonObject {
  const silent = revision.silentAnswers > 0
  if (silent) revision.silentAnswers -= 1
  return {
    serviceRevisionArn: revision.arn,
    serviceArn: service.arn,
    clusterArn: arnOf(ecs, `cluster/${service.cluster}`),
    taskDefinition: revision.taskDefinition,
    launchType: 'FARGATE',
    createdAt: revision.createdAt / 1000,
    containerImages: revision.images.map((each) => ({
      ...each,
      imageDigest: silent ? undefined : each.imageDigest,
    })),
  }
}
