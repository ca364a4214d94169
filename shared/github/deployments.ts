import { type GithubAnswer, type GithubApi, isRecord } from './api.ts'

/** A deployment to make. */
export interface NewDeployment {
  /** Commit, branch or tag. */
  readonly ref: string
  readonly environment: string
  readonly description: string
  readonly payload: Readonly<Record<string, string>>
  readonly isProduction: boolean
}

/** States of a deployment that a run sets. */
export type DeploymentState = 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'

/** How a deployment stands. */
export interface DeploymentStatus {
  readonly state: DeploymentState
  readonly description: string
  readonly logUrl: string | undefined
  readonly environmentUrl?: string | undefined
}

/** A deployment that GitHub has. */
export interface KnownDeployment {
  readonly id: number
  readonly environment: string
  /** What its maker put there; GitHub's own deployments have none. */
  readonly hasPayload: boolean
}

// Source: GitHub REST API, "Create a deployment status": the maximum length of a description.
const MOST_OF_A_DESCRIPTION = 140

/**
 * Makes a deployment of a commit as it is: nothing is merged, and no check has to have passed.
 * @returns its id, or the answer that refused it
 */
export async function createDeployment(
  api: GithubApi,
  { ref, environment, description, payload, isProduction }: NewDeployment,
  signal: AbortSignal,
): Promise<number | GithubAnswer> {
  const answer = await api.ask({
    action: 'CreateDeployment',
    method: 'POST',
    path: 'deployments',
    body: {
      ref,
      environment,
      description: description.slice(0, MOST_OF_A_DESCRIPTION),
      payload,
      auto_merge: false,
      required_contexts: [],
      production_environment: isProduction,
    },
    signal,
  })
  const id = isRecord(answer.body) ? answer.body['id'] : undefined
  return answer.ok && typeof id === 'number' ? id : answer
}

/** Says how a deployment stands. */
export async function setDeploymentStatus(
  api: GithubApi,
  id: number,
  { state, description, logUrl, environmentUrl }: DeploymentStatus,
  signal: AbortSignal,
): Promise<GithubAnswer> {
  return await api.ask({
    action: 'CreateDeploymentStatus',
    method: 'POST',
    path: `deployments/${id}/statuses`,
    body: {
      state,
      description: description.slice(0, MOST_OF_A_DESCRIPTION),
      ...(logUrl === undefined ? {} : { log_url: logUrl }),
      ...(environmentUrl === undefined ? {} : { environment_url: environmentUrl }),
    },
    signal,
  })
}

/** The newest deployments of a commit, newest first; or the answer that refused to tell. */
export async function deploymentsOf(
  api: GithubApi,
  sha: string,
  most: number,
  signal: AbortSignal,
): Promise<readonly KnownDeployment[] | GithubAnswer> {
  const path = `deployments?sha=${sha}&per_page=${most}`
  const answer = await api.ask({ action: 'ListDeployments', path, signal })
  if (!answer.ok || !Array.isArray(answer.body)) return answer
  return answer.body.flatMap((entry: unknown) => {
    if (!isRecord(entry) || typeof entry['id'] !== 'number') return []
    const { id, environment, payload } = entry
    return [
      {
        id,
        environment: typeof environment === 'string' ? environment : '',
        hasPayload: hasMembers(payload),
      },
    ]
  })
}

/** A payload comes back as it was given: an object, or the text of one. */
function hasMembers(payload: unknown): boolean {
  if (typeof payload === 'string') return payload !== '' && payload !== '{}'
  return isRecord(payload) && Object.keys(payload).length > 0
}

/** The newest status of a deployment, where GitHub tells. */
export async function latestStatus(
  api: GithubApi,
  id: number,
  signal: AbortSignal,
): Promise<{ readonly state: string; readonly logUrl: string } | undefined> {
  const path = `deployments/${id}/statuses?per_page=1`
  const { ok, body } = await api.ask({ action: 'ListDeploymentStatuses', path, signal })
  const status: unknown = ok && Array.isArray(body) ? body[0] : undefined
  if (!isRecord(status)) return undefined
  const { state, log_url: logUrl } = status
  return {
    state: typeof state === 'string' ? state : '',
    logUrl: typeof logUrl === 'string' ? logUrl : '',
  }
}
