import type { GithubContext } from '../../runner/github-context.ts'
import type { ReleaseReport } from '../deploy/outcome.ts'

/** Where the record of a release is kept in the bucket; keys sort by time. */
export function recordKey(report: ReleaseReport, now: number): string {
  return `releases/${report.home.name}/${report.stage}/${new Date(now).toISOString()}.json`
}

/**
 * The record of a release: which image a stage got, how that ended, and which run did it.
 * @param now milliseconds since the epoch
 */
export function releaseRecord(report: ReleaseReport, github: GithubContext, now: number): object {
  const {
    stage,
    source,
    result,
    reason,
    digest,
    previousDigest,
    commit,
    previousCommit,
    changed,
    milliseconds,
  } = report
  return {
    version: 1,
    repository: report.home.name,
    stage,
    source,
    result,
    reason,
    digest,
    previousDigest,
    commit,
    previousCommit,
    changed,
    targets: report.targets.map(({ target, ...outcome }) => ({
      name: target.name,
      region: target.region,
      image: `${target.repository.url}@${digest}`,
      ...outcome,
    })),
    milliseconds,
    source_repository: github.repositoryUrl,
    actor: github.actor,
    run: github.runUrl,
    time: new Date(now).toISOString(),
  }
}
