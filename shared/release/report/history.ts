import type { GithubApi } from '../../github/api.ts'
import { compareCommits, type Comparison } from '../../github/compare.ts'
import type { BoardEntry, ReleaseReport } from '../deploy/outcome.ts'

/** A base and a head to compare. */
export type CommitPair = readonly [base: string, head: string]

/** What is known of pairs of commits, by `pairKey`. */
export type Comparisons = ReadonlyMap<string, Comparison>

/** Asks GitHub what lies between commits, each pair once. */
export interface CommitHistory {
  /** Begins to ask, for someone who will want to know later. */
  readonly ask: (pairs: readonly CommitPair[]) => void
  /**
   * What GitHub told of these pairs until the time is up, ms; those that it did not tell of are absent. Without any time
   * nothing more is asked.
   */
  readonly compare: (pairs: readonly CommitPair[], patienceMs: number) => Promise<Comparisons>
}

/** How many commits between two images are listed. */
export const MOST_COMMITS = 20
// Each pair is a request.
const MOST_PAIRS = 6

/** Without an API nothing is known. */
export function openCommitHistory(api: GithubApi | undefined): CommitHistory {
  const asked = new Map<string, Promise<Comparison | undefined>>()
  const enough = new AbortController()
  const ask = (pairs: readonly CommitPair[]): void => {
    if (api === undefined) return
    for (const pair of pairs.slice(0, MOST_PAIRS)) {
      const key = pairKey(pair)
      if (!asked.has(key)) asked.set(key, compareCommits(api, ...pair, MOST_COMMITS, enough.signal))
    }
  }
  return {
    ask,
    compare: async (pairs, patienceMs) => {
      if (patienceMs > 0) ask(pairs)
      const timer = setTimeout(() => {
        enough.abort()
      }, patienceMs)
      const known = await Promise.all(
        pairs.map(async (pair) => [pairKey(pair), await asked.get(pairKey(pair))] as const),
      )
      clearTimeout(timer)
      return new Map(known.flatMap(([key, found]) => (found === undefined ? [] : [[key, found]])))
    },
  }
}

/** What a pair is found by. */
export function pairKey([base, head]: CommitPair): string {
  return `${base}...${head}`
}

/** The pairs that a report tells about: what changed, and how each stage stands to the one above. */
export function pairsOf({
  commit,
  previousCommit,
  board,
}: Pick<ReleaseReport, 'commit' | 'previousCommit'> & {
  readonly board: readonly Pick<BoardEntry, 'commit'>[]
}): readonly CommitPair[] {
  const changed = pairOf(previousCommit, commit)
  const stages = board.map((entry, index) => pairOf(entry.commit, board[index - 1]?.commit))
  return [changed, ...stages].flatMap((pair) => (pair === undefined ? [] : [pair]))
}

/** Two different commits that are both known. */
export function pairOf(base: string | undefined, head: string | undefined): CommitPair | undefined {
  return base === undefined || head === undefined || base === head ? undefined : [base, head]
}
