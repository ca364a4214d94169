import { bullets, code, cut, details, link, plain, shortDigest, table } from '../../report/markdown.ts'
import type { ReleaseReport } from '../deploy/outcome.ts'
import { commits } from './board.ts'
import { type Comparisons, MOST_COMMITS, pairKey, pairOf } from './history.ts'
import { ago, seconds } from './names.ts'

/** What a summary is written with, besides the report. */
export interface SummaryContext {
  /** URL of the source repository, for links to commits; without it they are not linked. */
  readonly repositoryUrl: string | undefined
  readonly runUrl: string | undefined
  /** What GitHub told of the commits. */
  readonly comparisons: Comparisons
  /** In ms since the epoch. */
  readonly now: number
}

/** A commit in code type, linked where the source repository is known. */
export function commitLink(sha: string | undefined, { repositoryUrl }: SummaryContext): string {
  if (sha === undefined) return 'unknown'
  const short = code(sha.slice(0, 12))
  return repositoryUrl === undefined ? short : link(short, `${repositoryUrl}/commit/${sha}`)
}

/** What was released from where, how long that took, and where to look next. */
export function course(report: ReleaseReport, context: SummaryContext): string {
  const { source, home, milliseconds } = report
  const from = source.startsWith('sha256:') ? shortDigest(source) : source
  const after = links(report, context)
  return `${code(home.name)} from ${code(from)}, in ${seconds(milliseconds)}${after === '' ? '' : ` · ${after}`}`
}

/** The two images of a release, one under the other. */
export function imageTable(
  report: ReleaseReport,
  labels: readonly [before: string, after: string],
  context: SummaryContext,
): string {
  const row = (label: string, digest: string, commit: string | undefined, pushed: number | undefined) => [
    label,
    code(shortDigest(digest)),
    commitLink(commit, context),
    pushed === undefined ? 'unknown' : ago(pushed, context.now),
  ]
  const { digest, previousDigest, commit, previousCommit, pushedAt, previousPushedAt } = report
  const [before, after] = labels
  return table(
    ['', 'image', 'commit', 'pushed'],
    [
      previousDigest === undefined
        ? [before, 'none', '', '']
        : row(before, previousDigest, previousCommit, previousPushedAt),
      row(after, digest, commit, pushedAt),
    ],
  )
}

/** The commits between the two images, where GitHub told them. */
export function commitList(
  { commit, previousCommit }: ReleaseReport,
  context: SummaryContext,
): readonly string[] {
  const pair = pairOf(previousCommit, commit)
  const found = pair === undefined ? undefined : context.comparisons.get(pairKey(pair))
  if (found === undefined || found.commits.length === 0) {
    return found?.status === 'behind' ? [`This goes back ${commits(found.behind)}.`] : []
  }
  const more = found.ahead - found.commits.length
  const lines = found.commits.map(
    ({ sha, title, author }) =>
      `${commitLink(sha, context)} ${plain(cut(title, 120))}${author === undefined ? '' : ` (${plain(author)})`}`,
  )
  const title = `${commits(found.ahead)}${more > 0 ? `, the first ${MOST_COMMITS} of them` : ''}`
  return [details(title, bullets([...lines, ...(more > 0 ? [`and ${more} more`] : [])]))]
}

/** Links that a person wants next. */
function links(report: ReleaseReport, { repositoryUrl, runUrl }: SummaryContext): string {
  const pair = pairOf(report.previousCommit, report.commit)
  const url = report.targets.find((target) => target.url !== undefined)?.url
  return [
    ...(pair === undefined || repositoryUrl === undefined
      ? []
      : [link('Commits between', `${repositoryUrl}/compare/${pairKey(pair)}`)]),
    ...(runUrl === undefined ? [] : [link('Run', runUrl)]),
    ...(url === undefined ? [] : [link('Open', url)]),
  ].join(' · ')
}
