import { PEERS, type Row, type ToolName } from './rows.ts'
import { median } from './statistics.ts'

/** Figures of every tool by what was measured, until they become rows. */
export interface Samples {
  /** Keeps a figure; an undefined one was not measured. */
  readonly add: (tool: ToolName, key: string, value: number | undefined) => void
  readonly of: (tool: ToolName, key: string) => readonly number[]
  /** A row's figures: the median of each tool. */
  readonly medians: (key: string) => Pick<Row, 'ours' | 'peers'>
}

export function openSamples(): Samples {
  const all = new Map<string, number[]>()
  const of = (tool: ToolName, key: string): readonly number[] => all.get(`${tool} ${key}`) ?? []
  return {
    add: (tool, key, value) => {
      if (value !== undefined) all.set(`${tool} ${key}`, [...of(tool, key), value])
    },
    of,
    medians: (key) => figures((tool) => median(of(tool, key))),
  }
}

/** A row's figures from one function of the tool; a peer without one is left out. */
export function figures(of: (tool: ToolName) => number | undefined): Pick<Row, 'ours' | 'peers'> {
  return {
    ours: of('ours'),
    peers: Object.fromEntries(
      PEERS.flatMap((peer) => {
        const value = of(peer)
        return value === undefined ? [] : [[peer, value]]
      }),
    ),
  }
}
