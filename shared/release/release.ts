import type { AwsSession } from '../aws/session.ts'
import { messageOf } from '../errors.ts'
import { copyImage } from '../registry/copy.ts'
import { openRegistries } from '../registry/open.ts'
import { isCommit, isDigest } from '../registry/reference.ts'
import { shortDigest } from '../report/markdown.ts'
import { formatBytes } from '../runner/journal.ts'
import type { Ports } from '../runner/ports.ts'
import { prepareEcsTarget } from './ecs/target.ts'
import { because as reasonOf } from './failure.ts'
import { readImages, type ReleaseImages } from './images.ts'
import { prepareLambdaTarget } from './lambda/target.ts'
import { checkTagsCanMove, isTaggedEverywhere, moveStageTag } from './stage-tag.ts'
import type {
  ReadyTarget,
  ReleasedImage,
  ReleaseReport,
  ReleaseRequest,
  ReleaseResult,
  Target,
  TargetOutcome,
} from './types.ts'
import { allGood, badResult, decisive, goodResult } from './verdict.ts'
import { allSkipped, deployWaves, type Ended, rollBackAll } from './waves.ts'

/**
 * Releases a stage: resolves the source once to a digest, looks at everything before the first write, copies to every
 * region, deploys wave by wave, and moves the stage's tag last. On any failure the tags stay, and what was deployed is
 * brought back.
 * @throws UserError for what was found wrong before the first write; later failures are in the report
 */
export async function release(
  request: ReleaseRequest,
  session: AwsSession,
  ports: Ports,
): Promise<ReleaseReport> {
  const started = ports.clock.now()
  const images = await ports.log.group(`Look at ${request.stage}`, async () => {
    const found = await readImages(openRegistries(session, ports), request)
    ports.log.info(`${isDigest(request.source) ? 'The image' : request.source} is ${found.manifest.digest}`)
    return found
  })
  const { manifest, image, states } = images
  const [home] = states
  // A release that was killed between two tags left one of them behind: the outgoing image is what that one names.
  const outgoing =
    states.find(({ current }) => current && current.digest !== manifest.digest)?.current ?? home.current
  const [ready, tags] = await Promise.all([
    Promise.all(request.targets.map(async (target) => await prepare(session, target, image, request, ports))),
    home.store.tagsOf([...new Set([manifest.digest, outgoing?.digest ?? manifest.digest])]),
    checkTagsCanMove(states, manifest, request.stage, !request.rollback),
  ])
  const commitOf = (digest: string | undefined): string | undefined =>
    digest === undefined ? undefined : tags?.get(digest)?.find(isCommit)
  const commit = commitOf(manifest.digest) ?? (isCommit(request.source) ? request.source : undefined)

  const report = (
    result: ReleaseResult,
    ended: readonly Ended[],
    written: { changed: boolean; copies?: ReleaseReport['copies'] },
    because?: Pick<TargetOutcome, 'reason' | 'hint'>,
  ): ReleaseReport => ({
    stage: request.stage,
    source: request.source,
    result,
    reason: because?.reason,
    hint: because?.hint,
    home: request.home,
    digest: manifest.digest,
    previousDigest: outgoing?.digest,
    commit,
    previousCommit: commitOf(outgoing?.digest),
    changed: written.changed,
    deployed: ended.some(({ outcome }) => outcome.result === 'deployed'),
    targets: ended.map(({ ready: { target }, outcome }) => ({ target, ...outcome })),
    copies: written.copies ?? [],
    milliseconds: ports.clock.now() - started,
  })

  if (isTaggedEverywhere(states, manifest.digest) && ready.every(({ settled }) => settled)) {
    const ended = ready.map((target) => ({
      ready: target,
      outcome: { result: 'unchanged', accepted: false } as const,
    }))
    return report('unchanged', ended, { changed: false })
  }

  // From here on something is written.
  ports.signal.throwIfAborted()
  const { copies, error } = await copyEverywhere(images, commit, ports)
  if (error !== undefined) {
    const result = ports.signal.aborted ? 'cancelled' : 'failed'
    return report(result, allSkipped(ready), { changed: true, copies }, error)
  }
  const ended = await deployAll(ready, ports)
  const outcomes = ended.map(({ outcome }) => outcome)
  const written = { changed: true, copies }
  if (!allGood(outcomes)) {
    const { back, because } = await bringBack(ended, request, ports)
    return report(badResult(back.map(({ outcome }) => outcome)), back, written, because)
  }
  const tagged = await tryToTag(images, request, ports)
  if ('error' in tagged) {
    const { back } = await bringBack(ended, request, ports)
    return report(badResult(back.map(({ outcome }) => outcome)), back, written, {
      ...reasonOf(tagged.error),
      reason: `The tag "${request.stage}" could not be moved: ${messageOf(tagged.error)}`,
    })
  }
  if (tagged.others.length > 0) {
    return report('superseded', ended, written, {
      reason: `Another release of "${request.stage}" moved its tag at the same time in ${tagged.others.join(', ')}.`,
      hint: 'Give the workflow a concurrency group for each stage, so that releases wait for each other.',
    })
  }
  return report(
    goodResult(outcomes, true),
    ended,
    written,
    outcomes.find(({ reason }) => reason),
  )
}

