import type { Cell, End } from './judge.ts'
import { TOOLS } from './tools.ts'

/** A row of the printed matrix. */
export interface MatrixRow {
  readonly fault: string
  readonly right: End
  readonly cells: readonly Cell[]
}

const HEAD = ['fault', 'should', ...TOOLS]

/** The matrix for a terminal. A cell that is not as it should be has a `!`. */
export function renderText(rows: readonly MatrixRow[]): string {
  const lines = [HEAD, ...rows.map((row) => textsOf(row, (text) => `${text} !`))]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The matrix in Markdown. A cell that is not as it should be is bold. */
export function renderMarkdown(rows: readonly MatrixRow[]): string {
  const lines = [HEAD, HEAD.map(() => '---'), ...rows.map((row) => textsOf(row, (text) => `**${text}**`))]
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n')
}

/** How many cells of each tool are as they should be. */
export function renderCounts(rows: readonly MatrixRow[]): string {
  return TOOLS.map((tool) => {
    const cells = rows.flatMap((row) =>
      row.cells.filter((cell) => cell.tool === tool && cell.end === row.right),
    )
    return `${tool} ${cells.length} of ${rows.length}`
  }).join(', ')
}

function textsOf({ fault, right, cells }: MatrixRow, stress: (text: string) => string): string[] {
  const texts = TOOLS.map((tool) => {
    const cell = cells.find((candidate) => candidate.tool === tool)
    if (cell === undefined) return 'not run'
    const text =
      cell.end === 'hangs' || cell.end === 'not met'
        ? cell.end
        : `${cell.end} ${(cell.milliseconds / 1000).toFixed(1)} s`
    return cell.end === right ? text : stress(text)
  })
  return [fault, right, ...texts]
}
