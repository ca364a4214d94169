import { messageOf } from '../errors.ts'
import type { GithubContext } from '../runner/github-context.ts'
import type { Env, Ports } from '../runner/ports.ts'
import { type GithubAnswer, type GithubApi, isRecord } from './api.ts'
import { deploymentsOf, latestStatus } from './deployments.ts'

/** Whether the job has an `environment:`, or the answer that left it open. */
export type JobEnvironment = boolean | GithubAnswer

// One list and two statuses at most.
const MOST_LISTED = 10
const MOST_LOOKED_AT = 2
const GOING_ON = new Set(['in_progress', 'queued', 'pending', 'waiting'])

/**
 * Whether the running job has an `environment:`, for which GitHub made a deployment itself. No variable of the runner
 * says so. A job with `permissions: id-token: write` is told by the claim `environment` of its OIDC token, which only
 * jobs with an environment have. Any other is told by GitHub's own deployments: one of this commit, without a payload,
 * whose newest status is going on and links to this run. Another job of the same run may have made it; then none is made
 * twice rather than one too many.
 * Sources: GitHub Docs, "OpenID Connect reference" (custom claims); GitHub REST API, "List deployments".
 */
export async function jobHasEnvironment(
  api: GithubApi,
  { sha, runId }: Pick<GithubContext, 'sha' | 'runId'>,
  environment: string,
  ports: Pick<Ports, 'env' | 'fetch' | 'log'>,
  signal: AbortSignal,
): Promise<JobEnvironment> {
  const claimed = await claimOfToken(ports, signal)
  if (claimed !== undefined) return claimed
  if (sha === undefined || runId === undefined) return false
  const listed = await deploymentsOf(api, sha, MOST_LISTED, signal)
  if ('ok' in listed) return listed
  const candidates = listed
    .filter(({ hasPayload }) => !hasPayload)
    .toSorted((a, b) => Number(b.environment === environment) - Number(a.environment === environment))
    .slice(0, MOST_LOOKED_AT)
  const statuses = await Promise.all(candidates.map(async ({ id }) => await latestStatus(api, id, signal)))
  return statuses.some(
    (status) =>
      status !== undefined &&
      GOING_ON.has(status.state) &&
      `${status.logUrl}/`.includes(`/actions/runs/${runId}/`),
  )
}

/** Whether the claim is there; undefined for a job that gets no token. */
async function claimOfToken(
  { env, fetch, log }: { env: Env } & Pick<Ports, 'fetch' | 'log'>,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const url = env['ACTIONS_ID_TOKEN_REQUEST_URL']
  const bearer = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']
  if (!url || !bearer) return undefined
  try {
    const response = await fetch(url, { headers: { authorization: `Bearer ${bearer}` }, signal })
    const answer: unknown = await response.json()
    const token = isRecord(answer) && typeof answer['value'] === 'string' ? answer['value'] : ''
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    return isRecord(claims) && typeof claims['environment'] === 'string' && claims['environment'] !== ''
  } catch (error) {
    log.debug(`The job's OIDC token cannot be asked for its environment: ${messageOf(error)}`)
    return undefined
  }
}
