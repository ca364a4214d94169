import type { MiddlewareStack, MetadataBearer } from '@smithy/types'
import { messageOf, UserError } from '../errors.ts'
import { explainDenial, type FailedCall } from './denial.ts'
import { describeCommand } from './journal-calls.ts'

/**
 * Turns every failure of a call into a sentence: denials name the role, the IAM action and the resource, missing or
 * expired credentials say how to bring some, and any other says what was asked and what AWS answered. Who knows more
 * about one of them recognizes it by `awsErrorName`.
 * @param role whose session makes the calls; undefined for the credentials at hand
 */
export function explainAwsErrors(
  stack: MiddlewareStack<object, MetadataBearer>,
  region: string,
  role?: string,
): void {
  stack.add(
    (next, context) => async (args) => {
      try {
        return await next(args)
      } catch (error) {
        const { service, action } = describeCommand(context)
        throw explained(error, { action: `${service}:${action}`, region, role, input: args.input }) ?? error
      }
    },
    { step: 'initialize', priority: 'high', name: 'explainMiddleware' },
  )
}

/** The sentence for an error that an AWS call can end with, or undefined where it did not come from AWS. */
export function explained(error: unknown, call: FailedCall): UserError | undefined {
  if (error instanceof UserError) return undefined
  const { action, region, role } = call
  const name = awsErrorName(error)
  const options = { cause: error }
  if (/permission to access the ECR image/i.test(messageOf(error))) {
    return new UserError(
      `Lambda may not pull the image in ${region}: ${messageOf(error)}`,
      'The repository\'s policy has to allow it: {"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}, and the account of the function, where that is another one.',
      options,
    )
  }
  if (DENIED.has(name)) return explainDenial(error, call)
  if (isExpired(error) || WRONG.has(name)) {
    const whose = role === undefined ? 'of this job' : `of the role ${role}`
    return new UserError(
      `AWS refused the credentials ${whose} for ${action} in ${region}: ${messageOf(error).replace(/\.$/, '')}.`,
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
  const asked = role === undefined ? '' : `, asked by the role ${role}`
  return new UserError(
    `AWS refused ${action} in ${region} (${name})${asked}: ${messageOf(error)}`,
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

/** True when AWS wants fewer calls, explained or not: the same call is answered later. */
export function isThrottled(error: unknown): boolean {
  return THROTTLED.test(awsErrorName(error))
}

/** True for a denial, explained or not. */
export function isAccessDenied(error: unknown): boolean {
  return DENIED.has(awsErrorName(error))
}

/** True where AWS says that the credentials of a call have expired. */
export function isExpired(error: unknown): boolean {
  return ['ExpiredToken', 'ExpiredTokenException'].includes(awsErrorName(error))
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

const WRONG = new Set([
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
