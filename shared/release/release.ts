import type { AwsSessions } from '../aws/sessions.ts'
import { messageOf } from '../errors.ts'
import { readPlatform } from '../registry/image-labels.ts'
import { openRegistries, type Registries } from '../registry/open.ts'
import { isDigest } from '../registry/reference.ts'
import type { Ports } from '../runner/ports.ts'
import { bringBack, commandRunnerOf, deployAll } from './deploy/deploy.ts'
import { because as reasonOf } from './deploy/failure.ts'
import type { CommandOutcome, ReadyTarget, ReleaseReport } from './deploy/outcome.ts'
import { prepareTarget } from './deploy/prepare.ts'
import { allGood, badResult, goodResult } from './deploy/verdict.ts'
import { allSkipped, type Ended } from './deploy/waves.ts'
import { lookUpCommits } from './promote/commits.ts'
import { copyToRegions } from './promote/copy-regions.ts'
import { readImages } from './promote/images.ts'
import { checkTagsCanMove, isTaggedEverywhere } from './promote/stage-tag.ts'
import { tryToTag } from './promote/tag-stage.ts'
import { type Course, type Known, reportOf } from './report/report.ts'
import type { ReleaseRequest } from './request/request.ts'
import { identityOf } from './request/identity.ts'

/** What a release tells while it is under way. */
export interface ReleaseHooks {
  /** Everything was looked at, and the first write is next. */
  readonly begins: (known: Known, ready: readonly ReadyTarget[]) => Promise<void>
}

/**
 * Releases a stage: resolves the source once to a digest, looks at everything before the first write, copies to every
 * region, runs the command, deploys wave by wave, and moves the stage's tag last. On any failure the tags stay, and
 * what was deployed is brought back.
 * @throws UserError for what was found wrong before the first write; later failures are in the report
 */
export async function release(
  request: ReleaseRequest,
  sessions: AwsSessions,
  ports: Ports,
  hooks: ReleaseHooks,
): Promise<ReleaseReport> {
  const started = ports.clock.now()
  const sessionOf = identityOf(request, sessions)
  const registries = openRegistries(sessionOf, ports)
  const { known, ready, runCommand } = await lookAtAll(request, registries, sessions, ports)
  const { images } = known
  const { manifest, states } = images
  const report = async (course: Omit<Course, 'started' | 'milliseconds'>): Promise<ReleaseReport> =>
    await reportOf(known, { ...course, started, milliseconds: ports.clock.now() - started })

  const isDone = isTaggedEverywhere(states, manifest.digest) && ready.every(({ settled }) => settled)
  if (request.plan) return await report({ result: 'planned', ended: ready.map(planned), changed: false })
  if (isDone) return await report({ result: 'unchanged', ended: ready.map(unchanged), changed: false })

  // From here on something is written.
  ports.signal.throwIfAborted()
  await hooks.begins(known, ready)
  const commit = states.length > 1 ? (await known.commits).get(manifest.digest) : undefined
  const { copies, error } = await copyToRegions(images, commit, request, sessionOf, {
    ...ports,
    retries: registries.retries,
  })
  const skipped = { ended: allSkipped(ready), changed: true, copies }
  const broken = ports.signal.aborted ? 'cancelled' : 'failed'
  if (error !== undefined) return await report({ ...skipped, result: broken, because: error })

  const command = await runCommand?.()
  if (command?.failure !== undefined) {
    const result = ports.signal.aborted ? 'cancelled' : 'failed'
    return await report({ ...skipped, result, command, because: command.failure })
  }
  const ended = await deployAll(ready, request, ports)
  const outcomes = ended.map(({ outcome }) => outcome)
  const written = { changed: true, copies, command }
  if (!allGood(outcomes)) {
    const { back, because } = await bringBack(ended, request, ports)
    return await report({ ...written, result: badResult(outcomesOf(back)), ended: back, because })
  }
  const tagged = await tryToTag(images, request, ports)
  if ('error' in tagged) {
    const { back } = await bringBack(ended, request, ports)
    const because = {
      ...reasonOf(tagged.error),
      reason: `The tag "${request.stage}" could not be moved: ${messageOf(tagged.error)}`,
    }
    return await report({ ...written, result: badResult(outcomesOf(back)), ended: back, because })
  }
  if (tagged.winner !== undefined) {
    const because = {
      reason: `Another release of "${request.stage}" moved its tag at the same time: it names ${tagged.winner} now.`,
      hint: 'Give the workflow a concurrency group for each stage, so that releases wait for each other.',
    }
    return await report({ ...written, result: 'superseded', ended, because })
  }
  const because = outcomes.find(({ reason }) => reason)
  return await report({ ...written, result: goodResult(outcomes, true), ended, because })
}

interface Looked {
  readonly known: Known
  readonly ready: readonly ReadyTarget[]
  readonly runCommand: (() => Promise<CommandOutcome>) | undefined
}

/** Everything that can be known before the first write. */
async function lookAtAll(
  request: ReleaseRequest,
  registries: Registries,
  sessions: AwsSessions,
  ports: Ports,
): Promise<Looked> {
  const home = sessions.of(request.role)
  const images = await ports.log.group(`Look at ${request.stage}`, async () => {
    const found = await readImages(
      registries,
      request,
      (store, incoming, there) =>
        lookUpCommits(store, [incoming, ...there.values()], request.source, home, ports),
      async (store, manifest) => await readPlatform(store, manifest, home, ports),
    )
    ports.log.info(`${isDigest(request.source) ? 'The image' : request.source} is ${found.manifest.digest}`)
    return found
  })
  const { manifest, image, states } = images
  const [first] = states
  // A release that was killed between two tags left one of them behind: the outgoing image is what that one names.
  const outgoing =
    states.find(({ current }) => current && current.digest !== manifest.digest)?.current ?? first.current
  const commits =
    outgoing === undefined || outgoing.digest === first.current?.digest
      ? images.asked
      : lookUpCommits(first.store, [manifest, outgoing], request.source, home, ports)
  const [ready] = await Promise.all([
    Promise.all(
      request.targets.map(async (target) => {
        const session = sessions.of(target.role ?? request.role)
        return await prepareTarget(target, image, {
          session,
          request,
          ports,
          stageDigest: first.current?.digest,
        })
      }),
    ),
    checkTagsCanMove(states, manifest, request.stage, !request.rollback),
  ])
  for (const { target, outlook } of ready) {
    for (const note of outlook.notes) ports.log.info(`${target.name}: ${note}`)
  }
  return {
    known: { request, images, commits, previousDigest: outgoing?.digest },
    ready,
    runCommand: commandRunnerOf(ready, request),
  }
}

function planned(ready: ReadyTarget): Ended {
  const nothing = ready.target.runs === undefined ? 'tagged' : 'unchanged'
  return { ready, outcome: { result: ready.settled ? nothing : 'planned', accepted: false } }
}

function unchanged(ready: ReadyTarget): Ended {
  return { ready, outcome: { result: 'unchanged', accepted: false } }
}

function outcomesOf(ended: readonly Ended[]): readonly Ended['outcome'][] {
  return ended.map(({ outcome }) => outcome)
}
