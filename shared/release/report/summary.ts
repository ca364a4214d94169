import { UserError } from '../../errors.ts'
import { bullets, code, codeBlock, plain, shortDigest } from '../../report/markdown.ts'
import type { ReleaseReport, ReleaseResult } from '../deploy/outcome.ts'
import { isGoodResult, isLeft } from '../deploy/verdict.ts'
import { boardTable } from './board.ts'
import { seconds } from './names.ts'
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
  const { reason, hint, result, targets } = report
  const left = targets.filter(isLeft).map((entry) => {
    const why = entry.reason === undefined ? '' : ` ${sentence(entry.reason)}`
    return `**${plain(entry.target.name)}** may not run its former image.${why}`
  })
  const stays = result === 'superseded' ? 'before' : 'stays'
  return [
    ...(left.length === 0
      ? []
      : [['**Look at this first: not everything is as it was.**', bullets(left)].join('\n\n')]),
    ...(reason === undefined ? [] : [`**Why:** ${sentence(reason)}`]),
    ...(hint === undefined ? [] : [`**What to do:** ${sentence(hint)}`]),
    course(report, context),
    imageTable(report, [stays, 'refused'], context),
    ...targetTable(report),
    ...evidence(report),
  ]
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

function targetPlan(
  { target, outlook, result }: ReleaseReport['targets'][number],
  { request, digest }: ReleaseReport,
): readonly string[] {
  const notes = outlook.notes.map(sentence)
  if (result !== 'planned') return notes.length === 0 ? [] : [`**${plain(target.name)}**`, bullets(notes)]
  return [
    `**${plain(target.name)}**, ${plain(actsAs(target, request.role))}`,
    ...(notes.length === 0 ? [] : [bullets(notes)]),
    codeBlock(diffOf(outlook, target.repository.name, digest), 'diff'),
  ]
}

function course(report: ReleaseReport, context: SummaryContext): string {
  const { source, home, milliseconds } = report
  const from = source.startsWith('sha256:') ? shortDigest(source) : source
  const after = links(report, context)
  return `${code(home.name)} from ${code(from)}, in ${seconds(milliseconds)}${after === '' ? '' : ` · ${after}`}`
}
