import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import { findTaskDefinition } from '../ecs/task-definitions.ts'
import type { Operation } from '../front/aws-service.ts'
import { fault } from '../wire/fault.ts'
import { flag, isObject, number, object, objects, text, texts, type JsonObject } from '../wire/json.ts'
import { shift, startDeployment, stop } from './course.ts'
import { deploymentJson, groupJson, targetJson } from './render.ts'
import { type CodeDeployRegion, type Deployment, type Group, isActive } from './state.ts'

function listApplications(_input: JsonObject, { groups }: CodeDeployRegion): JsonObject {
  return { applications: [...new Set(groups.map(({ application }) => application))] }
}

function batchGetApplications(input: JsonObject, { groups }: CodeDeployRegion): JsonObject {
  const names = texts(input, 'applicationNames')
  const known = new Set(groups.map(({ application }) => application))
  return {
    applicationsInfo: names
      .filter((name) => known.has(name))
      .map((applicationName) => ({ applicationName, computePlatform: 'ECS' })),
  }
}

function groupsOf(input: JsonObject, { groups }: CodeDeployRegion): readonly Group[] {
  const name = text(input, 'applicationName')
  const own = groups.filter(({ application }) => application === name)
  if (own.length === 0) {
    throw fault('ApplicationDoesNotExistException', `No application found for name: ${name ?? ''}`)
  }
  return own
}

function listDeploymentGroups(input: JsonObject, region: CodeDeployRegion): JsonObject {
  const own = groupsOf(input, region)
  return { applicationName: text(input, 'applicationName'), deploymentGroups: own.map(({ group }) => group) }
}

/** A group that is not there is left out of the answer (API reference). */
function batchGetDeploymentGroups(input: JsonObject, region: CodeDeployRegion): JsonObject {
  const names = texts(input, 'deploymentGroupNames')
  const own = groupsOf(input, region).filter(({ group }) => names.includes(group))
  return { deploymentGroupsInfo: own.map(groupJson) }
}

function groupOf(input: JsonObject, region: CodeDeployRegion): Group {
  const name = text(input, 'deploymentGroupName')
  const found = groupsOf(input, region).find(({ group }) => group === name)
  if (found !== undefined) return found
  throw fault('DeploymentGroupDoesNotExistException', `No Deployment Group found for name: ${name ?? ''}`)
}

function getDeploymentGroup(input: JsonObject, region: CodeDeployRegion): JsonObject {
  return { deploymentGroupInfo: groupJson(groupOf(input, region)) }
}

/** A group takes one deployment at a time; the AppSpec is checked as far as ECS is concerned. */
function createDeployment(input: JsonObject, region: CodeDeployRegion): JsonObject {
  const group = groupOf(input, region)
  const active = group.deployments.find(isActive)
  if (active !== undefined) {
    throw fault(
      'DeploymentLimitExceededException',
      `The Deployment Group '${group.group}' already has an active Deployment '${active.id}'`,
    )
  }
  const revision = object(input, 'revision')
  const spec = object(revision, 'appSpecContent')
  const content = text(spec, 'content')
  if (text(revision, 'revisionType') !== 'AppSpecContent' || content === undefined) {
    throw fault('InvalidRevisionException', 'The revision is not valid for a deployment to Amazon ECS.')
  }
  const sha256 = createHash('sha256').update(content).digest('hex')
  const said = text(spec, 'sha256')
  if (said !== undefined && said !== sha256) {
    throw fault('InvalidRevisionException', 'The SHA256 of the revision does not match its content.')
  }
  const taskDefinition = checkAppSpec(content, region)
  const description = text(input, 'description')
  return { deploymentId: startDeployment(region, group, { content, sha256, taskDefinition, description }).id }
}

// Source: CodeDeploy User Guide, "AppSpec 'resources' section for Amazon ECS deployments".
function checkAppSpec(content: string, { ecs }: CodeDeployRegion): string {
  const document: unknown = parse(content)
  const [resource] = objects(isObject(document) ? document : {}, 'Resources')
  const properties = object(object(resource, 'TargetService'), 'Properties')
  const definition = findTaskDefinition(ecs, text(properties, 'TaskDefinition') ?? '')
  const balancer = object(properties, 'LoadBalancerInfo')
  const container = objects(definition, 'containerDefinitions').find(
    ({ name }) => name === text(balancer, 'ContainerName'),
  )
  const port = number(balancer, 'ContainerPort')
  const ports = objects(container, 'portMappings').map(({ containerPort }) => containerPort)
  if (definition === undefined || port === undefined || !ports.includes(port)) {
    throw fault(
      'InvalidRevisionException',
      'The AppSpec file is not valid: the task set cannot be created from it.',
    )
  }
  return text(definition, 'taskDefinitionArn') ?? ''
}

function findDeployment(input: JsonObject, { groups }: CodeDeployRegion): Deployment {
  const id = text(input, 'deploymentId') ?? ''
  const found = groups.flatMap(({ deployments }) => deployments).find((each) => each.id === id)
  if (found !== undefined) return found
  throw fault('DeploymentDoesNotExistException', `The deployment ${id} could not be found`)
}

function getDeployment(input: JsonObject, region: CodeDeployRegion): JsonObject {
  return { deploymentInfo: deploymentJson(findDeployment(input, region)) }
}

function getDeploymentTarget(input: JsonObject, region: CodeDeployRegion): JsonObject {
  const deployment = findDeployment(input, region)
  const { cluster, service } = deployment.group
  if (deployment.status === 'Created') {
    throw fault('DeploymentNotStartedException', `The deployment ${deployment.id} has not started`)
  }
  if (text(input, 'targetId') !== `${cluster}:${service}`) {
    throw fault('DeploymentTargetDoesNotExistException', 'The deployment target does not exist.')
  }
  return { deploymentTarget: targetJson(deployment) }
}

function stopDeployment(input: JsonObject, region: CodeDeployRegion): JsonObject {
  const deployment = findDeployment(input, region)
  if (!isActive(deployment)) {
    throw fault('DeploymentAlreadyCompletedException', `The deployment ${deployment.id} is already completed`)
  }
  stop(region, deployment, flag(input, 'autoRollbackEnabled') ?? false)
  return { status: 'Pending', statusMessage: 'The deployment is being stopped.' }
}

function continueDeployment(input: JsonObject, region: CodeDeployRegion): JsonObject {
  const deployment = findDeployment(input, region)
  if (deployment.status !== 'Ready') {
    throw fault(
      'DeploymentIsNotInReadyStateException',
      `The deployment ${deployment.id} is not in the ready state`,
    )
  }
  shift(region, deployment)
  return {}
}

/** The operations of CodeDeploy by name. */
export const codeDeployOperations: Readonly<Record<string, Operation<CodeDeployRegion>>> = {
  ListApplications: listApplications,
  BatchGetApplications: batchGetApplications,
  ListDeploymentGroups: listDeploymentGroups,
  BatchGetDeploymentGroups: batchGetDeploymentGroups,
  GetDeploymentGroup: getDeploymentGroup,
  CreateDeployment: createDeployment,
  GetDeployment: getDeployment,
  GetDeploymentTarget: getDeploymentTarget,
  StopDeployment: stopDeployment,
  ContinueDeployment: continueDeployment,
}
