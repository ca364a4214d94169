import { LambdaClient } from '@aws-sdk/client-lambda'
import { awsErrorName } from '../../../aws/errors.ts'
import type { LambdaFunction, Target } from '../../request/target.ts'
import { brokenOff } from '../failure.ts'
import type { Pace, TargetOutcome, WayBack } from '../outcome.ts'
import type { DeployContext } from '../prepare.ts'
import { digestIn } from '../ecs/container.ts'
import { type AliasState, moveAlias, readAlias } from './alias.ts'
import { type FunctionState, readFunction } from './function.ts'
import { isHalt, superseded } from './halt.ts'
import type { Site } from './site.ts'
import { tagDigest } from './tag.ts'
import { isSameRouting, type Routing } from './traffic.ts'
import { updateLatest } from './update.ts'
import { type FormerFunction, fromWayBack } from './way-back.ts'

// A runner gives a cancelled step seven seconds in all, and other targets want theirs.
const START_MS = 2_000

/**
 * Brings a function back to what it ran before a release: its alias first, which takes effect at once, then its
 * environment and its image. Whatever someone else deployed meanwhile is left as it is.
 */
export async function bringBackLambda(
  target: Target,
  runs: LambdaFunction,
  wayBack: WayBack,
  pace: Pace,
  context: DeployContext,
): Promise<TargetOutcome> {
  const former = fromWayBack(wayBack)
  if (former === undefined) return unknownFormer()
  const client = context.session.client(LambdaClient, target.region)
  return await bringBack(target, runs, await recall(client, runs.name, former), pace, context)
}

/** The outcome where nobody knows what to bring back. */
export function unknownFormer(): TargetOutcome {
  return { result: 'failed', accepted: true, reason: 'It is not known what the function ran before.' }
}

/** As `bringBackLambda`, by the process that released and knows the former values of variables, too. */
export async function bringBack(
  target: Target,
  runs: LambdaFunction,
  former: FormerFunction,
  pace: Pace,
  { session, request, ports }: DeployContext,
): Promise<TargetOutcome> {
  const client = session.client(LambdaClient, target.region)
  const isStart = pace === 'start'
  // The signal of a cancelled job would end each wait at once, and an update has to end before the next one begins.
  const signal = isStart ? new AbortController().signal : ports.signal
  const waitMs = isStart ? START_MS : request.waitMs
  const before = await readFunction(client, runs.name)
  const { clock, log } = ports
  const site: Site = {
    client,
    name: target.name,
    arn: before.arn,
    ports: { clock, log, signal },
    waitMs,
    accepted: true,
  }
  const functionArn = before.arn
  try {
    refuseForeign(before, former)
    const alias = await bringAliasBack(site, runs, former)
    await updateLatest(site, before, { imageUri: former.image, environment: former.environment }, !isStart)
    if (isStart) return { ...started(alias, former.image), functionArn }
    const tag = former.tag ?? digestIn(former.image)
    if (tag !== undefined) await tagDigest(site, tag)
    const lost = forgottenReason(former)
    if (lost !== undefined) return { result: 'failed', accepted: true, functionArn, reason: lost }
    return {
      result: 'rolled-back',
      accepted: true,
      functionArn,
      functionVersion: former.routing?.version ?? '$LATEST',
    }
  } catch (error) {
    if (isHalt(error) && error.end.result === 'superseded') {
      return { ...error.end, accepted: true, functionArn }
    }
    if (isStart && isStillUpdating(error)) return { ...stillUpdating(), functionArn }
    const broken = isHalt(error) ? error.end : brokenOff(error, true, signal)
    const reason = `It could not be brought back: ${broken.reason ?? broken.result}`
    return { ...broken, result: 'failed', accepted: true, reason, functionArn }
  }
}

function refuseForeign(now: FunctionState, { released, image }: FormerFunction): void {
  if (now.digest === undefined || now.digest === released || now.digest === digestIn(image)) return
  throw superseded(
    `Something else updated the function after this release: it has ${now.image ?? 'another image'} now.`,
  )
}

/** Moves the alias to where it was, unless someone else moved it. */
async function bringAliasBack(
  site: Site,
  { alias: name }: LambdaFunction,
  { routing, released }: FormerFunction,
): Promise<AliasState | undefined> {
  if (name === undefined) return undefined
  if (routing === undefined) {
    site.ports.log.info(`${site.name}: the alias "${name}" is new, and stays where it is`)
    return undefined
  }
  const now = await readAlias(site.client, site.arn, name)
  if (now === undefined) throw superseded(`Something else removed the alias "${name}".`)
  if (isSameRouting(now, routing)) return now
  const versions = versionsIn(now).filter((version) => !versionsIn(routing).includes(version))
  const digests = await Promise.all(
    versions.map(async (version) => (await readFunction(site.client, site.arn, version)).digest),
  )
  if (digests.some((digest) => digest !== released)) {
    throw superseded(
      `Something else moved the alias "${name}" after this release: it points to version ${now.version} now.`,
    )
  }
  const back = await moveAlias(site, now, routing)
  site.ports.log.info(`${site.name}: the alias "${name}" is at version ${routing.version} again`)
  return back
}

function versionsIn({ version, weights }: Routing): readonly string[] {
  return [version, ...Object.keys(weights)]
}

/** What the version that the alias had before still knows of variables that were changed. */
async function recall(client: LambdaClient, name: string, former: FormerFunction): Promise<FormerFunction> {
  const { routing, forgotten, environment } = former
  if (forgotten.length === 0 || routing === undefined || routing.version === '$LATEST') return former
  const known = (await readFunction(client, name, routing.version)).environment ?? {}
  const set = forgotten.flatMap((variable): [string, string][] => {
    const value = Object.hasOwn(known, variable) ? known[variable] : undefined
    return value === undefined ? [] : [[variable, value]]
  })
  return {
    ...former,
    environment: { set: { ...environment.set, ...Object.fromEntries(set) }, remove: environment.remove },
    forgotten: forgotten.filter((variable) => !set.some(([found]) => found === variable)),
  }
}

function forgottenReason({ forgotten }: FormerFunction): string | undefined {
  if (forgotten.length === 0) return undefined
  const names = forgotten.join(', ')
  return `The former image is back, but the environment is not: nobody knows any more what ${names} had before. Set it by hand.`
}

function isStillUpdating(error: unknown): boolean {
  if (isHalt(error)) return error.end.result === 'timed-out'
  return awsErrorName(error) === 'ResourceConflictException'
}

function stillUpdating(): TargetOutcome {
  return {
    result: 'cancelled',
    accepted: true,
    reason:
      'Lambda takes nothing new while it updates the function: the post step of this job brings it back after that.',
  }
}

function started(alias: AliasState | undefined, image: string): TargetOutcome {
  const first = alias === undefined ? '' : `The alias "${alias.name}" is at version ${alias.version} again. `
  return {
    result: 'cancelled',
    accepted: true,
    reason: `${first}The function was told to run its former image again, ${digestIn(image) ?? image}; that goes on.`,
  }
}
