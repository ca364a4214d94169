import type { AwsSession } from '../aws/session.ts'
import { messageOf } from '../errors.ts'
import { blobsOf, type Manifest } from '../registry/manifest.ts'
import type { ImageStore } from '../registry/image-store.ts'
import { openRegistries } from '../registry/open.ts'
import { isDigest } from '../registry/reference.ts'
import { shortDigest } from '../report/markdown.ts'
import type { Ports } from '../runner/ports.ts'
import { type Commits, lookUpCommits } from './commits.ts'
import { copyToRegions } from './copy-regions.ts'
import { because as reasonOf } from './failure.ts'
import { readImages, type ReleaseImages } from './images.ts'
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
  const registries = openRegistries(session, ports)
  const lookUp = (store: ImageStore, incoming: Manifest, former: Manifest | undefined): Commits =>
    lookUpCommits(store, incoming, former, request.source, session, ports)
  const images = await ports.log.group(`Look at ${request.stage}`, async () => {
    const found = await readImages(registries, request, lookUp)
    ports.log.info(`${isDigest(request.source) ? 'The image' : request.source} is ${found.manifest.digest}`)
    return found
  })
  const { manifest, image, states } = images
  const [home] = states
  // A release that was killed between two tags left one of them behind: the outgoing image is what that one names.
  const outgoing =
    states.find(({ current }) => current && current.digest !== manifest.digest)?.current ?? home.current
  // Nothing waits for it but the copy to other regions, which takes the commit's tag along.
  const commits =
    outgoing?.digest === home.current?.digest ? images.asked : lookUp(home.store, manifest, outgoing)
  const [ready] = await Promise.all([
    Promise.all(request.targets.map(async (target) => await prepare(session, target, image, request, ports))),
    checkTagsCanMove(states, manifest, request.stage, !request.rollback),
  ])

  const report = async (
    result: ReleaseResult,
    ended: readonly Ended[],
    written: { changed: boolean; copies?: ReleaseReport['copies'] },
    because?: Pick<TargetOutcome, 'reason' | 'hint'>,
  ): Promise<ReleaseReport> => ({
    ...(await commits),
    stage: request.stage,
    source: request.source,
    result,
    reason: because?.reason,
    hint: because?.hint,
    home: request.home,
    digest: manifest.digest,
    previousDigest: outgoing?.digest,
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
    return await report('unchanged', ended, { changed: false })
  }

  // From here on something is written.
  ports.signal.throwIfAborted()
  const commit = states.length > 1 ? (await commits).commit : undefined
  const { retries } = registries
  const { copies, error } = await copyToRegions(images, commit, request, session, { ...ports, retries })
  if (error !== undefined) {
    const result = ports.signal.aborted ? 'cancelled' : 'failed'
    return await report(result, allSkipped(ready), { changed: true, copies }, error)
  }
  const ended = await deployAll(ready, ports)
  const outcomes = ended.map(({ outcome }) => outcome)
  const written = { changed: true, copies }
  if (!allGood(outcomes)) {
    const { back, because } = await bringBack(ended, request, ports)
    return await report(badResult(back.map(({ outcome }) => outcome)), back, written, because)
  }
  const tagged = await tryToTag(images, request, ports)
  if ('error' in tagged) {
    const { back } = await bringBack(ended, request, ports)
    return await report(badResult(back.map(({ outcome }) => outcome)), back, written, {
      ...reasonOf(tagged.error),
      reason: `The tag "${request.stage}" could not be moved: ${messageOf(tagged.error)}`,
    })
  }
  if (tagged.winner !== undefined) {
    return await report('superseded', ended, written, {
      reason: `Another release of "${request.stage}" moved its tag at the same time: it names ${tagged.winner} now.`,
      hint: 'Give the workflow a concurrency group for each stage, so that releases wait for each other.',
    })
  }
  return await report(
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
  // The SDK's clients are loaded for who needs them: each takes as long as a request.
  if (target.runs?.kind === 'ecs') {
    const { prepareEcsTarget } = await import('./ecs/target.ts')
    return await prepareEcsTarget(session, target, target.runs, image, request, ports)
  }
  if (target.runs?.kind === 'lambda') {
    const { prepareLambdaTarget } = await import('./lambda/target.ts')
    return await prepareLambdaTarget(session, target, target.runs, image, request, ports)
  }
  const nothing = { result: 'tagged', accepted: false, reason: 'There is nothing to deploy to yet.' } as const
  const deploy = (): Promise<TargetOutcome> => Promise.resolve(nothing)
  return { target, settled: true, deploy, rollBack: deploy }
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
  { manifest, states }: ReleaseImages,
  request: ReleaseRequest,
  { log, journal }: Ports,
): Promise<{ readonly winner: string | undefined } | { readonly error: unknown }> {
  const { stage, rollback } = request
  try {
    const winner = await log.group(`Tag ${stage}`, async () => {
      const superseding = await moveStageTag(states, manifest, stage, !rollback, log.info)
      for (const { hasImage } of states) if (hasImage) journal.avoid(bytesOf(manifest))
      for (const { store, current } of states) {
        const from = current === undefined ? 'new' : shortDigest(current.digest)
        log.info(
          `${store.repository.url}:${stage}: ${from} -> ${shortDigest(superseding ?? manifest.digest)}`,
        )
      }
      return superseding
    })
    return { winner }
  } catch (error) {
    return { error }
  }
}

/** The size of an image; of an index it is known only by those who read all of it. */
function bytesOf(manifest: Manifest): number {
  return blobsOf(manifest).reduce((sum, { size }) => sum + size, 0)
}
