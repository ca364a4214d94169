import {
  BatchGetApplicationsCommand,
  BatchGetDeploymentGroupsCommand,
  type CodeDeployClient,
  type DeploymentGroupInfo,
  GetDeploymentGroupCommand,
  ListApplicationsCommand,
  ListDeploymentGroupsCommand,
} from '@aws-sdk/client-codedeploy'
import { awsErrorName, isAccessDenied } from '../../../../aws/errors.ts'
import { messageOf, UserError } from '../../../../errors.ts'
import type { CodeDeployNames } from '../../../request/target.ts'

/** What a deployment group is called. */
export interface GroupName {
  readonly application: string
  readonly group: string
}

/** A deployment group that is for the service. */
export interface Group extends GroupName {
  readonly info: DeploymentGroupInfo
}

/** A service by names, never by ARNs: CodeDeploy knows no others. */
export interface ServicePlace {
  readonly cluster: string
  readonly service: string
  readonly region: string
}

// Each application costs a call or two: whoever has more of them names the one.
const MOST_APPLICATIONS = 100
const AT_ONCE = 5
const NAME_THEM = 'Set "codedeploy-application" and "codedeploy-deployment-group".'

/**
 * The deployment group that deploys a service: the one that is named, the one that the ECS console creates with such a
 * service, or the only one of the account that is for it.
 * Source: Amazon ECS Developer Guide, "CodeDeploy blue/green deployments": AppECS-cluster-service, DgpECS-cluster-service.
 * @throws UserError where there is none or several, and where it is for something else
 */
export async function findGroup(
  client: CodeDeployClient,
  names: CodeDeployNames,
  place: ServicePlace,
): Promise<Group> {
  const { application, group } = names
  if (application !== undefined && group !== undefined) {
    return checked(await getGroup(client, { application, group }), { application, group }, place)
  }
  const usual = {
    application: application ?? `AppECS-${place.cluster}-${place.service}`,
    group: group ?? `DgpECS-${place.cluster}-${place.service}`,
  }
  try {
    const [found] = (await groupsNamed(client, usual.application, [usual.group])).filter((info) =>
      isFor(info, place),
    )
    return found === undefined ? await searched(client, names, place) : named(found)
  } catch (error) {
    if (!isAccessDenied(error)) throw error
    throw new UserError(
      `The CodeDeploy deployment group of the service "${place.service}" cannot be looked for: ${messageOf(error)}`,
      NAME_THEM,
      { cause: error },
    )
  }
}

/** Reads a group that is known by name. @throws UserError where it does not exist */
export async function getGroup(
  client: CodeDeployClient,
  { application, group }: GroupName,
): Promise<DeploymentGroupInfo> {
  try {
    const { deploymentGroupInfo } = await client.send(
      new GetDeploymentGroupCommand({ applicationName: application, deploymentGroupName: group }),
    )
    return deploymentGroupInfo ?? {}
  } catch (error) {
    const missing = MISSING[awsErrorName(error)]
    if (missing === undefined) throw error
    throw new UserError(
      missing === 'application'
        ? `There is no CodeDeploy application "${application}".`
        : `The CodeDeploy application "${application}" has no deployment group "${group}".`,
      `Check "codedeploy-${missing}" and the region; without both names the group that is for the service is looked for.`,
      { cause: error },
    )
  }
}

const MISSING: Readonly<Record<string, 'application' | 'deployment-group'>> = {
  ApplicationDoesNotExistException: 'application',
  DeploymentGroupDoesNotExistException: 'deployment-group',
}

