import { UpdateFunctionCodeCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda'
import { messageOf, UserError } from '../../../errors.ts'
import type { EnvironmentChange } from '../../request/target.ts'
import { digestIn } from '../ecs/container.ts'
import { isApplied, isSameEnvironment, mergedEnvironment } from './environment.ts'
import { type FunctionState, readFunction } from './function.ts'
import { halt, superseded } from './halt.ts'
import { explainReason, hintForRefusal } from './reasons.ts'
import { isStale, settle, type Site, write } from './site.ts'

/** What `$LATEST` is to run. */
export interface Wanted {
  /** `repository@digest` */
  readonly imageUri: string
  readonly environment: EnvironmentChange
}

/** How often a write is made again because something else of the function changed in between. */
const MOST_STALE = 5

/**
 * Gives `$LATEST` its environment and then its image, each where it has another one. The environment goes first: when
 * that fails, the function still runs what it ran. Everything else of the function stays as it is.
 * @param isWaiting false: the last update is accepted, and not waited for
 * @returns the function as it is then
 * @throws a halt when it fails, does not end, or someone else comes in between
 */
export async function updateLatest(
  site: Site,
  before: FunctionState,
  wanted: Wanted,
  isWaiting = true,
): Promise<FunctionState> {
  // An update that someone else started has to end first, whatever its outcome.
  let now = before.updating ? await settle(site) : before
  if (!isSameFunction(now, before)) throw otherCame(now)
  if (!isApplied(now.environment, wanted.environment)) {
    now = await updateEnvironment(site, now, wanted.environment)
  }
  if (now.digest === digestIn(wanted.imageUri) && !now.failed) return now
  return await updateCode(site, now, wanted.imageUri, isWaiting)
}

async function updateEnvironment(
  site: Site,
  before: FunctionState,
  change: EnvironmentChange,
): Promise<FunctionState> {
  const isDone = (now: FunctionState): boolean => isApplied(now.environment, change)
  await guarded(site, before, isDone, async (now) => {
    const Variables = { ...mergedEnvironment(now.environment ?? {}, change) }
    await site.client.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: site.arn,
        Environment: { Variables },
        ...guardOf(now),
      }),
    )
  })
  site.ports.log.info(`${site.name}: Lambda changes the environment`)
  const after = await settle(site)
  if (after.failed) {
    const why = explainReason('Lambda did not take the environment', after.reasonCode, after.reason)
    throw halt({ result: 'failed', ...why })
  }
  if (isDone(after)) return after
  throw superseded("Something else changed the function's environment while it was released.")
}

/**
 * The architecture is sent as it is, because the API's default is x86_64 whatever the function has.
 * Source: AWS Lambda API Reference, UpdateFunctionCode.
 */
async function updateCode(
  site: Site,
  before: FunctionState,
  imageUri: string,
  isWaiting: boolean,
): Promise<FunctionState> {
  const digest = digestIn(imageUri)
  const Architectures: ('arm64' | 'x86_64')[] = [before.architecture === 'arm64' ? 'arm64' : 'x86_64']
  const isDone = (now: FunctionState): boolean => now.digest === digest
  try {
    await guarded(site, before, isDone, async (now) => {
      const guard = guardOf(now)
      const FunctionName = site.arn
      await site.client.send(
        new UpdateFunctionCodeCommand({ FunctionName, ImageUri: imageUri, Architectures, ...guard }),
      )
    })
  } catch (error) {
    const hint = error instanceof UserError ? (error.hint ?? hintForRefusal(error.message)) : undefined
    throw hint === undefined ? error : new UserError(messageOf(error), hint, { cause: causeOf(error) })
  }
  site.ports.log.info(`${site.name}: Lambda updates the function to ${digest ?? imageUri}`)
  if (!isWaiting) return before
  const after = await settle(site)
  if (after.failed && (isDone(after) || after.digest === before.digest)) {
    throw halt({
      result: 'failed',
      ...explainReason('Lambda did not take the image', after.reasonCode, after.reason),
    })
  }
  if (!isDone(after)) throw otherCame(after)
  return after
}

/**
 * Writes only onto the function that was read. The id changes with whatever is changed of the function: what is not
 * ours, as its memory, is read again and kept; another image or environment belongs to someone else.
 * @param isDone true where it has been carried out already, and its answer was lost
 */
async function guarded(
  site: Site,
  before: FunctionState,
  isDone: (now: FunctionState) => boolean,
  change: (now: FunctionState) => Promise<void>,
): Promise<void> {
  let known = before
  for (let stale = 0; ; stale += 1) {
    try {
      await write(site, async () => {
        await change(known)
      })
      return
    } catch (error) {
      if (!isStale(error) || stale === MOST_STALE) throw error
      const now = await readFunction(site.client, site.arn)
      if (isDone(now)) {
        site.accepted = true
        return
      }
      if (!isSameFunction(now, before)) throw otherCame(now)
      known = now
    }
  }
}

function guardOf({ revisionId }: FunctionState): { RevisionId?: string } {
  return revisionId === undefined ? {} : { RevisionId: revisionId }
}

function isSameFunction(now: FunctionState, before: FunctionState): boolean {
  return now.image === before.image && isSameEnvironment(now.environment, before.environment)
}

function otherCame({ image }: FunctionState): Error {
  return superseded(
    `Something else updated the function while it was released: it has ${image ?? 'another image'} now, or another environment.`,
  )
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
}
