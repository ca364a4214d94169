import type { LambdaFunction, Target } from '../../request/target.ts'
import type { Outlook, ReleasedImage } from '../outcome.ts'
import type { AliasState } from './alias.ts'
import { environmentDiff } from './environment.ts'
import type { FunctionState } from './function.ts'
import { DIGEST_TAG } from './tag.ts'
import { describeSteps, isRouted } from './traffic.ts'

/** A function as it was found before the first write. */
export interface Found {
  readonly latest: FunctionState
  /** Undefined without one, and where it does not exist. */
  readonly alias: AliasState | undefined
  /** The version that the alias points to. */
  readonly aliased: FunctionState | undefined
  /** A version that runs the image already, the environment as it is wanted. */
  readonly candidate: string | undefined
}

interface Asked {
  readonly target: Target
  readonly runs: LambdaFunction
  readonly image: ReleasedImage
  /** The one of the function's platform. */
  readonly digest: string
  readonly stage: string
  readonly stageDigest: string | undefined
}

/** What was found of a function, and what a release would change. */
export function outlookOf(found: Found, asked: Asked): Outlook {
  const serving = found.aliased ?? found.latest
  return {
    running: serving.digest,
    revision: found.alias?.version,
    diff: [...imageDiff(serving, asked), ...aliasDiff(found, asked.runs)],
    notes: [
      ...driftNote(serving, found, asked),
      ...stateNotes(found.latest),
      ...aliasNotes(found, asked.runs),
    ],
  }
}

function imageDiff(serving: FunctionState, { target, digest }: Asked): readonly string[] {
  const image =
    serving.digest === digest
      ? []
      : [`- image ${serving.image ?? 'unknown'}`, `+ image ${target.repository.url}@${digest}`]
  return [...image, ...environmentDiff(serving.environment ?? {}, target.environment)]
}

function aliasDiff({ alias, candidate }: Found, { alias: name, traffic }: LambdaFunction): readonly string[] {
  if (name === undefined) return []
  if (alias !== undefined && candidate !== undefined && isRouted(alias, candidate, traffic)) return []
  const version = candidate === undefined ? 'a new version' : `version ${candidate}`
  const steps = traffic.length === 0 || alias === undefined ? '' : `, ${describeSteps(traffic)}`
  const former = alias === undefined ? [] : [`- alias ${name}: version ${alias.version}${weightsOf(alias)}`]
  return [...former, `+ alias ${name}: ${version}${steps}`]
}

function weightsOf({ weights }: AliasState): string {
  return Object.entries(weights)
    .map(([version, weight]) => `, ${Math.round(weight * 10_000) / 100} % to version ${version}`)
    .join('')
}

/** A function whose code was changed by something else keeps the tag that the last release gave it. */
function driftNote(
  serving: FunctionState,
  { latest: { tags }, candidate }: Found,
  { image, digest, stage, stageDigest }: Asked,
): readonly string[] {
  // A share of the traffic is where the last release left it.
  if (candidate !== undefined) return []
  if (stageDigest === undefined || serving.digest === undefined) return []
  if (serving.digest === digest || serving.digest === stageDigest) return []
  if (image.digest !== stageDigest && tags?.[DIGEST_TAG] === stageDigest) return []
  return [
    `It drifted: it runs ${serving.digest}, and the tag "${stage}" names ${stageDigest}. Something else deployed to it since the last release.`,
  ]
}

function stateNotes({ state, updating, failed, reasonCode }: FunctionState): readonly string[] {
  if (updating) return ['An update of the function is in progress; the release waits for its end.']
  if (failed)
    return [`The last update of the function failed${reasonCode === undefined ? '' : ` (${reasonCode})`}.`]
  if (state === 'Inactive') return ['The function is inactive: nobody has called it for weeks.']
  return []
}

function aliasNotes(
  { alias, candidate }: Found,
  { alias: name, traffic }: LambdaFunction,
): readonly string[] {
  if (name === undefined) return []
  if (alias === undefined) return [`The function has no alias yet; "${name}" is created.`]
  const strangers = Object.keys(alias.weights).filter((version) => version !== candidate)
  const replaced =
    strangers.length === 0
      ? []
      : [`The alias "${name}" has${weightsOf(alias).slice(1)}; the release replaces that.`]
  const going =
    candidate !== undefined && alias.weights[candidate] !== undefined && !isRouted(alias, candidate, traffic)
      ? [`The alias "${name}" has${weightsOf(alias).slice(1)} already; the release goes on from there.`]
      : []
  const unversioned =
    alias.version === '$LATEST'
      ? [`The alias "${name}" points to $LATEST; from now on it points to a version.`]
      : []
  return [...replaced, ...going, ...unversioned]
}
