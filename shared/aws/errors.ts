import type { MiddlewareStack, MetadataBearer } from '@smithy/types'
import { messageOf, UserError } from '../errors.ts'
import { describeCommand } from './journal-calls.ts'

/**
 * Turns every failure of a call into a sentence: denials name the IAM action and the resource, missing or expired
 * credentials say how to bring some, and any other says what was asked and what AWS answered. Who knows more about one
 * of them recognizes it by `awsErrorName`.
 */
export function explainAwsErrors(stack: MiddlewareStack<object, MetadataBearer>, region: string): void {
  stack.add(
    (next, context) => async (args) => {
      try {
        return await next(args)
      } catch (error) {
        const { service, action } = describeCommand(context)
        throw explained(error, `${service}:${action}`, region) ?? error
      }
    },
    { step: 'initialize', priority: 'high', name: 'explainMiddleware' },
  )
}

/** The sentence for an error that an AWS call can end with, or undefined where it did not come from AWS. */
export function explained(error: unknown, action: string, region: string): UserError | undefined {
  if (error instanceof UserError) return undefined
  const name = awsErrorName(error)
  const options = { cause: error }
  if (DENIED.has(name)) {
    const said = messageOf(error)
    const resource = /on resource: (\S+?)[\s.]*(?:because|$)/.exec(said)?.[1]
    const missing = /perform: ([\w-]+:\w+)/.exec(said)?.[1] ?? action
    return new UserError(
      `AWS denied ${missing}${resource === undefined ? '' : ` on ${resource}`} in ${region}.`,
      `Allow "${missing}" in the policy of the role that this job uses.${HINTS[missing] ?? ''} AWS said: ${said}`,
      options,
    )
  }
  if (EXPIRED.has(name)) {
    return new UserError(
      `AWS refused the credentials of this job for ${action} in ${region}: ${messageOf(error)}.`,
      'They are expired or wrong. Use the input "role-to-assume", or run aws-actions/configure-aws-credentials in the same job.',
      options,
    )
  }
  if (name === 'CredentialsProviderError') {
    return new UserError(
      `There are no AWS credentials for ${action} in ${region}.`,
      'Use the input "role-to-assume" with "permissions: id-token: write", or run aws-actions/configure-aws-credentials before this step.',
      options,
    )
  }
  if (UNREACHABLE.has(errorCode(error))) {
    return new UserError(
      `AWS cannot be reached for ${action} in ${region}: ${messageOf(error)}.`,
      'Check the region, and AWS_ENDPOINT_URL where it is set.',
      options,
    )
  }
  const status = statusOf(error)
  if (status === undefined && name !== 'TimeoutError') return undefined
  if (name === 'TimeoutError' || (status ?? 0) >= 500 || THROTTLED.test(name)) {
    return new UserError(
      `AWS did not carry out ${action} in ${region}, however often it was asked (${name}): ${messageOf(error)}`,
      THROTTLED.test(name)
        ? 'The account makes too many of these calls at once: run it again later, or have the quota raised.'
        : 'Run it again; if that does not help, see the AWS Health Dashboard.',
      options,
    )
  }
  return new UserError(
    `AWS refused ${action} in ${region} (${name}): ${messageOf(error)}`,
    undefined,
    options,
  )
}

/**
 * True when AWS answered and refused, so that nothing was changed. Any other failure of a call that changes something
 * leaves open whether it was carried out.
 */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error instanceof UserError ? error.cause : error)
  return status !== undefined && status >= 400 && status < 500
}

/** True for a denial, explained or not. */
export function isAccessDenied(error: unknown): boolean {
  return DENIED.has(awsErrorName(error))
}

/** The error's code as the service names it (`ImageNotFoundException`), explained or not; or ''. */
export function awsErrorName(error: unknown): string {
  const said = error instanceof UserError ? error.cause : error
  return said instanceof Error ? said.name : ''
}

const DENIED = new Set([
  'AccessDeniedException',
  'AccessDenied',
  'UnauthorizedOperation',
  'AuthorizationError',
])

const EXPIRED = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'InvalidIdentityToken',
])

const UNREACHABLE = new Set([
  'ENOTFOUND',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/

// Denials whose cause is not the action that the caller thinks of.
const HINTS: Readonly<Record<string, string>> = {
  'iam:PassRole': ' Its resources are the task role and the execution role of the task definition.',
  'ecs:TagResource': ' Registering a task definition that has tags needs it.',
  'cloudwatch:DescribeAlarms':
    ' The input "alarms" needs it, and composite alarms need it on the resource "*".',
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined
  const metadata = error.$metadata
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}

function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}
