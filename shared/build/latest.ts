import type { GithubContext } from '../runner/github-context.ts'
import type { LatestMode } from './request.ts'

/** What becomes of `:latest`, and why. */
export interface LatestDecision {
  readonly moves: boolean
  readonly why: string
  /** The input "latest" is `true`: neither the history nor an immutable repository excuses it. */
  readonly forced?: boolean
}

// A tag, a release or a pull request builds an image of something else than the branch's tip.
const EVENTS = new Set(['push', 'workflow_dispatch', 'repository_dispatch', 'schedule'])

/** Whether a run may move `:latest`, before anything is asked of the history. */
export function mayMoveLatest(mode: LatestMode, github: GithubContext): LatestDecision {
  if (mode === 'false') return { moves: false, why: 'the input "latest" is false' }
  if (mode === 'true') return { moves: true, why: 'the input "latest" is true', forced: true }
  const { event, ref, defaultBranch } = github
  if (event === undefined) return { moves: true, why: 'this is no workflow run' }
  if (!EVENTS.has(event)) return { moves: false, why: `the event is ${event}` }
  const branch = ref?.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined
  if (branch === undefined) return { moves: false, why: `${ref ?? 'the ref'} is no branch` }
  const isDefault = defaultBranch === undefined ? /^(main|master)$/.test(branch) : branch === defaultBranch
  if (!isDefault) return { moves: false, why: `${branch} is not the default branch` }
  return { moves: true, why: `${branch} is the default branch` }
}

/**
 * Whether `:latest` moves, by how the commits that it names stand to this one: never backwards.
 * @param named the commits that `:latest` names; none when that can't be told
 * @param isAncestor whether this commit is an ancestor of another; undefined when that can't be told
 */
export async function latestBeside(
  commit: string,
  named: readonly string[],
  isAncestor: (descendant: string) => Promise<boolean | undefined>,
): Promise<LatestDecision> {
  if (named.length === 0) return { moves: true, why: 'the commit that it named cannot be told' }
  if (named.includes(commit)) return { moves: true, why: 'it named this commit' }
  let unknown = false
  for (const other of named) {
    const descends = await isAncestor(other)
    if (descends) return { moves: false, why: `it names ${other}, which comes after this commit` }
    if (descends === undefined) unknown = true
  }
  if (unknown) return { moves: true, why: `how ${named.join(', ')} stands to this commit cannot be told` }
  return { moves: true, why: `it named ${named.join(', ')}, which does not come after this commit` }
}
