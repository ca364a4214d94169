import type { Repository } from '../../registry/reference.ts'
import type { ReleaseRequest } from '../request/request.ts'
import type { Target } from '../request/target.ts'

/** How a release ended, as the output `result` says it. Only the first four exit 0. */
export type ReleaseResult =
  | 'released'
  | 'unchanged'
  | 'tagged'
  | 'planned'
  | 'failed'
  | 'rolled-back'
  | 'timed-out'
  | 'superseded'
  | 'cancelled'

/** How one target ended. */
export type TargetResult =
  /** Runs the digest, by this release. */
  | 'deployed'
  /** Ran it already. */
  | 'unchanged'
  /** Nothing there runs the image: not created yet, or scaled to zero. */
  | 'tagged'
  /** Would be deployed to. */
  | 'planned'
  | 'failed'
  | 'rolled-back'
  | 'timed-out'
  | 'superseded'
  | 'cancelled'
  /** Not reached, because another target failed first. */
  | 'skipped'

/** What happened to a target. */
export interface TargetOutcome {
  readonly result: TargetResult
  /** AWS was told to run the digest here, so there is something to bring back when the release fails. */
  readonly accepted: boolean
  /** One sentence for a person, where there is more to say than the result. */
  readonly reason?: string
  readonly hint?: string
  /** What AWS said meanwhile: service events, reasons of stopped tasks, the last lines of a container's log. */
  readonly evidence?: readonly string[]
  readonly taskDefinitionArn?: string
  readonly previousTaskDefinitionArn?: string
  readonly serviceDeploymentArn?: string
  readonly functionArn?: string
  readonly functionVersion?: string
  /** Where it answers, where AWS tells. */
  readonly url?: string
  readonly milliseconds?: number
}

/** What a target was found to be before the first write, and what a deployment would change. */
export interface Outlook {
  /** Digest that runs there now, where its image is named by one. */
  readonly running: string | undefined
  /** `family:revision` or function version that runs there now. */
  readonly revision: string | undefined
  /** What would change, line by line, each beginning with `- ` or `+ `; without values of environment variables. */
  readonly diff: readonly string[]
  /** Sentences about what was found: a drift, a revision made outside, a circuit breaker that is off. */
  readonly notes: readonly string[]
}

/**
 * What a target ran before, in the words of its kind: enough for a later process to bring it back.
 * JSON values only; it is kept in the step's state.
 */
export type WayBack = Readonly<Record<string, string | Readonly<Record<string, string>> | null>>

/** Waits until the former image runs again, or starts the way back only: little time is left when a job is cancelled. */
export type Pace = 'wait' | 'start'

/** A target that was looked at before the first write, and found fit. */
export interface ReadyTarget {
  readonly target: Target
  /** Runs this very digest already, and nothing is under way: there is nothing to do. */
  readonly settled: boolean
  readonly outlook: Outlook
  /** What it runs now, by the names that outputs have. */
  readonly names?: Pick<TargetOutcome, 'taskDefinitionArn' | 'functionArn' | 'functionVersion' | 'url'>
  /** Makes it run the digest and waits for the outcome. Does not throw for what AWS says of the deployment. */
  readonly deploy: () => Promise<TargetOutcome>
  /** What it runs before `deploy`; undefined where nothing could be brought back. */
  readonly wayBack: WayBack | undefined
  /** Makes it run what it ran before. Only to be called after `deploy`. */
  readonly rollBack: (pace: Pace) => Promise<TargetOutcome>
  /** Runs a one-off task of the released image; only ECS services have it. */
  readonly runCommand?: (words: readonly string[]) => Promise<CommandOutcome>
}

/** How a one-off task ended. */
export interface CommandOutcome {
  readonly exitCode: number | undefined
  /** Why it did not succeed; undefined when it did. */
  readonly failure?: Pick<TargetOutcome, 'reason' | 'hint'>
  readonly taskArn: string | undefined
  /** The last lines of its log, as far as they could be read. */
  readonly log: readonly string[]
  readonly milliseconds: number
}

/** The image that is released, in the repository of one target. */
export interface ReleasedImage {
  readonly digest: string
  /** By platform, `linux/amd64` for example; empty for a single-platform image. */
  readonly platforms: ReadonlyMap<string, string>
  /** The platform of a single-platform image, where its configuration could be read. Asked for only by who needs it. */
  readonly platform: () => Promise<string | undefined>
}

/** What a release did. */
export interface ReleaseReport {
  readonly request: ReleaseRequest
  /** When it began, in ms since the epoch. */
  readonly started: number
  readonly stage: string
  readonly source: string
  readonly result: ReleaseResult
  readonly reason: string | undefined
  readonly hint: string | undefined
  /** What failed first, where `reason` tells of what could not be brought back too. */
  readonly cause: Pick<TargetOutcome, 'reason' | 'hint'> | undefined
  readonly home: Repository
  readonly digest: string
  readonly previousDigest: string | undefined
  readonly commit: string | undefined
  readonly previousCommit: string | undefined
  /** When the two images were pushed, in ms since the epoch, where the registry told. */
  readonly pushedAt: number | undefined
  readonly previousPushedAt: number | undefined
  /** Something was written. */
  readonly changed: boolean
  /** Something runs the digest by this release. */
  readonly deployed: boolean
  readonly targets: readonly ReportedTarget[]
  /** The repositories as they were found, the image's own first. */
  readonly repositories: readonly FoundRepository[]
  readonly copies: readonly { readonly repository: Repository; readonly bytesCopied: number }[]
  readonly command: CommandOutcome | undefined
  /** All stages in their order with what each names, for the board. */
  readonly board: readonly BoardEntry[]
  readonly milliseconds: number
}

/** A target with what it was and what became of it. */
export interface ReportedTarget extends TargetOutcome {
  readonly target: Target
  readonly outlook: Outlook
}

/** A repository of a release as it was before the first write. */
export interface FoundRepository {
  readonly repository: Repository
  /** It is still to be created. */
  readonly isAbsent: boolean
  /** The released image is there already. */
  readonly hasImage: boolean
  /** Digest that the stage's tag names. */
  readonly current: string | undefined
}

/** A stage of the image's own repository. */
export interface BoardEntry {
  readonly stage: string
  /** Where it runs, as the stages file says. */
  readonly regions: readonly string[]
  readonly digest: string | undefined
  readonly commit: string | undefined
}
