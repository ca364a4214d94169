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
const MOST_OF_A_LINE = 300
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

/** A row for each target: what became of it, and what it runs. Columns that tell nothing are left out. */
export function targetTable({ targets }: ReleaseReport): readonly string[] {
  if (targets.length === 0) return []
  const columns: readonly (readonly [string, (entry: ReportedTarget) => string])[] = [
    ['wave', ({ target }) => String(target.wave)],
    ['region', ({ target }) => plain(target.region)],
    ['target', ({ target }) => link(plain(target.name.slice(target.region.length + 1)), consoleLink(target))],
    ['result', ({ result }) => MARKS[result]],
    ['revision', revisionCell],
    ['took', ({ milliseconds }) => (milliseconds === undefined ? '' : seconds(milliseconds))],
  ]
  const isOneWave = new Set(targets.map(({ target }) => target.wave)).size === 1
  const telling = columns.filter(
    ([name, cell]) => !(name === 'wave' && isOneWave) && targets.some((entry) => cell(entry) !== ''),
  )
  return [
    table(
      telling.map(([name]) => name),
      targets.map((entry) => telling.map(([, cell]) => cell(entry))),
    ),
  ]
}

function revisionCell(target: ReportedTarget): string {
  const { before, wanted, now } = revisionsOf(target)
  if (target.result === 'rolled-back') {
    if (before === undefined) return ''
    return wanted === undefined ? code(before) : `${code(wanted)} → back to ${code(before)}`
  }
  if (now === undefined) return before === undefined ? '' : code(before)
  return before === undefined || before === now ? code(now) : `${code(before)} → ${code(now)}`
}

/** What AWS said of each target that tells something, and the log of the command, folded away. */
export function evidence({ targets, command }: ReleaseReport): readonly string[] {
  const ofTargets = targets
    .filter((entry) => (entry.evidence ?? []).length > 0)
    .map(({ target, evidence: lines = [] }) =>
      details(`${target.name}: what AWS said`, codeBlock(last(lines).flatMap(wrapped))),
    )
  if (command === undefined || command.log.length === 0) return ofTargets
  const exit = command.exitCode === undefined ? '' : `, exit code ${command.exitCode}`
  return [
    details(`The command${exit}: the end of its log`, codeBlock(last(command.log).flatMap(wrapped))),
    ...ofTargets,
  ]
}

/** The last lines: what a container printed at its end comes last. */
function last(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_EVIDENCE) return lines
  return [`(${lines.length - MOST_EVIDENCE} lines before)`, ...lines.slice(-MOST_EVIDENCE)]
}

const MOST_COLUMNS = 110

/** A line in pieces that need no scrolling, the later ones indented. */
function wrapped(line: string): readonly string[] {
  const pieces: string[] = []
  let rest = cut(line.replace(/\s+$/, ''), MOST_OF_A_LINE)
  while (rest.length > MOST_COLUMNS) {
    const blank = rest.lastIndexOf(' ', MOST_COLUMNS)
    const end = blank > MOST_COLUMNS / 2 ? blank : MOST_COLUMNS
    pieces.push(rest.slice(0, end))
    rest = `    ${rest.slice(end).trimStart()}`
  }
  return [...pieces, rest]
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
