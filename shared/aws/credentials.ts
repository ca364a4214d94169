import type { AwsCredentialIdentity } from '@smithy/types'
import { UserError } from '../errors.ts'
import type { Env, Ports } from '../runner/ports.ts'
import { type Assumption, assumeByCredentials, assumeByToken } from './assume.ts'
import { isAccessDenied, isRefusal } from './errors.ts'
import { type Renewable, renewable } from './renewable.ts'
import { checkRole } from './role.ts'

/** The role of a whole job, by whose sessions others can be assumed. */
export interface Hub {
  readonly role: string
  readonly credentials: Renewable
}

/**
 * The credentials of a role, assumed anew when they end. Every role is assumed the same way:
 *
 * 1. with the job's OIDC token, where the job has one (`permissions: id-token: write`);
 * 2. else by the credentials at hand (the usual AWS chain);
 * 3. a target's role that neither may assume, by the role of the job: `role-to-assume`, or `role:` at the top of the
 *    stages file. Where one account has GitHub's OIDC provider, the roles of the others trust its role.
 *
 * @param region of the STS that is asked
 * @param hub the role of the job, for a role that is another one
 * @throws UserError for a value that is no role ARN
 */
export function credentialsFor(
  ports: Pick<Ports, 'env' | 'clock'>,
  region: string,
  role: string,
  hub?: Hub,
): Renewable {
  checkRole(role, 'The input "role-to-assume"')
  const assumption = { role, sessionName: sessionName(ports.env), region }
  const byToken = Boolean(ports.env['ACTIONS_ID_TOKEN_REQUEST_URL'])
  const directly = async (): Promise<AwsCredentialIdentity> =>
    byToken
      ? await assumeByToken(assumption)
      : await assumeByCredentials(assumption, 'the credentials at hand', undefined)
  if (hub === undefined) return renewable(directly, ports.clock)
  // Once one way was refused and the other was not, that one is taken for good.
  let isRefused = false
  return renewable(async () => {
    if (isRefused) return await byHub(assumption, hub)
    try {
      return await directly()
    } catch (error) {
      if (!isRefusal(error) && !isAccessDenied(error)) throw error
      const identity = await byHub(assumption, hub).catch((second: unknown) => {
        throw bothRefused(error, second)
      })
      isRefused = true
      return identity
    }
  }, ports.clock)
}

async function byHub(assumption: Assumption, { role, credentials }: Hub): Promise<AwsCredentialIdentity> {
  return await assumeByCredentials(assumption, `the role ${role}`, credentials)
}

function bothRefused(first: unknown, second: unknown): unknown {
  if (!(first instanceof UserError) || !(second instanceof UserError)) return second
  return new UserError(`${first.message} ${second.message}`, `${first.hint ?? ''} Or: ${second.hint ?? ''}`, {
    cause: second.cause,
  })
}

/** Names the repository and run in CloudTrail. Source: STS API Reference, AssumeRole, RoleSessionName: [\w+=,.@-]{2,64}. */
function sessionName(env: Env): string {
  const repository = env['GITHUB_REPOSITORY'] ?? 'tinystacks-actions'
  return `${repository}-${env['GITHUB_RUN_ID'] ?? 'local'}`.replace(/[^\w+=,.@-]/g, '-').slice(-64)
}
