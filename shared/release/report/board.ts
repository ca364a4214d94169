import { code, plain, shortDigest, table } from '../../report/markdown.ts'
import type { BoardEntry, ReleaseReport } from '../deploy/outcome.ts'
import { type Comparisons, pairKey, pairOf } from './history.ts'

/** What runs where: all stages with what each names, and how it stands to the one above. Undefined without a stages file. */
export function boardTable(
  { board, stage }: Pick<ReleaseReport, 'board' | 'stage'>,
  comparisons: Comparisons,
  commitOf: (sha: string | undefined) => string,
): string | undefined {
  if (board.length === 0) return undefined
  return table(
    ['stage', 'regions', 'image', 'commit', ''],
    board.map((entry, index) => [
      entry.stage === stage ? `**${code(entry.stage)}** (this release)` : code(entry.stage),
      plain(entry.regions.join(', ')),
      entry.digest === undefined ? '–' : code(shortDigest(entry.digest)),
      entry.digest === undefined ? '–' : commitOf(entry.commit),
      relation(entry, board[index - 1], comparisons),
    ]),
  )
}

/** How a stage stands to the one above, in words; '' for the first one. */
export function relation(
  entry: Pick<BoardEntry, 'digest' | 'commit'>,
  above: Pick<BoardEntry, 'stage' | 'digest' | 'commit'> | undefined,
  known: Comparisons,
): string {
  if (entry.digest === undefined) return 'nothing yet'
  if (above?.digest === undefined) return ''
  const name = code(above.stage)
  if (entry.digest === above.digest) return `same as ${name}`
  if (entry.commit !== undefined && entry.commit === above.commit) {
    return `same commit as ${name}, another image`
  }
  const pair = pairOf(entry.commit, above.commit)
  const comparison = pair === undefined ? undefined : known.get(pairKey(pair))
  switch (comparison?.status) {
    case 'ahead':
      return `${commits(comparison.ahead)} behind ${name}`
    case 'behind':
      return `${commits(comparison.behind)} ahead of ${name}`
    case 'diverged':
      return `${commits(comparison.ahead)} behind and ${comparison.behind} ahead of ${name}`
    default:
      return `another image than ${name}`
  }
}

/** `1 commit`, `12 commits`. */
export function commits(count: number): string {
  return `${count} ${count === 1 ? 'commit' : 'commits'}`
}
