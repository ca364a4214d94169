import type { MiddlewareStack, MetadataBearer } from '@smithy/types'
import { messageOf, UserError } from '../errors.ts'
import { describeCommand } from './journal-calls.ts'

/**
 * Turns the failures that mean the same for every call into sentences: denials name the IAM action and the resource,
 * and missing or expired credentials say how to bring some. All other errors pass as they are.
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

/** The sentence for an error that any AWS call can end with, or undefined where the caller knows more. */
export function explained(error: unknown, action: string, region: string): UserError | undefined {
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
  return undefined
}

/** True for a denial, explained or not. */
export function isAccessDenied(error: unknown): boolean {
  return DENIED.has(awsErrorName(error instanceof UserError ? error.cause : error))
}

/** The error's code as the service names it (`ImageNotFoundException`), or ''. */
export function awsErrorName(error: unknown): string {
  return error instanceof Error ? error.name : ''
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

const UNREACHABLE = new Set(['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

// Denials whose cause is not the action that the caller thinks of.
const HINTS: Readonly<Record<string, string>> = {
  'iam:PassRole': ' Its resources are the task role and the execution role of the task definition.',
  'ecs:TagResource': ' Registering a task definition that has tags needs it.',
}

function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}
