import { LambdaClient } from '@aws-sdk/client-lambda'
import { isRefusal } from '../../../aws/errors.ts'
import { messageOf, UserError } from '../../../errors.ts'
import { digestIn } from '../ecs/container.ts'
import { brokenOff } from '../failure.ts'
import type { ReadyTarget, TargetOutcome } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'
import type { LambdaFunction, Target } from '../../request/target.ts'
import { digestForLambda } from './deployable.ts'
import { describeFunction, settle, startUpdate, tagFunction } from './function.ts'

// TinyStacks' own name for it; the digest in the registry, not the image id that its script put there.
const DIGEST_TAG = 'IMAGE_SHA'
const TAKEN = { status: 'Successful', reason: undefined } as const

/**
 * Looks at a Lambda function before the first write: it exists, takes images, and the image has its architecture.
 * @throws UserError when the release cannot work here
 */
export async function prepareLambdaTarget(
  target: Target,
  runs: LambdaFunction,
  { session, image, request, ports }: PrepareContext,
): Promise<ReadyTarget> {
  const { log, clock } = ports
  if (target.repository.region !== target.region) {
    throw new UserError(
      `The Lambda function "${runs.name}" is in ${target.region}, and its image in ${target.repository.region}. Lambda takes images of its own region only.`,
      'Set "regional-ecr-image-url" to a repository in the region of the function; the image is copied there.',
    )
  }
  const client = session.client(LambdaClient, target.region)
  const state = await describeFunction(client, runs.name, target.region)
  const digest = digestForLambda(image, state.architecture, runs.name)
  const formerDigest = digestIn(state.image ?? '')
  const runsIt = formerDigest === digest && !state.updating && state.lastUpdate !== 'Failed'

  const update = async (imageUri: string, tagged: string | undefined): Promise<TargetOutcome> => {
    const functionArn = state.arn
    const deadline = clock.now() + request.waitMs
    try {
      await startUpdate(client, state, imageUri, deadline, ports)
    } catch (error) {
      return { ...brokenOff(error, !isRefusal(error), ports.signal), functionArn }
    }
    try {
      const outcome = request.wait === 'none' ? TAKEN : await settle(client, state.arn, deadline, ports)
      if (outcome.status === 'TimedOut') {
        return {
          result: 'timed-out',
          accepted: true,
          reason: `The update was not over in time: ${outcome.reason ?? ''}.`,
          functionArn,
        }
      }
      if (outcome.status === 'Failed') {
        return {
          result: 'failed',
          accepted: true,
          reason: `Lambda did not take the image: ${outcome.reason ?? 'no reason given'}.`,
          functionArn,
        }
      }
    } catch (error) {
      return { ...brokenOff(error, true, ports.signal), functionArn }
    }
    if (tagged !== undefined) await tag(tagged)
    return { result: 'deployed', accepted: true, functionArn, functionVersion: '$LATEST' }
  }
  const tag = async (value: string): Promise<void> => {
    try {
      await tagFunction(client, state.arn, { [DIGEST_TAG]: value }, clock.now() + request.waitMs, ports)
    } catch (error) {
      log.warning(
        `${target.name}: the function runs the image, but its tag ${DIGEST_TAG} could not be set: ${messageOf(error)}`,
      )
    }
  }

  return {
    target,
    outlook: { running: formerDigest, revision: undefined, diff: [], notes: [] },
    wayBack: state.image === undefined || runsIt ? undefined : { image: state.image },
    settled: runsIt && (state.tags === undefined || state.tags[DIGEST_TAG] === image.digest),
    deploy: async () => {
      if (runsIt) {
        await tag(image.digest)
        return { result: 'unchanged', accepted: false, functionArn: state.arn, functionVersion: '$LATEST' }
      }
      return await update(`${target.repository.url}@${digest}`, image.digest)
    },
    rollBack: async () => {
      if (state.image === undefined || runsIt) {
        return { result: 'failed', accepted: true, reason: 'It is not known what the function ran before.' }
      }
      const outcome = await update(state.image, state.tags?.[DIGEST_TAG] ?? formerDigest)
      return outcome.result === 'deployed'
        ? { ...outcome, result: 'rolled-back' }
        : {
            ...outcome,
            result: 'failed',
            reason: `It could not be brought back: ${outcome.reason ?? outcome.result}`,
          }
    },
  }
}
