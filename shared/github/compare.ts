import { type GithubApi, isRecord } from './api.ts'

/** How one commit stands to another. */
export interface Comparison {
  /** How the head stands to the base. */
  readonly status: 'ahead' | 'behind' | 'identical' | 'diverged'
  /** Commits that the head has and the base has not. */
  readonly ahead: number
  /** Commits that the base has and the head has not. */
  readonly behind: number
  /** The first of those that the head has more, oldest first. */
  readonly commits: readonly ComparedCommit[]
}

/** A commit for people. */
interface ComparedCommit {
  readonly sha: string
  /** First line of its message. */
  readonly title: string
  readonly author: string | undefined
}

/**
 * Compares two commits; undefined where GitHub does not tell.
 * Source: GitHub REST API, "Compare two commits": a page of commits in chronological order.
 * @param most how many commits are listed, 1 to 100
 */
export async function compareCommits(
  api: GithubApi,
  base: string,
  head: string,
  most: number,
  signal?: AbortSignal,
): Promise<Comparison | undefined> {
  const { ok, body } = await api.ask({
    action: 'CompareCommits',
    path: `compare/${base}...${head}?per_page=${most}`,
    ...(signal === undefined ? {} : { signal }),
  })
  if (!ok || !isRecord(body)) return undefined
  const { status, ahead_by: ahead, behind_by: behind, commits } = body
  if (status !== 'ahead' && status !== 'behind' && status !== 'identical' && status !== 'diverged') {
    return undefined
  }
  return {
    status,
    ahead: typeof ahead === 'number' ? ahead : 0,
    behind: typeof behind === 'number' ? behind : 0,
    commits: Array.isArray(commits) ? commits.slice(0, most).flatMap(commitOf) : [],
  }
}

function commitOf(entry: unknown): readonly ComparedCommit[] {
  if (!isRecord(entry) || typeof entry['sha'] !== 'string') return []
  const commit = isRecord(entry['commit']) ? entry['commit'] : {}
  const message = typeof commit['message'] === 'string' ? commit['message'] : ''
  return [
    {
      sha: entry['sha'],
      title: message.split('\n', 1)[0] ?? '',
      author: textIn(entry['author'], 'login') ?? textIn(commit['author'], 'name'),
    },
  ]
}

function textIn(value: unknown, key: string): string | undefined {
  const text = isRecord(value) ? value[key] : undefined
  return typeof text === 'string' && text !== '' ? text : undefined
}
