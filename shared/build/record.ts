import type { GithubContext } from '../runner/github-context.ts'
import { type BuildResult, tagsOfResult } from './result.ts'

/** Where the record of a commit's build is kept in the bucket. */
export function recordKey({ repository, commit }: Pick<BuildResult, 'repository' | 'commit'>): string {
  return `builds/${repository.name}/${commit}.json`
}

/**
 * The record of a build: which image a commit became, and which run made it.
 * @param now milliseconds since the epoch
 */
export function buildRecord(result: BuildResult, github: GithubContext, now: number): object {
  const { repository, commit, digest, difference, recipe } = result
  return {
    version: 1,
    repository: repository.name,
    commit,
    digest,
    image: `${repository.url}@${digest}`,
    tags: tagsOfResult(result),
    difference,
    recipe,
    source: github.repositoryUrl,
    run: github.runUrl,
    time: new Date(now).toISOString(),
  }
}
