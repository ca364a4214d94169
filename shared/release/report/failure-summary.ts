import { bullets, plain } from '../../report/markdown.ts'
import type { ReleaseReport, ReportedTarget } from '../deploy/outcome.ts'
import { allGood, isLeft } from '../deploy/verdict.ts'
import { course, imageTable, type SummaryContext } from './image-sections.ts'
import { withShortDigests } from './names.ts'
import { evidence, sentence, targetTable } from './target-sections.ts'

const REFUSED_LABELS = ['tag stays', 'refused'] as const
const LEFT_LABELS = ['before', 'wanted'] as const

/** What a summary says of a release that did not succeed: what to look at first, then why and what to do. */
export function failureParts(report: ReleaseReport, context: SummaryContext): readonly string[] {
  const { result, targets, cause } = report
  const left = targets.filter(isLeft)
  const reason = cause?.reason ?? report.reason
  // A cancelled release has no other reason than what it says of each target.
  const isSaidAbove = result === 'cancelled' && left.length > 0
  const labels = result === 'cancelled' || result === 'superseded' ? LEFT_LABELS : REFUSED_LABELS
  const hints = new Set([report.hint, cause?.hint].filter((hint) => hint !== undefined))
  return [
    ...(left.length === 0
      ? []
      : ['**Look at this first: not everything is as it was.**', bullets(left.map(leftLine))]),
    ...(reason === undefined || isSaidAbove ? [] : [`**Why:** ${whose(targets, reason)}${sentence(reason)}`]),
    ...[...hints].map((hint) => `**What to do:** ${sentence(hint)}`),
    course(report, context),
    imageTable(report, labels, context),
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
  return `**${plain(target.name)}** may not run its former image.${reason === undefined ? '' : ` ${sentence(withShortDigests(reason))}`}`
}

/** Why each of the others did not succeed, as far as that was not said yet. */
function otherReasons(targets: readonly ReportedTarget[], said: string | undefined): readonly string[] {
  const others = targets.filter(
    (entry) => entry.reason !== undefined && entry.reason !== said && !isLeft(entry) && !allGood([entry]),
  )
  if (others.length === 0) return []
  return [bullets(others.map(({ target, reason = '' }) => `${plain(target.name)}: ${sentence(reason)}`))]
}
