import {
  GetFunctionCommand,
  type GetFunctionCommandOutput,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  type LastUpdateStatus,
  TagResourceCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda'
import { awsErrorName } from '../../../aws/errors.ts'
import { UserError } from '../../../errors.ts'
import type { Ports } from '../../../runner/ports.ts'

/** A function as it is before a release. */
export interface FunctionState {
  /** Without a version. */
  readonly arn: string
  readonly architecture: string
  /** What it runs, as `repository@digest`; undefined when Lambda does not tell. */
  readonly image: string | undefined
  readonly updating: boolean
  readonly lastUpdate: LastUpdateStatus | undefined
  /** Undefined where the role may not read them (lambda:ListTags). */
  readonly tags: Readonly<Record<string, string>> | undefined
}

type WaitPorts = Pick<Ports, 'clock' | 'log' | 'signal'>

const FIRST_POLL_MS = 500
const SLOWEST_POLL_MS = 5_000

/**
 * Looks a function up and refuses what cannot be given an image.
 * @throws UserError
 */
export async function describeFunction(
  client: LambdaClient,
  name: string,
  region: string,
): Promise<FunctionState> {
  const answer = await client.send(new GetFunctionCommand({ FunctionName: name })).catch((error: unknown) => {
    if (awsErrorName(error) !== 'ResourceNotFoundException') throw error
    throw new UserError(
      `There is no Lambda function "${name}" in ${region}.`,
      'Check "lambda-function-name" and the region ("stage-region", or the one in the ARN). A function that is not created yet is given as "placeholder" or left empty.',
      { cause: error },
    )
  })
  if (answer.Configuration?.PackageType !== 'Image') {
    throw new UserError(
      `The Lambda function "${name}" in ${region} is packaged as ${answer.Configuration?.PackageType ?? 'Zip'}, not as an image.`,
      'The package type of a function cannot be changed: create it with "PackageType: Image".',
    )
  }
  return readState(answer)
}

function readState({ Configuration, Code, Tags, TagsError }: GetFunctionCommandOutput): FunctionState {
  return {
    arn: (Configuration?.FunctionArn ?? '').split(':').slice(0, 7).join(':'),
    architecture: Configuration?.Architectures?.[0] ?? 'x86_64',
    image: Code?.ResolvedImageUri ?? Code?.ImageUri,
    updating: Configuration?.LastUpdateStatus === 'InProgress' || Configuration?.State === 'Pending',
    lastUpdate: Configuration?.LastUpdateStatus,
    tags: TagsError === undefined ? (Tags ?? {}) : undefined,
  }
}

/** How an update of a function ended. */
export interface UpdateOutcome {
  readonly status: 'Successful' | 'Failed' | 'TimedOut'
  readonly reason: string | undefined
}

/**
 * Gives the function an image; the update goes on afterwards. The architecture is sent as it is, because the API's
 * default is x86_64 whatever the function has.
 * @param deadline in milliseconds since the epoch
 * Source: AWS Lambda API Reference, UpdateFunctionCode; Developer Guide, "Lambda function states".
 */
export async function startUpdate(
  client: LambdaClient,
  state: FunctionState,
  imageUri: string,
  deadline: number,
  ports: WaitPorts,
): Promise<void> {
  const architecture = state.architecture === 'arm64' ? 'arm64' : 'x86_64'
  // An update that someone else started has to end first, whatever its outcome.
  if (state.updating) await settle(client, state.arn, deadline, ports)
  await whileUpdating(ports, deadline, async () => {
    await client.send(
      new UpdateFunctionCodeCommand({
        FunctionName: state.arn,
        ImageUri: imageUri,
        Architectures: [architecture],
      }),
    )
  })
}

/**
 * Waits until no update of the function is in progress, and says how the last one ended.
 * @param deadline in milliseconds since the epoch
 */
export async function settle(
  client: LambdaClient,
  name: string,
  deadline: number,
  { clock, signal }: WaitPorts,
): Promise<UpdateOutcome> {
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 1.5, SLOWEST_POLL_MS)) {
    const now = await client.send(new GetFunctionConfigurationCommand({ FunctionName: name }))
    const pending = now.State === 'Pending' || now.LastUpdateStatus === 'InProgress'
    if (!pending) {
      const failed = now.LastUpdateStatus === 'Failed' || now.State === 'Failed'
      const code = now.LastUpdateStatusReasonCode ?? now.StateReasonCode
      const reason = now.LastUpdateStatusReason ?? now.StateReason
      return {
        status: failed ? 'Failed' : 'Successful',
        reason: failed ? [code, reason].filter((part) => part !== undefined).join(': ') : undefined,
      }
    }
    if (clock.now() >= deadline) return { status: 'TimedOut', reason: 'the update was still in progress' }
    await clock.sleep(pause, signal)
  }
}

/** Sets tags on the function and keeps its others. */
export async function tagFunction(
  client: LambdaClient,
  arn: string,
  tags: Readonly<Record<string, string>>,
  deadline: number,
  ports: WaitPorts,
): Promise<void> {
  await whileUpdating(ports, deadline, async () => {
    await client.send(new TagResourceCommand({ Resource: arn, Tags: { ...tags } }))
  })
}

/** Tries again while Lambda answers 409 because an update is in progress. */
async function whileUpdating(
  { clock, signal }: WaitPorts,
  deadline: number,
  call: () => Promise<void>,
): Promise<void> {
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 2, SLOWEST_POLL_MS)) {
    try {
      await call()
      return
    } catch (error) {
      if (awsErrorName(error) !== 'ResourceConflictException' || clock.now() >= deadline) throw error
      await clock.sleep(pause, signal)
    }
  }
}
