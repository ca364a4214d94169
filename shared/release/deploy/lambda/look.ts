import { LambdaClient } from '@aws-sdk/client-lambda'
import { awsErrorName } from '../../../aws/errors.ts'
import { UserError } from '../../../errors.ts'
import type { LambdaFunction, Target } from '../../request/target.ts'
import type { PrepareContext } from '../prepare.ts'
import { type AliasState, readAlias, refuseBesideOthers } from './alias.ts'
import { checkPlatform, digestForLambda } from './deployable.ts'
import { isApplied, namesIn } from './environment.ts'
import { describeFunction, type FunctionState, readFunction } from './function.ts'
import type { Found } from './outlook.ts'

/**
 * Reads a function, its alias and what that points to, and refuses what cannot be released here.
 * @returns what was found, and the digest that the function is to run
 * @throws UserError
 */
export async function lookAtFunction(
  target: Target,
  runs: LambdaFunction,
  { session, image }: PrepareContext,
): Promise<{ readonly found: Found; readonly digest: string }> {
  refuseOtherRegion(target, runs)
  const client = session.client(LambdaClient, target.region)
  const [latest, alias, aliased] = await Promise.all([
    describeFunction(client, runs.name, target.region),
    runs.alias === undefined ? undefined : readAlias(client, runs.name, runs.alias),
    runs.alias === undefined ? undefined : readAliased(client, runs.name, runs.alias),
  ])
  refuseEncrypted(latest, target, runs)
  if (runs.alias !== undefined && alias === undefined) {
    await refuseBesideOthers(client, runs.name, runs.alias)
  }
  if (alias !== undefined) refuseUnversioned(alias, runs)
  const digest = digestForLambda(image, latest.architecture, runs.name)
  if (latest.digest !== digest) await checkPlatform(image, latest.architecture, runs.name)

  const isIt = (state: FunctionState | undefined): boolean =>
    state !== undefined && state.version !== '$LATEST' && isReady(state, digest, target)
  const others = await Promise.all(
    Object.keys(alias?.weights ?? {}).map(async (version) => await readFunction(client, runs.name, version)),
  )
  const candidate = [aliased, ...others].find(isIt)?.version
  return { found: { latest, alias, aliased, candidate }, digest }
}

/** True for a function, or a version, that runs an image with the environment that is wanted, and is at rest. */
export function isReady(state: FunctionState, digest: string, { environment }: Target): boolean {
  return (
    state.digest === digest && !state.updating && !state.failed && isApplied(state.environment, environment)
  )
}

async function readAliased(
  client: LambdaClient,
  name: string,
  alias: string,
): Promise<FunctionState | undefined> {
  return await readFunction(client, name, alias).catch((error: unknown) => {
    if (awsErrorName(error) === 'ResourceNotFoundException') return undefined
    throw error
  })
}

function refuseOtherRegion(target: Target, runs: LambdaFunction): void {
  if (target.repository.region === target.region) return
  throw new UserError(
    `The Lambda function "${runs.name}" is in ${target.region}, and its image in ${target.repository.region}. Lambda takes images of its own region only.`,
    'Set "regional-ecr-image-url" to a repository in the region of the function; the image is copied there.',
  )
}

/** Variables that cannot be read cannot be kept. */
function refuseEncrypted(latest: FunctionState, { environment }: Target, { name }: LambdaFunction): void {
  if (latest.environment !== undefined || namesIn(environment).length === 0) return
  throw new UserError(
    `The environment of the function "${name}" cannot be changed, because its variables cannot be read: ${latest.environmentError ?? ''}.`,
    'Allow "kms:Decrypt" on the function\'s key to the role of this job: a change keeps all other variables, and so has to read them.',
  )
}

// Source: AWS Lambda Developer Guide, weighted aliases: $LATEST takes no part in them.
function refuseUnversioned({ name, version }: AliasState, { traffic }: LambdaFunction): void {
  if (version !== '$LATEST' || traffic.every(({ percent }) => percent === 100)) return
  throw new UserError(
    `The alias "${name}" points to $LATEST, and Lambda shifts traffic between versions only.`,
    'Release once without "lambda-traffic": the alias then points to a version.',
  )
}
