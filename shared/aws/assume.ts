import { getIDToken } from '@actions/core'
import type { AwsCredentialIdentity, Provider } from '@smithy/types'
import { messageOf, UserError } from '../errors.ts'
import { explained, isRefusal } from './errors.ts'

/** A role, and who asks for it. */
export interface Assumption {
  readonly role: string
  /** Names the job in CloudTrail. */
  readonly sessionName: string
  /** Of the STS that is asked. */
  readonly region: string
}

// The audience that AWS documents for GitHub's OIDC provider.
// Source: IAM User Guide, "Create a role for OpenID Connect federation", GitHub.
const AUDIENCE = 'sts.amazonaws.com'

/**
 * Assumes a role with the job's OIDC token, a fresh one: GitHub's live for minutes only.
 * @throws UserError that says what the trust policy has to allow
 */
export async function assumeByToken({
  role,
  sessionName,
  region,
}: Assumption): Promise<AwsCredentialIdentity> {
  const { fromWebToken } = await import('@aws-sdk/credential-providers')
  const webIdentityToken = await oidcToken()
  const assume = fromWebToken({
    roleArn: role,
    roleSessionName: sessionName,
    webIdentityToken,
    clientConfig: { region },
  })
  return await assume().catch((error: unknown) => {
    if (!isRefusal(error))
      throw explained(error, { action: 'sts:AssumeRoleWithWebIdentity', region }) ?? error
    throw new UserError(
      `The role ${role} could not be assumed with the OIDC token of this job: ${withoutPeriod(error)}.`,
      `Its trust policy must allow "sts:AssumeRoleWithWebIdentity" to the provider token.actions.githubusercontent.com, for the audience ${AUDIENCE} and this repository ("sub").`,
      { cause: error },
    )
  })
}

/**
 * Assumes a role by other credentials.
 * @param by whose credentials they are, as a sentence goes on after "by"
 * @param credentials undefined for those at hand
 * @throws UserError that says what both policies have to allow
 */
export async function assumeByCredentials(
  { role, sessionName, region }: Assumption,
  by: string,
  credentials: Provider<AwsCredentialIdentity> | undefined,
): Promise<AwsCredentialIdentity> {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
  const assume = fromTemporaryCredentials({
    params: { RoleArn: role, RoleSessionName: sessionName },
    clientConfig: { region },
    ...(credentials === undefined ? {} : { masterCredentials: credentials }),
  })
  return await assume().catch((error: unknown) => {
    if (error instanceof UserError) throw error
    if (!isRefusal(error)) throw explained(error, { action: 'sts:AssumeRole', region }) ?? error
    throw new UserError(
      `The role ${role} could not be assumed by ${by}: ${withoutPeriod(error)}.`,
      `Its trust policy must allow them "sts:AssumeRole", and so must their own policy: {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"${role}"}.`,
      { cause: error },
    )
  })
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

function withoutPeriod(error: unknown): string {
  return messageOf(error).replace(/\.$/, '')
}
