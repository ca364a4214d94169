import type { Peers } from './peers.ts'
import type { PeerName, Row } from './rows.ts'

/** A peer that could not do what a case asked for. */
export interface PeerFailure {
  readonly case: string
  readonly peer: PeerName
  readonly why: string
}

/** What a case works with. */
export interface BenchContext {
  readonly peers: Peers
  /** Folder with checkouts of published actions, to run beside ours; their calls are made by a script without it. */
  readonly actions: string | undefined
  /** Overrides how often a case repeats what it measures. */
  readonly rounds: number | undefined
  /** Shows what is going on. */
  readonly say: (line: string) => void
  /** Takes note of a peer that failed, for the report. */
  readonly peerFailed: (failure: PeerFailure) => void
}

/** Something that is measured: it sets up what it needs, and takes it down again. */
export interface BenchCase {
  readonly name: string
  readonly about: string
  /** It can only be measured with a Docker Engine, which runs its registries. */
  readonly needsDocker?: true
  /** It can only be measured with moto's server. */
  readonly needsMoto?: true
  /** The rows it gives, with all that it can measure on this machine. */
  readonly run: (context: BenchContext) => Promise<readonly Row[]>
}
