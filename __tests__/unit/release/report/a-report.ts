import type {
  Outlook,
  ReleaseReport,
  ReportedTarget,
  TargetOutcome,
} from '../../../../shared/release/deploy/outcome.ts'
import type { Repository } from '../../../../shared/registry/reference.ts'
import type { ReleaseRequest } from '../../../../shared/release/request/request.ts'
import type { Target } from '../../../../shared/release/request/target.ts'

/** Digests and commits that are told apart at a glance. */
export const NEW = `sha256:${'b'.repeat(64)}`
export const OLD = `sha256:${'a'.repeat(64)}`
export const NEW_COMMIT = 'd'.repeat(40)
export const OLD_COMMIT = 'c'.repeat(40)
/** 2026-11-28T12:00:00Z */
export const NOON = Date.UTC(2026, 10, 28, 12)

export function repositoryIn(region: string): Repository {
  const host = `123456789012.dkr.ecr.${region}.amazonaws.com`
  return { host, name: 'app', url: `${host}/app`, account: '123456789012', region }
}

/** A service in a region, `prod/app` of ECS. */
export function serviceIn(region: string, more: Partial<Target> = {}): Target {
  return {
    name: `${region} ecs prod/app`,
    region,
    repository: repositoryIn(region),
    wave: 1,
    role: undefined,
    alarms: [],
    environment: { set: {}, remove: [] },
    runs: {
      kind: 'ecs',
      cluster: 'prod',
      service: 'app',
      container: undefined,
      taskDefinition: 'service',
      codeDeploy: { application: undefined, group: undefined, appSpec: undefined },
    },
    ...more,
  }
}

/** A target that ran `app:1`, and what became of it. */
export function targetOf(
  target: Target,
  outcome: TargetOutcome,
  outlook: Partial<Outlook> = {},
): ReportedTarget {
  return {
    target,
    outlook: { running: OLD, revision: 'app:1', diff: [], notes: [], ...outlook },
    ...outcome,
  }
}

/** ARN of a revision of `app`. */
export function revision(number: number, region = 'us-east-1'): string {
  return `arn:aws:ecs:${region}:123456789012:task-definition/app:${number}`
}

/** A release of prod from staging, in one region; it succeeded unless told otherwise. */
export function aReport(
  more: Partial<ReleaseReport> = {},
  request: Partial<ReleaseRequest> = {},
): ReleaseReport {
  const home = repositoryIn('us-east-1')
  const target = serviceIn('us-east-1')
  const asked: ReleaseRequest = {
    stage: 'prod',
    source: 'staging',
    home,
    role: undefined,
    targets: [target],
    expectedDigest: undefined,
    rollback: false,
    plan: false,
    wait: 'deployed',
    waitMs: 1_800_000,
    rollbackOnFailure: true,
    onCancel: 'leave',
    healthCheck: undefined,
    command: [],
    referrers: 'copy',
    createRepository: false,
    stages: ['staging', 'prod'],
    regionsOfStages: { staging: ['us-east-1'], prod: ['us-east-1', 'us-west-2'] },
    ...request,
  }
  return {
    request: asked,
    started: NOON,
    stage: 'prod',
    source: 'staging',
    result: 'released',
    reason: undefined,
    hint: undefined,
    cause: undefined,
    home,
    digest: NEW,
    previousDigest: OLD,
    commit: NEW_COMMIT,
    previousCommit: OLD_COMMIT,
    pushedAt: NOON - 3 * 3_600_000,
    previousPushedAt: NOON - 9 * 86_400_000,
    changed: true,
    deployed: true,
    targets: [
      targetOf(target, {
        result: 'deployed',
        accepted: true,
        taskDefinitionArn: revision(2),
        previousTaskDefinitionArn: revision(1),
        milliseconds: 61_000,
      }),
    ],
    repositories: [{ repository: home, isAbsent: false, hasImage: true, current: OLD }],
    copies: [],
    command: undefined,
    board: [
      { stage: 'staging', regions: ['us-east-1'], digest: NEW, commit: NEW_COMMIT },
      { stage: 'prod', regions: ['us-east-1', 'us-west-2'], digest: NEW, commit: NEW_COMMIT },
    ],
    milliseconds: 65_000,
    ...more,
  }
}
