import type { LambdaClient } from '@aws-sdk/client-lambda'
import type { LambdaFunction, Target } from '../../request/target.ts'
import type { PrepareContext } from '../prepare.ts'
import { namesIn } from './environment.ts'
import { readFunction } from './function.ts'
import type { Found } from './outlook.ts'
import { DIGEST_TAG } from './tag.ts'
import { type FormerFunction, formerOf } from './way-back.ts'

/**
 * What a function was before a release that was killed between its update and the stage's tag: what that tag still
 * names. When this release fails, that is what has to run again. With an alias it is the version before, where it runs
 * that digest; without one the image itself, unless the environment changes too, whose former values nobody knows.
 * @returns undefined where nothing was left behind, and where it is not certain
 */
export async function leftBehind(
  client: LambdaClient,
  found: Found,
  digest: string,
  target: Target,
  runs: LambdaFunction,
  { image, stageDigest }: PrepareContext,
): Promise<FormerFunction | undefined> {
  // An index stands for the image of one platform, which is another digest.
  if (stageDigest === undefined || stageDigest === image.digest || image.platforms.size > 0) return undefined
  const { latest, alias } = found
  const tags = { ...latest.tags, [DIGEST_TAG]: stageDigest }
  if (runs.alias === undefined) {
    if (namesIn(target.environment).length > 0) return undefined
    const before = { ...latest, tags, digest: stageDigest, image: `${target.repository.url}@${stageDigest}` }
    return formerOf({ ...found, latest: before }, digest, target.environment)
  }
  const version = Number(alias?.version) - 1
  if (alias === undefined || !(version >= 1)) return undefined
  const before = await readFunction(client, runs.name, String(version)).catch(() => undefined)
  if (before?.digest !== stageDigest) return undefined
  const routed = { ...alias, version: String(version), weights: {} }
  return formerOf(
    { ...found, latest: { ...latest, tags }, alias: routed, aliased: before },
    digest,
    target.environment,
  )
}
