import type { Repository } from '../../registry/reference.ts'
import type { Target } from './target.ts'

/** What a release is asked to do. */
export interface ReleaseRequest {
  readonly stage: string
  /** The tag whose digest is released: the previous stage, a commit, `latest`; or a digest itself. */
  readonly source: string
  /** The repository that the source is read from; it always gets the stage's tag. */
  readonly home: Repository
  /** ARN of the role for the image's account; undefined for the credentials at hand. */
  readonly role: string | undefined
  readonly targets: readonly Target[]
  /** Refuses any other digest, before anything is written. */
  readonly expectedDigest: string | undefined
  /** Releases `<stage>-previous`, which is then left as it is. */
  readonly rollback: boolean
  /** Looks at everything and writes nothing. */
  readonly plan: boolean
  /** `none`: the release counts once the update is accepted. */
  readonly wait: 'deployed' | 'none'
  readonly waitMs: number
  readonly rollbackOnFailure: boolean
  /** What becomes of deployments that are under way when the job is cancelled. */
  readonly onCancel: 'leave' | 'rollback'
  readonly healthCheck: HealthCheck | undefined
  /** Words of a one-off task, run before anything is deployed. */
  readonly command: readonly string[]
  readonly referrers: ReferrerPolicy
  /** A target's repository that does not exist is created like the image's own. */
  readonly createRepository: boolean
  /** All stages of the stages file in their order, for the board; empty without one. */
  readonly stages: readonly string[]
  /** The regions of each of them, by its name; absent without a stages file. */
  readonly regionsOfStages?: Readonly<Record<string, readonly string[]>>
}

/** An address that has to answer with success for a steady while before a release counts. */
export interface HealthCheck {
  readonly url: string
  /** How long it may take until it does. */
  readonly milliseconds: number
}

/**
 * What becomes of what refers to an image (signatures, SBOMs) in another repository: `copy` takes along what the
 * other registry accepts, `require` fails when it does not accept one of them, `off` leaves them behind.
 */
export type ReferrerPolicy = 'copy' | 'off' | 'require'
