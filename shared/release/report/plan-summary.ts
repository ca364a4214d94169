import { bullets, codeBlock, plain } from '../../report/markdown.ts'
import type { ReleaseReport, ReportedTarget } from '../deploy/outcome.ts'
import { course, imageTable, type SummaryContext } from './image-sections.ts'
import { withShortDigests } from './names.ts'
import { actsAs, diffOf, isNothingToDo, planSteps } from './plan-steps.ts'
import { sentence, targetTable } from './target-sections.ts'

/** What a summary says of a plan: what a release would do, and what would change. */
export function planParts(report: ReleaseReport, context: SummaryContext): readonly string[] {
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
