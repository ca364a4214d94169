import type { JsonObject } from '../wire/json.ts'
import { type Deployment, type Group, isActive } from './state.ts'

/** A deployment group as GetDeploymentGroup shows it. */
export function groupJson(group: Group): JsonObject {
  const { deployments } = group
  const [last] = deployments
  const succeeded = deployments.find(({ status }) => status === 'Succeeded')
  return {
    applicationName: group.application,
    deploymentGroupName: group.group,
    deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
    computePlatform: 'ECS',
    ecsServices: [{ clusterName: group.cluster, serviceName: group.service }],
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    autoRollbackConfiguration: {
      enabled: group.autoRollback,
      events: group.autoRollback ? ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] : [],
    },
    blueGreenDeploymentConfiguration: blueGreen(group),
    lastAttemptedDeployment: last === undefined ? undefined : brief(last),
    lastSuccessfulDeployment: succeeded === undefined ? undefined : brief(succeeded),
  }
}

function blueGreen(group: Group): JsonObject {
  return {
    deploymentReadyOption: {
      actionOnTimeout: group.manual ? 'STOP_DEPLOYMENT' : 'CONTINUE_DEPLOYMENT',
      waitTimeInMinutes: group.manual ? 60 : 0,
    },
    terminateBlueInstancesOnDeploymentSuccess: {
      action: 'TERMINATE',
      terminationWaitTimeInMinutes: Math.ceil(group.terminationMs / 60_000),
    },
  }
}

function brief(deployment: Deployment): JsonObject {
  return {
    deploymentId: deployment.id,
    status: deployment.status,
    createTime: deployment.createdAt / 1000,
    endTime: seconds(deployment.completedAt),
  }
}

/** A deployment as GetDeployment shows it. */
export function deploymentJson(deployment: Deployment): JsonObject {
  const { group, content, sha256, rollbackId, rollbackOf } = deployment
  return {
    applicationName: group.application,
    deploymentGroupName: group.group,
    deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
    deploymentId: deployment.id,
    revision: { revisionType: 'String', string: { content, sha256 } },
    status: deployment.status,
    errorInformation: deployment.error,
    createTime: deployment.createdAt / 1000,
    completeTime: seconds(deployment.completedAt),
    description: deployment.description,
    creator: deployment.creator,
    rollbackInfo:
      rollbackId === undefined && rollbackOf === undefined
        ? undefined
        : { rollbackDeploymentId: rollbackId, rollbackTriggeringDeploymentId: rollbackOf },
    instanceTerminationWaitTimeStarted: deployment.terminating,
    blueGreenDeploymentConfiguration: blueGreen(group),
    computePlatform: 'ECS',
  }
}

/** The one target of a deployment as GetDeploymentTarget shows it. */
export function targetJson(deployment: Deployment): JsonObject {
  const { group, blue, green, weight } = deployment
  const isShifted = weight === 100
  return {
    deploymentTargetType: 'ECSTarget',
    ecsTarget: {
      deploymentId: deployment.id,
      targetId: `${group.cluster}:${group.service}`,
      status: isActive(deployment) ? 'InProgress' : deployment.status,
      lifecycleEvents: deployment.events.map(({ name, status, message }) => ({
        lifecycleEventName: name,
        status,
        diagnostics:
          message === undefined
            ? undefined
            : { errorCode: 'ScriptFailed', scriptName: '', message, logTail: '' },
      })),
      taskSetsInfo: [
        ...(blue === undefined
          ? []
          : [taskSet(blue.id, isShifted ? 'ACTIVE' : 'PRIMARY', 100 - weight, 'Blue')]),
        ...(green === undefined
          ? []
          : [taskSet(green.id, isShifted ? 'PRIMARY' : 'ACTIVE', weight, 'Green')]),
      ],
    },
  }
}

function taskSet(identifer: string, status: string, trafficWeight: number, taskSetLabel: string): JsonObject {
  // The member is spelled so in the API.
  return { identifer, status, trafficWeight, taskSetLabel, desiredCount: 1, pendingCount: 0, runningCount: 1 }
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000
}
