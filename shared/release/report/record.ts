import type { GithubContext } from '../../runner/github-context.ts'
import type { Journal } from '../../runner/journal.ts'
import type { ReleaseReport, ReportedTarget } from '../deploy/outcome.ts'
import { shortName } from '../request/arn.ts'
import { revisionsOf } from './names.ts'

/** Where the record of a release is kept in the bucket; keys sort by time. */
export function recordKey({ home, stage, started }: ReleaseReport): string {
  return `releases/${home.name}/${stage}/${new Date(started).toISOString()}.json`
}

/**
 * The record of a release: who released what to where, how that ended, and what it took. Its schema is
 * docs/release-record.md. It has no values of environment variables and no words of commands.
 */
export function releaseRecord(report: ReleaseReport, github: GithubContext, calls: Journal['calls']): object {
  const { command } = report
  return {
    version: 1,
    stage: report.stage,
    repository: report.home.name,
    source: report.source,
    result: report.result,
    reason: report.reason,
    hint: report.hint,
    cause: report.cause?.reason,
    digest: report.digest,
    previousDigest: report.previousDigest,
    commit: report.commit,
    previousCommit: report.previousCommit,
    changed: report.changed,
    deployed: report.deployed,
    started: isoTime(report.started),
    ended: isoTime(report.started + report.milliseconds),
    milliseconds: report.milliseconds,
    targets: report.targets.map((target) => targetRecord(target, report.digest)),
    copies: report.copies.map(({ repository, bytesCopied }) => ({
      region: repository.region,
      repository: repository.name,
      bytes: bytesCopied,
    })),
    command:
      command === undefined
        ? undefined
        : {
            succeeded: command.failure === undefined,
            exitCode: command.exitCode,
            reason: command.failure?.reason,
            taskArn: command.taskArn,
            milliseconds: command.milliseconds,
          },
    requests: requestsByService(calls),
    by: {
      actor: github.actor,
      triggeringActor: github.triggeringActor,
      source: github.repositoryUrl,
      workflow: github.workflow,
      run: github.runUrl,
    },
  }
}

function targetRecord(entry: ReportedTarget, digest: string): object {
  const { target, result, reason, hint, serviceDeploymentArn, milliseconds } = entry
  const { before, wanted, now } = revisionsOf(entry)
  const { set, remove } = target.environment
  return {
    name: target.name,
    kind: target.runs?.kind,
    region: target.region,
    image: `${target.repository.name}@${digest}`,
    wave: target.wave,
    result,
    reason,
    hint,
    ...(target.runs?.kind === 'lambda' ? { alias: target.runs.alias } : {}),
    ...(target.runs?.kind === 'ecs' ? { cluster: shortName(target.runs.cluster) } : {}),
    revision: now,
    previousRevision: before,
    refusedRevision: result === 'rolled-back' ? wanted : undefined,
    serviceDeploymentArn,
    environment: { set: Object.keys(set), removed: remove },
    milliseconds,
  }
}

/** Attempts of calls, retries included. */
function requestsByService(calls: Journal['calls']): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const { service } of calls) counts.set(service, (counts.get(service) ?? 0) + 1)
  return Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)))
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
