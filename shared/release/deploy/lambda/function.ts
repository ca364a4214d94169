import { GetFunctionCommand, type GetFunctionCommandOutput, type LambdaClient } from '@aws-sdk/client-lambda'
import { awsErrorName } from '../../../aws/errors.ts'
import { UserError } from '../../../errors.ts'
import { digestIn } from '../ecs/container.ts'

/** Environment variables by name. Their values are never shown. */
export type Variables = Readonly<Record<string, string>>

/** A function, or a version of it, as it is at a moment. */
export interface FunctionState {
  /** Without a version. */
  readonly arn: string
  /** `$LATEST` or a number. */
  readonly version: string
  readonly packageType: string
  readonly architecture: string
  /** What it runs, as `repository@digest`; undefined when Lambda does not tell. */
  readonly image: string | undefined
  readonly digest: string | undefined
  readonly codeSha256: string | undefined
  /** Changes with every write, and once more when an update settles. */
  readonly revisionId: string | undefined
  /** An update of it is in progress, or it is being made ready. */
  readonly updating: boolean
  /** `Active`, `Pending`, `Inactive` or `Failed`. */
  readonly state: string | undefined
  /** The last update of it, or making it ready, failed. */
  readonly failed: boolean
  /** Why, where it failed. */
  readonly reasonCode: string | undefined
  readonly reason: string | undefined
  /** Undefined where Lambda may not decrypt them. */
  readonly environment: Variables | undefined
  /** Why they are not known. */
  readonly environmentError: string | undefined
  /** Undefined where the role may not read them (lambda:ListTags). */
  readonly tags: Readonly<Record<string, string>> | undefined
}

/**
 * A function as it is now.
 * @param qualifier a version or an alias; `$LATEST` without one
 */
export async function readFunction(
  client: LambdaClient,
  name: string,
  qualifier?: string,
): Promise<FunctionState> {
  const Qualifier = qualifier === undefined ? {} : { Qualifier: qualifier }
  return stateOf(await client.send(new GetFunctionCommand({ FunctionName: name, ...Qualifier })))
}

/**
 * Looks a function up and refuses what cannot be given an image.
 * @throws UserError
 */
export async function describeFunction(
  client: LambdaClient,
  name: string,
  region: string,
): Promise<FunctionState> {
  const state = await readFunction(client, name).catch((error: unknown) => {
    if (awsErrorName(error) !== 'ResourceNotFoundException') throw error
    throw new UserError(
      `There is no Lambda function "${name}" in ${region}.`,
      'Check "lambda-function-name" and the region ("stage-region", or the one in the ARN). A function that is not created yet is given as "placeholder" or left empty.',
      { cause: error },
    )
  })
  if (state.packageType === 'Image') return state
  throw new UserError(
    `The Lambda function "${name}" in ${region} is packaged as ${state.packageType}, not as an image.`,
    'The package type of a function cannot be changed: create it with "PackageType: Image".',
  )
}

// Source: AWS Lambda API Reference, GetFunction, FunctionConfiguration; Developer Guide, "Lambda function states".
function stateOf({ Configuration, Code, Tags, TagsError }: GetFunctionCommandOutput): FunctionState {
  const { State, LastUpdateStatus, Environment } = Configuration ?? {}
  // A tag was resolved when it was given; a digest needs no resolving.
  const byDigest = digestIn(Code?.ImageUri ?? '') !== undefined
  const image = (byDigest ? undefined : Code?.ResolvedImageUri) ?? Code?.ImageUri
  const error = Environment?.Error
  return {
    arn: (Configuration?.FunctionArn ?? '').split(':').slice(0, 7).join(':'),
    version: Configuration?.Version ?? '$LATEST',
    packageType: Configuration?.PackageType ?? 'Zip',
    architecture: Configuration?.Architectures?.[0] ?? 'x86_64',
    image,
    digest: digestIn(image ?? ''),
    codeSha256: Configuration?.CodeSha256,
    revisionId: Configuration?.RevisionId,
    updating: LastUpdateStatus === 'InProgress' || State === 'Pending',
    state: State,
    failed: LastUpdateStatus === 'Failed' || State === 'Failed',
    reasonCode: Configuration?.LastUpdateStatusReasonCode ?? Configuration?.StateReasonCode,
    reason: Configuration?.LastUpdateStatusReason ?? Configuration?.StateReason,
    environment: error === undefined ? (Environment?.Variables ?? {}) : undefined,
    environmentError: error === undefined ? undefined : `${error.ErrorCode ?? ''}: ${error.Message ?? ''}`,
    tags: TagsError === undefined ? (Tags ?? {}) : undefined,
  }
}
