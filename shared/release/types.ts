import type { Repository } from '../registry/reference.ts'

/** One thing that runs the image in a region, or a region that only keeps it. */
export interface Target {
  /** For people: `us-west-2 ecs prod/app`. */
  readonly name: string
  readonly region: string
  /** The repository that this target's image is taken from. */
  readonly repository: Repository
  /** Targets of one wave go together, one wave after another. */
  readonly wave: number
  readonly runs: EcsService | LambdaFunction | undefined
}

export interface EcsService {
  readonly kind: 'ecs'
  /** Name or ARN. */
  readonly cluster: string
  /** Name or ARN. */
  readonly service: string
  /** The container to give the image to; found by its repository when absent. */
  readonly container: string | undefined
}

export interface LambdaFunction {
  readonly kind: 'lambda'
  /** Name or ARN. */
  readonly name: string
}

/** What a release is asked to do. */
export interface ReleaseRequest {
  readonly stage: string
  /** The tag whose digest is released: the previous stage, a commit, `latest`; or a digest itself. */
  readonly source: string
  /** The repository that the source is read from; it always gets the stage's tag. */
  readonly home: Repository
  readonly targets: readonly Target[]
  /** Refuses any other digest, before anything is written. */
  readonly expectedDigest: string | undefined
  /** Releases `<stage>-previous`, which is then left as it is. */
  readonly rollback: boolean
  /** `none`: the release counts once the update is accepted. */
  readonly wait: 'deployed' | 'none'
  readonly waitMs: number
  readonly rollbackOnFailure: boolean
  readonly referrers: ReferrerPolicy
  /** A target's repository that does not exist is created like the image's own. */
  readonly createRepository: boolean
}

/**
 * What becomes of what refers to an image (signatures, SBOMs) in another repository: `copy` takes along what the
 * other registry accepts, `require` fails when it does not accept one of them, `off` leaves them behind.
 */
export type ReferrerPolicy = 'copy' | 'off' | 'require'

/** How a release ended, as the output `result` says it. Only the first three exit 0 (`planned` is not made yet). */
export type ReleaseResult =
  'released' | 'unchanged' | 'tagged' | 'failed' | 'rolled-back' | 'timed-out' | 'superseded' | 'cancelled'

/** How one target ended. */
export type TargetResult =
  /** Runs the digest, by this release. */
  | 'deployed'
  /** Ran it already. */
  | 'unchanged'
  /** Nothing there runs the image: not created yet, or scaled to zero. */
  | 'tagged'
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
  /** What AWS said meanwhile: service events, reasons of stopped tasks. */
  readonly evidence?: readonly string[]
  readonly taskDefinitionArn?: string
  readonly previousTaskDefinitionArn?: string
  readonly serviceDeploymentArn?: string
  readonly functionArn?: string
  readonly functionVersion?: string
}

/** A target that was looked at before the first write, and found fit. */
export interface ReadyTarget {
  readonly target: Target
  /** Runs this very digest already, and nothing is under way: there is nothing to do. */
  readonly settled: boolean
  /** Makes it run the digest and waits for the outcome. Does not throw for what AWS says of the deployment. */
  readonly deploy: () => Promise<TargetOutcome>
  /** Makes it run what it ran before. Only to be called after `deploy`. */
  readonly rollBack: () => Promise<TargetOutcome>
}

/** The image that is released, in the repository of one target. */
export interface ReleasedImage {
  readonly digest: string
  /** By platform, `linux/amd64` for example; empty for a single-platform image. */
  readonly platforms: ReadonlyMap<string, string>
}

/** What a release did. */
export interface ReleaseReport {
  readonly stage: string
  readonly source: string
  readonly result: ReleaseResult
  readonly reason: string | undefined
  readonly hint: string | undefined
  readonly home: Repository
  readonly digest: string
  readonly previousDigest: string | undefined
  readonly commit: string | undefined
  readonly previousCommit: string | undefined
  /** Something was written. */
  readonly changed: boolean
  /** Something runs the digest by this release. */
  readonly deployed: boolean
  readonly targets: readonly (TargetOutcome & { readonly target: Target })[]
  readonly copies: readonly { readonly repository: Repository; readonly bytesCopied: number }[]
  readonly milliseconds: number
}