async function prepare(
  session: AwsSession,
  target: Target,
  image: ReleasedImage,
  request: ReleaseRequest,
  ports: Ports,
): Promise<ReadyTarget> {
  if (target.runs?.kind === 'ecs')
    return await prepareEcsTarget(session, target, target.runs, image, request, ports)
  if (target.runs?.kind === 'lambda') {
    return await prepareLambdaTarget(session, target, target.runs, image, request, ports)
  }
  const nothing = { result: 'tagged', accepted: false, reason: 'There is nothing to deploy to yet.' } as const
  const deploy = (): Promise<TargetOutcome> => Promise.resolve(nothing)
  return { target, settled: true, deploy, rollBack: deploy }
}

async function copyEverywhere(
  { manifest, states }: ReleaseImages,
  commit: string | undefined,
  ports: Ports,
): Promise<{ copies: ReleaseReport['copies']; error?: Pick<TargetOutcome, 'reason' | 'hint'> }> {
  const [home] = states
  const lacking = states.filter(({ hasImage }) => !hasImage)
  if (lacking.length === 0) return { copies: [] }
  const regions = lacking.map(({ store }) => store.repository.region)
  return await ports.log.group(`Copy to ${regions.join(', ')}`, async () => {
    const ended = await Promise.allSettled(
      lacking.map(async ({ store }) => {
        const { bytesCopied, bytesAvoided } = await copyImage(home.store, store, manifest, commit, ports)
        ports.log.info(
          `${store.repository.region}: ${formatBytes(bytesCopied)} copied, ${formatBytes(bytesAvoided)} were there`,
        )
        return { repository: store.repository, bytesCopied }
      }),
    )
    const copies = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
    const failed = ended.findIndex(({ status }) => status === 'rejected')
    const end = ended[failed]
    if (end?.status !== 'rejected') return { copies }
    const { reason, hint } = reasonOf(end.reason)
    return {
      copies,
      error: {
        reason: `The image could not be copied to ${regions[failed] ?? ''}: ${reason ?? ''}`,
        ...(hint === undefined ? {} : { hint }),
      },
    }
  })
}

async function deployAll(ready: readonly ReadyTarget[], ports: Ports): Promise<readonly Ended[]> {
  if (ready.every(({ target }) => target.runs === undefined)) return await deployWaves(ready, ports)
  return await ports.log.group('Deploy', async () => {
    const ended = await deployWaves(ready, ports)
    for (const { ready: done, outcome } of ended) {
      ports.log.info(
        `${done.target.name}: ${outcome.result}${outcome.reason === undefined ? '' : `. ${outcome.reason}`}`,
      )
      for (const line of outcome.evidence ?? []) ports.log.info(`  ${line}`)
    }
    return ended
  })
}

/** Brings back what was deployed, where that is wanted, and says why the release failed. */
async function bringBack(
  ended: readonly Ended[],
  request: ReleaseRequest,
  ports: Ports,
): Promise<{ back: readonly Ended[]; because: TargetOutcome | undefined }> {
  const before = decisive(ended.map(({ outcome }) => outcome))
  if (!request.rollbackOnFailure || ports.signal.aborted) return { back: ended, because: before }
  const back = await ports.log.group('Bring back', async () => await rollBackAll(ended, ports))
  // What could not be brought back is said before what failed first.
  const stuck = decisive(back.map(({ outcome }) => outcome))
  return { back, because: stuck?.result === 'failed' ? stuck : (before ?? stuck) }
}

async function tryToTag(
  images: ReleaseImages,
  request: ReleaseRequest,
  ports: Ports,
): Promise<{ readonly others: readonly string[] } | { readonly error: unknown }> {
  try {
    return { others: await moveTags(images, request, ports) }
  } catch (error) {
    return { error }
  }
}

async function moveTags(
  images: ReleaseImages,
  request: ReleaseRequest,
  ports: Ports,
): Promise<readonly string[]> {
  return await ports.log.group(`Tag ${request.stage}`, async () => {
    const others = await moveStageTag(images.states, images.manifest, request.stage, !request.rollback)
    for (const { store, current } of images.states) {
      const from = current === undefined ? 'new' : shortDigest(current.digest)
      ports.log.info(
        `${store.repository.url}:${request.stage}: ${from} -> ${shortDigest(images.manifest.digest)}`,
      )
    }
    return others
  })
}
