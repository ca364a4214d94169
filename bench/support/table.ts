import { PEERS, ratio, verdictOf, type Budget, type PeerName, type Row } from './rows.ts'

/** Why a peer has no figures at all, by peer. */
export type NotRun = Readonly<Partial<Record<PeerName, string>>>

const HEAD = ['Measured', 'ours', ...PEERS, 'budget', 'kept']

/** The rows as text in columns, one block a case, for a terminal. */
export function renderText(rows: readonly Row[], notRun: NotRun): string {
  const lines = [HEAD, ...rows.map((row) => cellsOf(row, notRun))]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)))
  return lines
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

/** The rows as a Markdown table. */
export function renderMarkdown(rows: readonly Row[], notRun: NotRun): string {
  const lines = [HEAD, HEAD.map(() => '---'), ...rows.map((row) => cellsOf(row, notRun))]
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

function cellsOf(row: Row, notRun: NotRun): string[] {
  return [
    row.note === undefined ? row.what : `${row.what} (${row.note})`,
    row.ours === undefined ? 'not measured' : formatValue(row.ours, row.unit),
    ...PEERS.map((peer) => peerCell(row, peer, notRun)),
    row.budgets.map(formatBudget).join(', '),
    verdictOf(row) ?? '',
  ]
}

/** The peer's figure, and in brackets ours as a multiple of it. */
function peerCell(row: Row, peer: PeerName, notRun: NotRun): string {
  if (notRun[peer] !== undefined) return 'not run'
  const theirs = row.peers[peer]
  if (theirs === undefined) return '–'
  const over = ratio(row.ours, theirs)
  const value = formatValue(theirs, row.unit)
  return over === undefined ? value : `${value} (${over.toFixed(2)})`
}

function formatBudget({ against, atMost }: Budget): string {
  return against === 'value' ? `≤ ${formatLimit(atMost)}` : `≤ ${formatLimit(atMost)} × ${against}`
}

function formatLimit(limit: number): string {
  if (limit >= 1_000_000) return `${limit / 1_000_000} MB`
  return String(Number(limit.toFixed(3)))
}

/** A figure with its unit, as it stands in the table. Bytes are decimal: 1 MB is 1,000,000. */
export function formatValue(value: number, unit: Row['unit']): string {
  if (unit === 'bytes') {
    return value >= 1e9 ? `${(value / 1e9).toFixed(2)} GB` : `${(value / 1e6).toFixed(1)} MB`
  }
  if (unit === 'times') return `${value.toFixed(2)} ×`
  if (unit === 'requests') return String(Number(value.toFixed(1)))
  return value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(value < 10 ? 1 : 0)} ms`
}
