import { fault } from '../wire/fault.ts'
import type { JsonObject } from '../wire/json.ts'
import { pageOf } from './page.ts'
import type { GithubCommit, GithubState } from './state.ts'

/** What the repository does not have. */
export function notFound(): Error {
  return fault('NotFound', 'Not Found', 404)
}

/** Where a commit stands on the default branch, by sha, the beginning of one, or the branch's name; -1: nowhere. */
export function indexOfCommit(state: GithubState, reference: string): number {
  return reference === 'main'
    ? state.commits.length - 1
    : state.commits.findIndex(({ sha }) => sha.startsWith(reference))
}

/** BASE...HEAD on one line of commits, a page of them in their order. Source: GitHub REST API, "Compare two commits". */
export function compare(state: GithubState, range: string, query: URLSearchParams): JsonObject {
  const [base = '', head = ''] = range.split('...')
  const from = indexOfCommit(state, base)
  const to = indexOfCommit(state, head)
  if (from < 0 || to < 0) throw notFound()
  const ahead = Math.max(0, to - from)
  const behind = Math.max(0, from - to)
  return {
    status: ahead > 0 ? 'ahead' : behind > 0 ? 'behind' : 'identical',
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    html_url: `https://github.com/${state.repository}/compare/${range}`,
    base_commit: commitJson(state, base),
    merge_base_commit: commitJson(state, state.commits[Math.min(from, to)]?.sha ?? ''),
    commits: pageOf(state.commits.slice(from + 1, to + 1), query).map((commit) => json(state, commit)),
  }
}

/** One commit. */
export function commitJson(state: GithubState, reference: string): JsonObject {
  const commit = state.commits[indexOfCommit(state, reference)]
  if (commit === undefined) throw notFound()
  return json(state, commit)
}

function json({ repository }: GithubState, { sha, message, author }: GithubCommit): JsonObject {
  return {
    sha,
    html_url: `https://github.com/${repository}/commit/${sha}`,
    commit: { message, author: { name: author } },
    author: { login: author },
  }
}
