import {
  bullets,
  code,
  codeBlock,
  cut,
  details,
  link,
  plain,
  shortDigest,
  table,
} from '../../report/markdown.ts'
import type { ReleaseReport, ReportedTarget, TargetResult } from '../deploy/outcome.ts'
import { commits } from './board.ts'
import { consoleLink } from './console-link.ts'
import { type Comparisons, MOST_COMMITS, pairKey, pairOf } from './history.ts'
import { ago, revisionsOf, seconds } from './names.ts'

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

const MARKS: Readonly<Record<TargetResult, string>> = {
  deployed: '✅ deployed',
  unchanged: '✅ unchanged',
  tagged: '🏷️ tagged',
  planned: '📝 planned',
  failed: '❌ failed',
  'rolled-back': '↩️ rolled back',
  'timed-out': '⏱️ timed out',
  superseded: '⚠️ superseded',
  cancelled: '🚫 cancelled',
  skipped: '⏭️ not reached',
}

const MOST_EVIDENCE = 20
const MOST_OF_A_REASON = 1500

/** A commit in code type, linked where the source repository is known. */
export function commitLink(sha: string | undefined, { repositoryUrl }: SummaryContext): string {
  if (sha === undefined) return 'unknown'
  const short = code(sha.slice(0, 12))
  return repositoryUrl === undefined ? short : link(short, `${repositoryUrl}/commit/${sha}`)
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

/** A row for each target: what became of it, and what it runs. */
export function targetTable({ targets }: ReleaseReport): readonly string[] {
  if (targets.length === 0) return []
  const waves = new Set(targets.map(({ target }) => target.wave)).size > 1
  return [
    table(
      [...(waves ? ['wave'] : []), 'region', 'target', 'result', 'revision', 'took'],
      targets.map((entry) => [
        ...(waves ? [String(entry.target.wave)] : []),
        plain(entry.target.region),
        link(plain(entry.target.name.slice(entry.target.region.length + 1)), consoleLink(entry.target)),
        MARKS[entry.result],
        revisionCell(entry),
        entry.milliseconds === undefined ? '' : seconds(entry.milliseconds),
      ]),
    ),
  ]
}

function revisionCell(target: ReportedTarget): string {
  const { before, wanted, now } = revisionsOf(target)
  if (target.result === 'rolled-back' && wanted !== undefined) {
    return before === undefined ? `${code(wanted)} withdrawn` : `${code(wanted)} → back to ${code(before)}`
  }
  if (now === undefined) return before === undefined ? '' : code(before)
  return before === undefined || before === now ? code(now) : `${code(before)} → ${code(now)}`
}

/** What AWS said of each target that tells something, and the log of the command, folded away. */
export function evidence({ targets, command }: ReleaseReport): readonly string[] {
  const ofTargets = targets
    .filter((entry) => (entry.evidence ?? []).length > 0)
    .map(({ target, reason, evidence: lines = [] }) =>
      details(
        `${target.name}: what AWS said`,
        [
          ...(reason === undefined ? [] : [plain(cut(reason, MOST_OF_A_REASON))]),
          codeBlock(last(lines)),
        ].join('\n\n'),
      ),
    )
  if (command === undefined || command.log.length === 0) return ofTargets
  const exit = command.exitCode === undefined ? '' : `, exit code ${command.exitCode}`
  return [details(`The command${exit}: the end of its log`, codeBlock(last(command.log))), ...ofTargets]
}

/** The last lines: what a container printed at its end comes last. */
function last(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_EVIDENCE) return lines
  return [`(${lines.length - MOST_EVIDENCE} lines before)`, ...lines.slice(-MOST_EVIDENCE)]
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
export function links(report: ReleaseReport, { repositoryUrl, runUrl }: SummaryContext): string {
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

/** A reason or a hint, of a size that a summary bears. */
export function sentence(text: string): string {
  return plain(cut(text, MOST_OF_A_REASON))
}
