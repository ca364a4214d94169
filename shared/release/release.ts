import type { AwsSessions } from '../aws/sessions.ts'
import { messageOf } from '../errors.ts'
import { openRegistries } from '../registry/open.ts'
import type { Ports } from '../runner/ports.ts'
import { followUntilShielded } from '../runner/shield.ts'
import { withinReach } from '../runner/within-reach.ts'
import { bringBack, deployAll, leaveOrReturn } from './deploy/deploy.ts'
import { because as reasonOf, cancelledCommand, cancelledEarly } from './deploy/failure.ts'
import type { ReadyTarget, ReleaseReport } from './deploy/outcome.ts'
import { allGood, badResult, goodResult } from './deploy/verdict.ts'
import { allSkipped, type Ended } from './deploy/waves.ts'
import { keeperOf } from './kept/keeper.ts'
import { lookAtAll, looksAt } from './look.ts'
import { copyToRegions } from './promote/copy-regions.ts'
import { explainLostRace } from './promote/lost-race.ts'
import { isTaggedEverywhere } from './promote/stage-tag.ts'
import { tryToTag } from './promote/tag-stage.ts'
import { type Course, type Known, reportOf } from './report/report.ts'
import type { ReleaseRequest } from './request/request.ts'
import { identityOf } from './request/identity.ts'

// What is left to a cancelled job is seconds: what can be done without waits for no longer than this.
const SHORT_MS = 500
// A task has to be stopped before the step ends.
const COMMAND_MS = 4_000

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
  const keeper = keeperOf(ports.state, ports.signal)
  const isCancelled = (): boolean => ports.signal.aborted
  const sessionOf = identityOf(request, sessions)
  const shielded = followUntilShielded(ports.signal)
  const registries = openRegistries(sessionOf, { ...ports, signal: shielded.signal })
  const looking = lookAtAll(request, registries, sessions, ports)
  const { known, ready, runCommand } = await withinReach(looking, ports.signal, 0, () => {
    throw cancelledEarly(request.stage, ports.signal)
  })
  const { images } = known
  const { manifest, states } = images
  const report = async (course: Omit<Course, 'started' | 'milliseconds'>): Promise<ReleaseReport> => {
    keeper.ended(course.result)
    const milliseconds = ports.clock.now() - started
    // Labels of commits are no reason to be late.
    const commits = withinReach(known.commits, ports.signal, SHORT_MS, () => new Map<string, string>())
    return await reportOf({ ...known, commits }, { ...course, started, milliseconds })
  }

  const isDone = isTaggedEverywhere(states, manifest.digest) && ready.every(({ settled }) => settled)
  if (request.plan) return await report({ result: 'planned', ended: ready.map(planned), changed: false })
  if (isDone) return await report({ result: 'unchanged', ended: ready.map(unchanged), changed: false })

  // From here on something is written.
  if (isCancelled()) throw cancelledEarly(request.stage, ports.signal)
  await withinReach(hooks.begins(known, ready), ports.signal, SHORT_MS, () => undefined)
  const commit = states.length > 1 ? (await known.commits).get(manifest.digest) : undefined
  const copying = copyToRegions(images, commit, request, sessionOf, { ...ports, retries: registries.retries })
  const { copies, error } = await withinReach(copying, ports.signal, SHORT_MS, () => ({
    copies: [],
    error: reasonOf(ports.signal.reason),
  }))
  let written: Pick<Course, 'changed' | 'copies' | 'command'> = { changed: true, copies }
  const cancelled = async (ended: readonly Ended[]): Promise<ReleaseReport> => {
    const { back, because } = await leaveOrReturn(ended, manifest.digest, request, ports)
    return await report({ ...written, result: 'cancelled', ended: back, because })
  }
  if (isCancelled()) return await cancelled(allSkipped(ready))
  if (error !== undefined) {
    return await report({ ...written, result: 'failed', ended: allSkipped(ready), because: error })
  }

  const command = runCommand && (await withinReach(runCommand(), ports.signal, COMMAND_MS, cancelledCommand))
  written = { ...written, command }
  if (isCancelled()) return await cancelled(allSkipped(ready))
  if (command?.failure !== undefined) {
    return await report({ ...written, result: 'failed', ended: allSkipped(ready), because: command.failure })
  }
  keeper.begins(request, images.image, ready)
  const ended = await deployAll(keeper.keeping(ready), request, ports)
  const outcomes = ended.map(({ outcome }) => outcome)
  if (isCancelled()) return await cancelled(ended)
  if (!allGood(outcomes)) {
    const { back, because, cause } = await bringBack(ended, request, ports, keeper.returns)
    return await report({ ...written, result: badResult(outcomesOf(back)), ended: back, because, cause })
  }
  // Everything runs the image. A cancel comes too late from here on: tags that move are finished, or put back.
  shielded.shield()
  keeper.moves(states)
  const tagged = await tryToTag(images, request, ports)
  if ('error' in tagged) {
    if (isCancelled()) return await cancelled(ended)
    const { back, stuck } = await bringBack(ended, request, ports, keeper.returns)
    const reason = `The tag "${request.stage}" could not be moved: ${messageOf(tagged.error)}`
    const cause = { ...reasonOf(tagged.error), reason }
    const because = { ...cause, reason: [stuck, reason].filter(Boolean).join(' ') }
    return await report({ ...written, result: badResult(outcomesOf(back)), ended: back, because, cause })
  }
  if (tagged.winner !== undefined) {
    const digests = { digest: manifest.digest, winner: tagged.winner }
    const look = looksAt(request, images.image, sessions, ports)
    const because = await explainLostRace(request.stage, digests, ended, look)
    return await report({ ...written, result: 'superseded', ended, because })
  }
  if (isCancelled()) ports.log.info('The cancel came too late: the release is complete.')
  const because = outcomes.find(({ reason }) => reason)
  return await report({ ...written, result: goodResult(outcomes, true), ended, because })
}

function planned(ready: ReadyTarget): Ended {
  const nothing = ready.target.runs === undefined ? 'tagged' : 'unchanged'
  return { ready, outcome: { ...ready.names, result: ready.settled ? nothing : 'planned', accepted: false } }
}

function unchanged(ready: ReadyTarget): Ended {
  return { ready, outcome: { ...ready.names, result: 'unchanged', accepted: false } }
}

function outcomesOf(ended: readonly Ended[]): readonly Ended['outcome'][] {
  return ended.map(({ outcome }) => outcome)
}
