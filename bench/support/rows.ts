/** The tools that a user would otherwise run; `docker` is pull, tag and push. */
export const PEERS = ['crane', 'skopeo', 'regctl', 'docker'] as const

export type PeerName = (typeof PEERS)[number]

/** Everything that is measured: release-action, and the tools beside it. */
export type ToolName = 'ours' | PeerName

type Unit = 'ms' | 'requests' | 'bytes' | 'times'

/** A promise about a row: our value over a peer's, or our value itself, is at most this. */
export interface Budget {
  readonly against: PeerName | 'value'
  readonly atMost: number
}

/** One line of the table: a figure of ours, and of each peer that was measured. */
export interface Row {
  readonly case: string
  readonly what: string
  readonly unit: Unit
  /** Undefined where it could not be measured; the note says why. */
  readonly ours: number | undefined
  readonly peers: Readonly<Partial<Record<PeerName, number>>>
  readonly budgets: readonly Budget[]
  readonly note?: string
}

type Verdict = 'met' | 'not met' | 'not measured'

/** Ours over theirs: below 1 is less than the peer. Undefined where either is absent or the peer's is 0. */
export function ratio(ours: number | undefined, theirs: number | undefined): number | undefined {
  if (ours === undefined || theirs === undefined || theirs === 0) return undefined
  return ours / theirs
}

/** The value that a budget bounds. */
function bounded(row: Row, { against }: Budget): number | undefined {
  return against === 'value' ? row.ours : ratio(row.ours, row.peers[against])
}

/** Whether a row keeps all of its budgets; undefined where it has none. One that is missed decides. */
export function verdictOf(row: Row): Verdict | undefined {
  if (row.budgets.length === 0) return undefined
  const values = row.budgets.map((budget) => ({ budget, value: bounded(row, budget) }))
  if (values.some(({ budget, value }) => value !== undefined && value > budget.atMost)) return 'not met'
  return values.every(({ value }) => value !== undefined) ? 'met' : 'not measured'
}
