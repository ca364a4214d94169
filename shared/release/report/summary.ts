import { UserError } from '../../errors.ts'
import { bullets, code, codeBlock, plain, shortDigest } from '../../report/markdown.ts'
import type { ReleaseReport, ReleaseResult, ReportedTarget } from '../deploy/outcome.ts'
import { allGood, isGoodResult, isLeft } from '../deploy/verdict.ts'
import { boardTable } from './board.ts'
import { seconds, withShortDigests } from './names.ts'
import { actsAs, diffOf, isNothingToDo, planSteps } from './plan-steps.ts'
import {
  commitLink,
  commitList,
  evidence,
  imageTable,
  links,
  sentence,
  type SummaryContext,
  targetTable,
} from './sections.ts'

/** How each result is said in a headline, after the stage's name. */
export const HEADLINES: Readonly<Record<ReleaseResult, string>> = {
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

const MARKS: Readonly<Partial<Record<ReleaseResult, string>>> = {
  planned: '📝',
  superseded: '⚠️',
  cancelled: '🚫',
}

/** The job summary of a release: how it ended and why, what changed, and what runs where. */
export function releaseSummary(report: ReleaseReport, context: SummaryContext): string {
  const { result, stage } = report
  const board = boardTable(report, context.comparisons, (sha) => commitLink(sha, context))
  const parts =
    result === 'planned'
      ? plan(report, context)
      : isGoodResult(result)
        ? good(report, context)
        : bad(report, context)
  return [
    `### ${markOf(result)} ${plain(stage)} ${HEADLINES[result]}`,
    ...parts,
    ...commitList(report, context),
    ...(board === undefined ? [] : ['#### What runs where', board]),
    '',
  ].join('\n\n')
}

/**
 * The job summary of a release that ended without a report: what was wrong, and what to do.
 * @param began something may have been written
 */
export function brokenSummary(stage: string, error: unknown, began: boolean, cancelled: boolean): string {
  const how = cancelled ? 'cancelled' : began ? 'failed' : 'refused: nothing was written'
  const known = error instanceof UserError
  return [
    `### ${cancelled ? '🚫' : '❌'} ${plain(stage)} ${how}`,
    `**Why:** ${sentence(known ? error.message : 'An unexpected error; the log has it.')}`,
    ...(known && error.hint !== undefined ? [`**What to do:** ${sentence(error.hint)}`] : []),
    '',
  ].join('\n\n')
}

function markOf(result: ReleaseResult): string {
  return MARKS[result] ?? (isGoodResult(result) ? '✅' : '❌')
}

function good(report: ReleaseReport, context: SummaryContext): readonly string[] {
  return [
    ...(report.reason === undefined ? [] : [sentence(report.reason)]),
    course(report, context),
    imageTable(report, ['before', 'now'], context),
    ...targetTable(report),
  ]
}

function bad(report: ReleaseReport, context: SummaryContext): readonly string[] {
  const { result, targets, cause } = report
  const left = targets.filter(isLeft)
  const reason = cause?.reason ?? report.reason
  const hints = new Set([report.hint, cause?.hint].filter((hint) => hint !== undefined))
  return [
    ...(left.length === 0
      ? []
      : ['**Look at this first: not everything is as it was.**', bullets(left.map(leftLine))]),
    ...(reason === undefined ? [] : [`**Why:** ${whose(targets, reason)}${sentence(reason)}`]),
    ...[...hints].map((hint) => `**What to do:** ${sentence(hint)}`),
    course(report, context),
    imageTable(report, [result === 'superseded' ? 'before' : 'tag stays', 'refused'], context),
    ...targetTable(report),
    ...otherReasons(targets, reason),
    ...evidence(report),
  ]
}

/** Which of several targets a reason is of. */
function whose(targets: readonly ReportedTarget[], reason: string): string {
  const [first, ...others] = targets.filter((entry) => entry.reason === reason)
  return first === undefined || others.length > 0 || targets.length === 1
    ? ''
    : `${plain(first.target.name)}: `
}

function leftLine({ target, reason }: ReportedTarget): string {
  return `**${plain(target.name)}** may not run its former image.${reason === undefined ? '' : ` ${sentence(reason)}`}`
}

/** Why each of the others did not succeed, as far as that was not said yet. */
function otherReasons(targets: readonly ReportedTarget[], said: string | undefined): readonly string[] {
  const others = targets.filter(
    (entry) => entry.reason !== undefined && entry.reason !== said && !isLeft(entry) && !allGood([entry]),
  )
  if (others.length === 0) return []
  return [bullets(others.map(({ target, reason = '' }) => `${plain(target.name)}: ${sentence(reason)}`))]
}

function plan(report: ReleaseReport, context: SummaryContext): readonly string[] {
  const steps = planSteps(report)
  const body = isNothingToDo(report)
    ? ['Nothing would change: everything runs this image, and every tag names it.']
    : [
        '#### What a release would do',
        steps.map((step, index) => `${index + 1}. ${plain(step)}`).join('\n'),
        ...report.targets.flatMap((entry) => targetPlan(entry, report)),
      ]
  return [
    course(report, context),
    imageTable(report, ['now', 'then'], context),
    ...targetTable(report),
    ...body,
  ]
}

function targetPlan(entry: ReportedTarget, { request, digest }: ReleaseReport): readonly string[] {
  const { target, outlook, result } = entry
  const notes = outlook.notes.map((note) => sentence(withShortDigests(note)))
  if (result !== 'planned') return notes.length === 0 ? [] : [`**${plain(target.name)}**`, bullets(notes)]
  return [
    `**${plain(target.name)}**, ${plain(actsAs(target, request.role))}`,
    ...(notes.length === 0 ? [] : [bullets(notes)]),
    codeBlock(diffOf(entry, digest), 'diff'),
  ]
}

function course(report: ReleaseReport, context: SummaryContext): string {
  const { source, home, milliseconds } = report
  const from = source.startsWith('sha256:') ? shortDigest(source) : source
  const after = links(report, context)
  return `${code(home.name)} from ${code(from)}, in ${seconds(milliseconds)}${after === '' ? '' : ` · ${after}`}`
}
