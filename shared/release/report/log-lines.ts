import type { ReleaseReport, ReportedTarget } from '../deploy/outcome.ts'
import { isGoodResult, isLeft } from '../deploy/verdict.ts'
import { shortDigest } from '../../report/markdown.ts'
import { relation } from './board.ts'
import { type Comparisons, pairKey, pairOf } from './history.ts'
import { revisionsOf, seconds } from './names.ts'
import { actsAs, diffOf, isNothingToDo, planSteps } from './plan-steps.ts'
import { HEADLINES } from './summary.ts'

/** What the summary says, for the end of the log. */
export function logLines(
  report: ReleaseReport,
  repositoryUrl: string | undefined,
  comparisons: Comparisons,
): readonly string[] {
  const { result, stage } = report
  return [
    `${stage} ${HEADLINES[result]} (${seconds(report.milliseconds)})`,
    ...(isGoodResult(result)
      ? []
      : report.targets.filter(isLeft).map(({ target }) => `  ${target.name} may not run its former image.`)),
    ...imageLines(report, repositoryUrl, comparisons),
    ...report.targets.map((target) => `  ${targetLine(target)}`),
    ...(result === 'planned' ? planLines(report) : []),
    ...boardLines(report, comparisons),
  ]
}

const LABELS: Readonly<Partial<Record<ReleaseReport['result'], string>>> = {
  planned: 'then',
  cancelled: 'wanted',
  superseded: 'wanted',
}

function imageLines(
  { digest, previousDigest, commit, previousCommit, result }: ReleaseReport,
  repositoryUrl: string | undefined,
  comparisons: Comparisons,
): readonly string[] {
  const image = (of: string, sha: string | undefined): string =>
    `${of}${sha === undefined ? '' : `, commit ${sha.slice(0, 12)}`}`
  const pair = pairOf(previousCommit, commit)
  const found = pair === undefined ? undefined : comparisons.get(pairKey(pair))
  const after = LABELS[result] ?? (isGoodResult(result) ? 'now' : 'refused')
  return [
    `  ${result === 'planned' ? 'now' : 'before'}: ${previousDigest === undefined ? 'none' : image(previousDigest, previousCommit)}`,
    `  ${after}: ${image(digest, commit)}`,
    ...(pair === undefined || repositoryUrl === undefined
      ? []
      : [`  between: ${repositoryUrl}/compare/${pairKey(pair)}`]),
    ...(found?.commits ?? []).map(({ sha, title }) => `    ${sha.slice(0, 12)} ${title}`),
  ]
}

function targetLine(entry: ReportedTarget): string {
  const { before, now, wanted } = revisionsOf(entry)
  const revision =
    entry.result === 'rolled-back' && wanted !== undefined
      ? `${wanted} -> back to ${before ?? 'the former one'}`
      : entry.result === 'superseded' && wanted !== undefined
        ? `${wanted} was replaced`
        : before !== undefined && now !== undefined && before !== now
          ? `${before} -> ${now}`
          : (now ?? before)
  return [
    `${entry.target.name}: ${entry.result}`,
    ...(revision === undefined ? [] : [revision]),
    ...(entry.milliseconds === undefined ? [] : [seconds(entry.milliseconds)]),
  ].join(', ')
}

function planLines(report: ReleaseReport): readonly string[] {
  if (isNothingToDo(report)) return ['Nothing would change.']
  const { request, digest, targets } = report
  return [
    'A release would:',
    ...planSteps(report).map((step, index) => `  ${index + 1}. ${step}`),
    ...targets
      .filter(({ result }) => result === 'planned')
      .flatMap((entry) => [
        `${entry.target.name}, ${actsAs(entry.target, request.role)}:`,
        ...diffOf(entry, digest).map((line) => `  ${line}`),
      ]),
  ]
}

function boardLines({ board }: ReleaseReport, comparisons: Comparisons): readonly string[] {
  const plainly = (text: string): string => text.replaceAll('`', '"')
  return board.map((entry, index) => {
    const how = plainly(relation(entry, board[index - 1], comparisons))
    const image =
      entry.digest === undefined ? '' : ` ${shortDigest(entry.digest)} in ${entry.regions.join(', ')}`
    return `  ${entry.stage}:${image}${how === '' ? '' : ` ${entry.digest === undefined ? how : `(${how})`}`}`
  })
}
