import { code, codeBlock, cut, details, link, plain, table } from '../../report/markdown.ts'
import type { ReleaseReport, ReportedTarget, TargetResult } from '../deploy/outcome.ts'
import { consoleLink } from './console-link.ts'
import { revisionsOf, seconds } from './names.ts'

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
  if (target.result === 'superseded') return wanted === undefined ? '' : `${code(wanted)}, replaced`
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

/** A reason or a hint, of a size that a summary bears. */
export function sentence(text: string): string {
  return plain(cut(text, MOST_OF_A_REASON))
}
