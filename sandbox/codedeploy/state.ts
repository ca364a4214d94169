import type { EcsRegion, EcsService, Rollout } from '../ecs/state.ts'

/** How a deployment of CodeDeploy goes, when the test says so. */
export type DeploymentOutcome =
  | 'success'
  /** The replacement task set never gets healthy. */
  | 'unhealthy'
  /** The hook before the traffic is shifted fails. */
  | 'hook-failed'
  /** The hook after the traffic was shifted fails. */
  | 'late-hook-failed'
  /** Stays in its first step for good. */
  | 'stuck'
  /** Somebody stops it before the traffic is shifted, without a rollback. */
  | 'stopped'
  /** Somebody stops it and deploys another task definition. */
  | 'superseded'

/** A deployment group to begin with. */
export interface GroupSetup {
  readonly cluster: string
  readonly service: string
  /** As the ECS console names them unless told: `AppECS-cluster-service` and `DgpECS-cluster-service`. */
  readonly application?: string
  readonly group?: string
  /** Waits for ContinueDeployment before the traffic is shifted. */
  readonly manual?: boolean
  /** How long the original task set is kept after the traffic was shifted; 0 unless told. */
  readonly terminationMs?: number
  /** Rolls back when a deployment fails; on unless told. */
  readonly autoRollback?: boolean
}

export interface Group extends Required<GroupSetup> {
  /** Newest first. */
  readonly deployments: Deployment[]
  /** Outcomes of the deployments to come. */
  readonly script: DeploymentOutcome[]
}

interface LifecycleEvent {
  readonly name: string
  status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped'
  message: string | undefined
}

/** A deployment of CodeDeploy. Times in ms. */
export interface Deployment {
  readonly id: string
  readonly group: Group
  readonly creator: 'user' | 'codeDeployRollback'
  readonly description: string | undefined
  readonly content: string
  readonly sha256: string
  readonly taskDefinition: string
  readonly createdAt: number
  completedAt: number | undefined
  status: 'Created' | 'InProgress' | 'Ready' | 'Succeeded' | 'Failed' | 'Stopped'
  readonly events: LifecycleEvent[]
  error: { code: string; message: string } | undefined
  rollbackOf: string | undefined
  rollbackId: string | undefined
  /** The original task set. */
  readonly blue: Rollout | undefined
  /** The replacement task set, once there is one. */
  green: Rollout | undefined
  /** Share of the traffic that the replacement has. */
  weight: number
  terminating: boolean
}

/** CodeDeploy of one region. */
export interface CodeDeployRegion {
  readonly ecs: EcsRegion
  readonly groups: Group[]
}

export function openCodeDeployRegion(ecs: EcsRegion): CodeDeployRegion {
  return { ecs, groups: [] }
}

/** Creates an application and its deployment group, as the ECS console does with a service of CodeDeploy. */
export function addGroup(region: CodeDeployRegion, setup: GroupSetup): Group {
  const { cluster, service } = setup
  const group = {
    application: `AppECS-${cluster}-${service}`,
    group: `DgpECS-${cluster}-${service}`,
    manual: false,
    terminationMs: 0,
    autoRollback: true,
    ...setup,
    deployments: [],
    script: [],
  }
  region.groups.push(group)
  return group
}

/** The group that is for a service; an error for a test that asks for one that is not there. */
export function groupFor(region: CodeDeployRegion, cluster: string, service: string): Group {
  const group = region.groups.find((each) => each.cluster === cluster && each.service === service)
  if (group === undefined) throw new Error(`no deployment group is for the service "${cluster}/${service}"`)
  return group
}

export function serviceFor({ ecs }: CodeDeployRegion, group: Group): EcsService | undefined {
  return ecs.services.get(`${group.cluster}/${group.service}`)
}

export function isActive({ status }: Deployment): boolean {
  return status === 'Created' || status === 'InProgress' || status === 'Ready'
}
