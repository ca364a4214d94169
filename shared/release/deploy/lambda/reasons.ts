import type { TargetOutcome } from '../outcome.ts'

const PULL =
  'Let lambda.amazonaws.com pull it: the repository\'s policy has to allow "ecr:BatchGetImage" and "ecr:GetDownloadUrlForLayer" to that service, in the region of the function.'
const KEY = "See the KMS key of the function's environment variables."
const NETWORK = 'See the subnets and security groups of the function.'
const FILES =
  'See the file system of the function: its mount targets, their security group and its access point.'

// Source: AWS Lambda API Reference, FunctionConfiguration, LastUpdateStatusReasonCode and StateReasonCode.
const HINTS: Readonly<Record<string, string>> = {
  ImageAccessDenied: PULL,
  ImageDeleted: 'The image was deleted from the repository: see its lifecycle policy.',
  InvalidImage:
    'Lambda could not use the image: see that it is one of a single platform, and that its layers are complete.',
  'FunctionError.InvalidEntryPoint':
    "The image's ENTRYPOINT or CMD names nothing that can be run, or the function's ImageConfig overrides it.",
  'FunctionError.InvalidWorkingDirectory':
    "The image's WORKDIR does not exist in it, or the function's ImageConfig overrides it.",
  'FunctionError.PermissionDenied':
    'What the ENTRYPOINT names may not be run by the user that Lambda runs it as: see its file permissions.',
  'FunctionError.RuntimeInitError': "The runtime ended before it was ready: see the function's log.",
  'FunctionError.ExtensionInitError':
    "An extension in the image ended before it was ready: see the function's log.",
  'FunctionError.TooManyExtensions': 'The image has more extensions than Lambda takes.',
  'FunctionError.InitTimeout': 'It was not ready in time: start with less, or give the function more memory.',
  'FunctionError.InitResourceExhausted': 'It ran out of memory before it was ready: give the function more.',
  FunctionError: "The code failed when it was started: see the function's log.",
  SubnetOutOfIPAddresses: 'The subnets of the function have no address left: give it larger or more ones.',
  InvalidSubnet: NETWORK,
  InvalidSecurityGroup: NETWORK,
  EniLimitExceeded: 'Have the quota of elastic network interfaces in the VPC raised.',
  DisallowedByVpcEncryptionControl: NETWORK,
  InsufficientRolePermissions:
    "The function's role has to allow what Lambda does in its name, in a VPC for example the policy AWSLambdaVPCAccessExecutionRole.",
  EFSIOError: FILES,
  EFSMountConnectivityError: FILES,
  EFSMountFailure: FILES,
  EFSMountTimeout: FILES,
  DisabledKMSKey: `${KEY} It is disabled.`,
  InvalidStateKMSKey: `${KEY} Its state does not allow its use.`,
  KMSKeyAccessDenied: `${KEY} Its policy has to let the function's role decrypt.`,
  KMSKeyNotFound: `${KEY} It does not exist.`,
  InternalError: 'It failed inside Lambda: run the release again, and see the AWS Health Dashboard.',
  InsufficientCapacity: 'Lambda had no capacity for it: run the release again later.',
  EC2RequestLimitExceeded: 'The account makes too many calls of EC2 at once: run the release again later.',
  InvalidConfiguration: 'The configuration of the function does not go with the image.',
  ServiceQuotaExceededException: 'Have the quota that it names raised.',
  VcpuLimitExceeded: 'Have the quota of vCPUs raised.',
}

/**
 * Why Lambda did not take an image or a configuration.
 * @param what begins the sentence: `Lambda did not take the image`
 */
export function explainReason(
  what: string,
  code: string | undefined,
  reason: string | undefined,
): Pick<TargetOutcome, 'reason' | 'hint'> {
  const said = [code, reason].filter((part) => part !== undefined).join(': ')
  const hint = hintFor(code)
  return {
    reason: `${what}: ${said === '' ? 'no reason given' : said.replace(/\.$/, '')}.`,
    ...(hint === undefined ? {} : { hint }),
  }
}

/** What helps against a reason; a kind of error that is new has the hint of its family (`FunctionError.Other`). */
function hintFor(code: string | undefined): string | undefined {
  if (code === undefined) return undefined
  return HINTS[code] ?? HINTS[code.split('.')[0] ?? '']
}

/** What helps where UpdateFunctionCode refuses an image at once. Its errors have one code for all of it. */
export function hintForRefusal(message: string): string | undefined {
  if (/permission to access the ECR image/i.test(message)) return PULL
  if (/media type/i.test(message)) {
    return 'Lambda takes manifests of a single platform, of Docker or OCI media types: build with "provenance: false".'
  }
  if (/does not exist/i.test(message)) return HINTS['ImageDeleted']
  return undefined
}
