import { UserError } from '../../errors.ts'
import { plain } from '../../report/markdown.ts'
import type { ReleaseReport, ReleaseResult } from '../deploy/outcome.ts'
import { isGoodResult } from '../deploy/verdict.ts'
import { boardTable } from './board.ts'
import { failureParts } from './failure-summary.ts'
import { commitLink, commitList, course, imageTable, type SummaryContext } from './image-sections.ts'
import { planParts } from './plan-summary.ts'
import { evidence, sentence, targetTable } from './target-sections.ts'

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
      ? planParts(report, context)
      : isGoodResult(result)
        ? good(report, context)
        : failureParts(report, context)
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
    ...evidence(report),
  ]
}
