import { getIDToken } from '@actions/core'
import type { AwsCredentialIdentity, Provider } from '@smithy/types'
import { messageOf, UserError } from '../errors.ts'
import type { Clock } from '../runner/clock.ts'
import type { Env, Ports } from '../runner/ports.ts'
import { explained, isRefusal } from './errors.ts'

// The audience that AWS documents for GitHub's OIDC provider.
// Source: IAM User Guide, "Create a role for OpenID Connect federation", GitHub.
const AUDIENCE = 'sts.amazonaws.com'

/**
 * A credential provider for a role, or undefined for the SDK's own chain. The role is assumed again when its
 * credentials are about to expire, and each time a fresh OIDC token is fetched: GitHub's live for minutes only.
 * @param region of the STS that is asked
 * @throws UserError for a value that is no role ARN.
 */
export function credentialsFor(
  ports: Pick<Ports, 'env' | 'clock'>,
  region: string,
  role: string | undefined,
): Provider<AwsCredentialIdentity> | undefined {
  if (role === undefined) return undefined
  if (!/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(role)) {
    throw new UserError(
      `The input "role-to-assume" is "${role}", which is no ARN of an IAM role.`,
      'It looks like arn:aws:iam::123456789012:role/deploy.',
    )
  }
  const roleSessionName = sessionName(ports.env)
  if (!ports.env['ACTIONS_ID_TOKEN_REQUEST_URL']) {
    return shared(async () => {
      const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
      const params = { RoleArn: role, RoleSessionName: roleSessionName }
      return await fromTemporaryCredentials({ params, clientConfig: { region } })()
    }, ports.clock)
  }
  return shared(async () => {
    const { fromWebToken } = await import('@aws-sdk/credential-providers')
    const webIdentityToken = await oidcToken()
    const assume = fromWebToken({
      roleArn: role,
      roleSessionName,
      webIdentityToken,
      clientConfig: { region },
    })
    return await assume().catch((error: unknown) => {
      if (!isRefusal(error)) throw explained(error, 'sts:AssumeRoleWithWebIdentity', region) ?? error
      throw new UserError(
        `The role ${role} could not be assumed with the OIDC token of this job: ${messageOf(error)}.`,
        `Its trust policy must allow "sts:AssumeRoleWithWebIdentity" to the provider token.actions.githubusercontent.com, for the audience ${AUDIENCE} and this repository ("sub").`,
        { cause: error },
      )
    })
  }, ports.clock)
}

async function oidcToken(): Promise<string> {
  return await getIDToken(AUDIENCE).catch((error: unknown) => {
    throw new UserError(
      `GitHub gave this job no OIDC token: ${messageOf(error).replace(/\s+/g, ' ')}.`,
      'Give the job "permissions: id-token: write".',
      { cause: error },
    )
  })
}

// The SDK's clients ask again five minutes before the end.
const RENEW_BEFORE_MS = 6 * 60_000

/** One identity for many clients that ask at once. A failure is not kept. */
function shared(
  fetch: () => Promise<AwsCredentialIdentity>,
  clock: Pick<Clock, 'now'>,
): Provider<AwsCredentialIdentity> {
  let known: Promise<AwsCredentialIdentity> | undefined
  const renew = (): Promise<AwsCredentialIdentity> => {
    const asked = fetch()
    known = asked
    asked.catch(() => {
      if (known === asked) known = undefined
    })
    return asked
  }
  return async () => {
    const asked = known ?? renew()
    const identity = await asked
    const ends = identity.expiration?.getTime() ?? Infinity
    if (ends - RENEW_BEFORE_MS > clock.now()) return identity
    return await (known === asked ? renew() : (known ?? renew()))
  }
}

/** Names the repository and run in CloudTrail. Source: STS API Reference, AssumeRole, RoleSessionName: [\w+=,.@-]{2,64}. */
function sessionName(env: Env): string {
  const repository = env['GITHUB_REPOSITORY'] ?? 'tinystacks-actions'
  return `${repository}-${env['GITHUB_RUN_ID'] ?? 'local'}`.replace(/[^\w+=,.@-]/g, '-').slice(-64)
}
