import { LambdaClient } from '@aws-sdk/client-lambda'
import type { LambdaFunction, Target } from '../../request/target.ts'
import { brokenOff } from '../failure.ts'
import { checkHealth } from '../health-check.ts'
import type { ReadyTarget, TargetOutcome } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import { createAlias } from './alias.ts'
import { bringBack, unknownFormer } from './bring-back.ts'
import type { FunctionState } from './function.ts'
import { isHalt } from './halt.ts'
import { leftBehind } from './left-behind.ts'
import { isReady, lookAtFunction } from './look.ts'
import { outlookOf } from './outlook.ts'
import { publishVersion } from './publish.ts'
import { alarmTrouble, shiftTraffic, type Trouble, type Watch } from './shift.ts'
import type { Site } from './site.ts'
import { DIGEST_TAG, tagDigest } from './tag.ts'
import { isRouted } from './traffic.ts'
import { updateLatest } from './update.ts'
import { formerOf, toWayBack } from './way-back.ts'

/**
 * Looks at a Lambda function before the first write: it exists, takes images, and the image has its architecture.
 * @throws UserError when the release cannot work here
 */
export async function prepareLambdaTarget(
  target: Target,
  runs: LambdaFunction,
  context: PrepareContext,
): Promise<ReadyTarget> {
  const { session, image, request, stageDigest, ports } = context
  const client = session.client(LambdaClient, target.region)
  const { found, digest } = await lookAtFunction(target, runs, context)
  const { latest, alias, candidate } = found
  const { arn } = latest
  const runsIt = isReady(latest, digest, target)
  const isAliasDone =
    runs.alias === undefined ||
    (alias !== undefined && candidate !== undefined && isRouted(alias, candidate, runs.traffic))
  const isTagged = latest.tags === undefined || latest.tags[DIGEST_TAG] === image.digest
  const isDone = runsIt && isAliasDone
  const former = isDone
    ? await leftBehind(client, found, digest, target, runs, context)
    : formerOf(found, digest, target.environment)
  const site: Site = { client, name: target.name, arn, ports, waitMs: request.waitMs, accepted: false }

  const rollBack: ReadyTarget['rollBack'] = async (pace) =>
    former === undefined ? unknownFormer() : await bringBack(target, runs, former, pace, context)

  const run = async (): Promise<TargetOutcome> => {
    const isWaiting = request.wait === 'deployed' || runs.alias !== undefined
    const wanted = { imageUri: `${target.repository.url}@${digest}`, environment: target.environment }
    const now = runsIt ? latest : await updateLatest(site, latest, wanted, isWaiting)
    const moved = runs.alias === undefined ? await watchLatest(runsIt) : await moveToVersion(now)
    if (moved.result !== 'deployed') return moved
    await tagDigest(site, image.digest)
    return moved
  }
  const watchLatest = async (isThere: boolean): Promise<TargetOutcome> => {
    const functionVersion = '$LATEST'
    if (isThere) return { result: 'unchanged', accepted: false, functionVersion }
    const gone = await context.alarms(true)
    if (gone.length > 0) return { result: 'failed', accepted: true, functionVersion, ...alarmTrouble(gone) }
    return { result: 'deployed', accepted: true, functionVersion }
  }
  const watch: Watch = {
    alarms: context.alarms,
    health: async () =>
      request.healthCheck === undefined ? undefined : await checkHealth(request.healthCheck, ports),
    isGoingBack: request.rollbackOnFailure,
  }
  const moveToVersion = async (now: FunctionState): Promise<TargetOutcome> => {
    const name = runs.alias ?? ''
    const description = `Released to ${request.stage}: ${image.digest}`
    const functionVersion = candidate ?? (await publishVersion(site, now, description))
    const from = alias ?? (await createAlias(site, name, functionVersion))
    const { wrong, percent } = await shiftTraffic(site, from, functionVersion, runs.traffic, watch)
    const share = `${percent} % of the alias "${name}"`
    if (wrong !== undefined) {
      const reason = `${wrong.reason ?? ''} Version ${functionVersion} had ${share}.`
      return await goBack({ ...wrong, reason })
    }
    const reason = `Version ${functionVersion} gets ${share}; the next release completes or replaces that.`
    return { result: 'deployed', accepted: true, functionVersion, ...(percent < 100 ? { reason } : {}) }
  }
  const goBack = async (wrong: Trouble): Promise<TargetOutcome> => {
    if (!request.rollbackOnFailure) return { result: 'failed', accepted: true, ...wrong }
    const back = await rollBack('wait')
    const reason = [back.result === 'rolled-back' ? '' : back.reason, wrong.reason].filter(Boolean).join(' ')
    const hint = back.hint ?? wrong.hint
    return { ...back, reason, ...(hint === undefined ? {} : { hint }) }
  }

  return {
    target,
    outlook: outlookOf(found, { target, runs, image, digest, stage: request.stage, stageDigest }),
    wayBack: former === undefined ? undefined : toWayBack(former),
    names: { functionArn: arn, functionVersion: alias?.version ?? '$LATEST' },
    settled: isDone && isTagged,
    deploy: async () => {
      try {
        if (isDone) {
          await tagDigest(site, image.digest)
          const functionVersion = candidate ?? '$LATEST'
          // What a killed release left is this one's to answer for: it completes it, or brings it back.
          const accepted = former !== undefined
          return { result: 'unchanged', accepted, functionArn: arn, functionVersion }
        }
        return { functionArn: arn, ...(await run()) }
      } catch (error) {
        if (isHalt(error)) return { ...error.end, accepted: site.accepted, functionArn: arn }
        return { ...brokenOff(error, site.accepted, ports.signal), functionArn: arn }
      }
    },
    rollBack,
  }
}
