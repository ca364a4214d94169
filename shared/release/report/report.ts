import type { CommandOutcome, ReleaseReport, ReleaseResult, TargetOutcome } from '../deploy/outcome.ts'
import type { Ended } from '../deploy/waves.ts'
import type { Commits } from '../promote/commits.ts'
import type { ReleaseImages } from '../promote/images.ts'
import type { ReleaseRequest } from '../request/request.ts'

/** What is known of a release before its first write. */
export interface Known {
  readonly request: ReleaseRequest
  readonly images: ReleaseImages
  readonly commits: Commits
  /** What the stage had before. */
  readonly previousDigest: string | undefined
}

/** How it went from there. */
export interface Course {
  readonly result: ReleaseResult
  readonly ended: readonly Ended[]
  readonly changed: boolean
  readonly copies?: ReleaseReport['copies']
  readonly command?: CommandOutcome | undefined
  readonly because?: Pick<TargetOutcome, 'reason' | 'hint'> | undefined
  /** What failed first, where `because` tells of what could not be brought back. */
  readonly cause?: Pick<TargetOutcome, 'reason' | 'hint'> | undefined
  /** In ms since the epoch. */
  readonly started: number
  readonly milliseconds: number
}

/** Puts together what a release did. */
export async function reportOf(known: Known, course: Course): Promise<ReleaseReport> {
  const { request, images, previousDigest } = known
  const { result, ended, because } = course
  const { digest } = images.manifest
  const commits = await known.commits
  const { pushedAt } = images.states[0].store
  const moved = result === 'released' || result === 'tagged'
  return {
    request,
    started: course.started,
    stage: request.stage,
    source: request.source,
    result,
    reason: because?.reason,
    hint: because?.hint,
    cause: course.cause,
    home: request.home,
    digest,
    previousDigest,
    commit: commits.get(digest),
    previousCommit: previousDigest === undefined ? undefined : commits.get(previousDigest),
    pushedAt: pushedAt?.(digest),
    previousPushedAt: previousDigest === undefined ? undefined : pushedAt?.(previousDigest),
    changed: course.changed,
    deployed: ended.some(({ outcome }) => outcome.result === 'deployed'),
    targets: ended.map(({ ready: { target, outlook }, outcome }) => ({ target, outlook, ...outcome })),
    repositories: images.states.map(({ store, isAbsent, hasImage, current }) => ({
      repository: store.repository,
      isAbsent,
      hasImage,
      current: current?.digest,
    })),
    copies: course.copies ?? [],
    command: course.command,
    board: images.board.map((entry) => {
      const now = moved && entry.stage === request.stage ? digest : entry.digest
      return {
        stage: entry.stage,
        regions: request.regionsOfStages?.[entry.stage] ?? [],
        digest: now,
        commit: now === undefined ? undefined : commits.get(now),
      }
    }),
    milliseconds: course.milliseconds,
  }
}