function checked(info: DeploymentGroupInfo, { application, group }: GroupName, place: ServicePlace): Group {
  const what = `The CodeDeploy deployment group "${group}" of "${application}"`
  if (info.computePlatform !== undefined && info.computePlatform !== 'ECS') {
    throw new UserError(`${what} is for ${info.computePlatform}, not for ECS.`, NAME_THEM)
  }
  if (!isFor(info, place)) {
    const others = (info.ecsServices ?? []).map(
      ({ clusterName, serviceName }) => `${clusterName ?? '?'}/${serviceName ?? '?'}`,
    )
    throw new UserError(
      `${what} deploys ${others.join(', ') || 'no service'}, not ${place.cluster}/${place.service}.`,
      'Name the group that is for this service, or leave both names out.',
    )
  }
  return { application, group, info }
}

async function searched(
  client: CodeDeployClient,
  names: CodeDeployNames,
  place: ServicePlace,
): Promise<Group> {
  const applications = names.application === undefined ? await ecsApplications(client) : [names.application]
  const found: Group[] = []
  for (let start = 0; start < applications.length; start += AT_ONCE) {
    const some = applications.slice(start, start + AT_ONCE)
    const infos = await Promise.all(some.map(async (application) => await groupsIn(client, application)))
    found.push(
      ...infos
        .flat()
        .filter((info) => isFor(info, place))
        .map(named),
    )
  }
  const fitting = found.filter(({ group }) => names.group === undefined || group === names.group)
  const [only, another] = fitting
  if (only !== undefined && another === undefined) return only
  const service = `the service "${place.service}" in the cluster "${place.cluster}" in ${place.region}`
  if (only === undefined) {
    throw new UserError(
      `No CodeDeploy deployment group${names.group === undefined ? '' : ` "${names.group}"`} deploys ${service}.`,
      names.application === undefined && names.group === undefined
        ? 'Create one for it, or give the service the deployment controller ECS.'
        : NAME_THEM,
    )
  }
  const all = fitting.map(({ application, group }) => `${application}/${group}`).join(', ')
  throw new UserError(`Several CodeDeploy deployment groups deploy ${service}: ${all}.`, NAME_THEM)
}

async function ecsApplications(client: CodeDeployClient): Promise<readonly string[]> {
  const { applications = [], nextToken } = await client.send(new ListApplicationsCommand({}))
  if (applications.length === 0) return []
  if (applications.length > MOST_APPLICATIONS || nextToken !== undefined) {
    throw new UserError('The account has too many CodeDeploy applications to look through.', NAME_THEM)
  }
  const { applicationsInfo = [] } = await client.send(
    new BatchGetApplicationsCommand({ applicationNames: applications }),
  )
  return applicationsInfo.flatMap(({ applicationName, computePlatform }) =>
    applicationName === undefined || computePlatform !== 'ECS' ? [] : [applicationName],
  )
}

async function groupsIn(
  client: CodeDeployClient,
  applicationName: string,
): Promise<readonly DeploymentGroupInfo[]> {
  const { deploymentGroups = [] } = await client
    .send(new ListDeploymentGroupsCommand({ applicationName }))
    .catch(noApplication)
  return deploymentGroups.length === 0
    ? []
    : await groupsNamed(client, applicationName, deploymentGroups.slice(0, 100))
}

async function groupsNamed(
  client: CodeDeployClient,
  applicationName: string,
  deploymentGroupNames: string[],
): Promise<readonly DeploymentGroupInfo[]> {
  const { deploymentGroupsInfo = [] } = await client
    .send(new BatchGetDeploymentGroupsCommand({ applicationName, deploymentGroupNames }))
    .catch(noApplication)
  return deploymentGroupsInfo
}

function noApplication(error: unknown): {
  deploymentGroups?: string[]
  deploymentGroupsInfo?: DeploymentGroupInfo[]
} {
  if (MISSING[awsErrorName(error)] === undefined) throw error
  return {}
}

function named(info: DeploymentGroupInfo): Group {
  return { application: info.applicationName ?? '', group: info.deploymentGroupName ?? '', info }
}

function isFor({ ecsServices = [] }: DeploymentGroupInfo, { cluster, service }: ServicePlace): boolean {
  return ecsServices.some(
    ({ clusterName, serviceName }) => clusterName === cluster && serviceName === service,
  )
}
