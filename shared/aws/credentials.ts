import { getIDToken } from '@actions/core'
import { fromTemporaryCredentials, fromWebToken } from '@aws-sdk/credential-providers'
import type { AwsCredentialIdentity, Provider } from '@smithy/types'
import { UserError } from '../errors.ts'
import type { Env, Ports } from '../runner/ports.ts'

// The audience that AWS documents for GitHub's OIDC provider.
// Source: IAM User Guide, "Create a role for OpenID Connect federation", GitHub.
const AUDIENCE = 'sts.amazonaws.com'

/**
 * A credential provider for a role, or undefined for the SDK's own chain. The SDK asks again when the credentials are
 * about to expire, and each time a fresh OIDC token is fetched: GitHub's live for minutes only.
 * @throws UserError for a value that is no role ARN.
 */
export function credentialsFor(
  ports: Pick<Ports, 'env'>,
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
    return fromTemporaryCredentials({
      params: { RoleArn: role, RoleSessionName: roleSessionName },
      clientConfig: { region },
    })
  }
  return async () =>
    await fromWebToken({
      roleArn: role,
      roleSessionName,
      webIdentityToken: await getIDToken(AUDIENCE),
      clientConfig: { region },
    })()
}

/** Names the repository and run in CloudTrail. Source: STS API Reference, AssumeRole, RoleSessionName: [\w+=,.@-]{2,64}. */
function sessionName(env: Env): string {
  const repository = env['GITHUB_REPOSITORY'] ?? 'tinystacks-actions'
  return `${repository}-${env['GITHUB_RUN_ID'] ?? 'local'}`.replace(/[^\w+=,.@-]/g, '-').slice(-64)
}
