import type { ReleaseReport } from '../deploy/outcome.ts'
import { isGoodResult } from '../deploy/verdict.ts'
import { code, plain, shortDigest, table } from '../../report/markdown.ts'

const HEADLINES: Readonly<Record<ReleaseReport['result'], string>> = {
  released: 'released',
  unchanged: 'unchanged: this image is there already',
  tagged: 'tagged: nothing to deploy to yet',
  planned: 'planned: nothing was written',
  failed: 'failed',
  'rolled-back': 'rolled back: the former image runs again',
  'timed-out': 'timed out',
  superseded: 'superseded by another deployment',
  cancelled: 'cancelled',
}

/**
 * The job summary of a release: how it ended and why, what changed, and what runs where.
 * @param repository URL of the source repository, for links to commits; without it they are not linked
 */
export function releaseSummary(report: ReleaseReport, repository: string | undefined): string {
  const good = isGoodResult(report.result)
  const commit = (sha: string | undefined): string => commitLink(sha, repository)
  const change = [
    ['', 'digest', 'commit'],
    [
      'before',
      report.previousDigest === undefined ? 'none' : code(shortDigest(report.previousDigest)),
      commit(report.previousCommit),
    ],
    [good ? 'now' : 'refused', code(shortDigest(report.digest)), commit(report.commit)],
  ] as const
  const [header, ...rows] = change
  return [
    `### ${good ? '✅' : '❌'} ${plain(report.stage)} ${HEADLINES[report.result]}`,
    ...(report.reason === undefined ? [] : [plain(report.reason)]),
    ...(report.hint === undefined || good ? [] : [`**What to do:** ${plain(report.hint)}`]),
    `${code(report.home.name)} promoted from ${code(shortSource(report.source))} in ${(report.milliseconds / 1000).toFixed(1)} s.${compareLink(report, repository)}`,
    table(header, rows),
    ...(report.targets.length === 0 ? [] : [targetTable(report)]),
    ...report.targets.flatMap(evidenceOf),
    '',
  ].join('\n\n')
}

function targetTable(report: ReleaseReport): string {
  return table(
    ['region', 'target', 'result', 'revision'],
    report.targets.map(({ target, result, taskDefinitionArn, functionVersion }) => [
      plain(target.region),
      plain(target.name.slice(target.region.length + 1)),
      plain(result),
      code(taskDefinitionArn?.split('/').at(-1) ?? functionVersion ?? ''),
    ]),
  )
}

function evidenceOf({ target, reason, evidence = [] }: ReleaseReport['targets'][number]): readonly string[] {
  if (evidence.length === 0) return []
  const lines = evidence.map((line) => `- ${plain(line)}`).join('\n')
  return [`**${plain(target.name)}**${reason === undefined ? '' : `: ${plain(reason)}`}`, lines]
}

function commitLink(sha: string | undefined, repository: string | undefined): string {
  if (sha === undefined) return 'unknown'
  const short = sha.slice(0, 12)
  return repository === undefined ? code(short) : `[${code(short)}](${repository}/commit/${sha})`
}

function compareLink(report: ReleaseReport, repository: string | undefined): string {
  const { commit, previousCommit } = report
  if (
    repository === undefined ||
    commit === undefined ||
    previousCommit === undefined ||
    commit === previousCommit
  ) {
    return ''
  }
  return ` [Commits between](${repository}/compare/${previousCommit}...${commit}).`
}

function shortSource(source: string): string {
  return source.startsWith('sha256:') ? shortDigest(source) : source
}
