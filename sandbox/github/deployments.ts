import { fault } from '../wire/fault.ts'
import { flag, type Json, type JsonObject, text } from '../wire/json.ts'
import { indexOfCommit, notFound } from './commits.ts'
import { pageOf } from './page.ts'
import type { GithubDeployment, GithubState } from './state.ts'

const STATES = new Set(['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success'])
const FILTERS = ['sha', 'ref', 'task', 'environment'] as const
const CREATOR = { login: 'github-actions[bot]', type: 'Bot' }

/** Source: GitHub REST API, "List deployments": newest first. */
export function listDeployments(state: GithubState, query: URLSearchParams): Json {
  permit(state, 'read')
  const wanted = state.deployments
    .toReversed()
    .map(({ fields }) => fields)
    .filter((fields) => FILTERS.every((name) => !query.has(name) || fields[name] === query.get(name)))
  return pageOf(wanted, query)
}

/** Source: GitHub REST API, "Create a deployment". */
export function createDeployment(state: GithubState, input: JsonObject): JsonObject {
  permit(state, 'write')
  const ref = text(input, 'ref')
  if (ref === undefined) throw unprocessable(`Invalid request.\n\n"ref" wasn't supplied.`)
  const index = indexOfCommit(state, ref)
  const sha = state.commits[index]?.sha
  if (sha === undefined) throw unprocessable(`No ref found for: ${ref}`)
  // A commit that is behind the default branch cannot be merged into.
  if (flag(input, 'auto_merge') !== false && index < state.commits.length - 1) {
    throw fault('Conflict', `Conflict merging main into ${ref}.`, 409)
  }
  const environment = text(input, 'environment') ?? 'production'
  const id = state.deployments.length + 1
  const now = new Date().toISOString()
  const fields = {
    id,
    url: `https://api.github.com/repos/${state.repository}/deployments/${id}`,
    sha,
    ref,
    task: text(input, 'task') ?? 'deploy',
    payload: input['payload'] ?? {},
    original_environment: environment,
    environment,
    description: text(input, 'description') ?? null,
    creator: CREATOR,
    created_at: now,
    updated_at: now,
    transient_environment: flag(input, 'transient_environment') ?? false,
    production_environment: flag(input, 'production_environment') ?? environment === 'production',
  }
  state.deployments.push({ id, fields, statuses: [] })
  return fields
}

/** Source: GitHub REST API, "List deployment statuses": newest first. */
export function listStatuses(state: GithubState, id: string, query: URLSearchParams): Json {
  permit(state, 'read')
  return pageOf(deploymentOf(state, id).statuses.toReversed(), query)
}

/** Source: GitHub REST API, "Create a deployment status". */
export function createStatus(state: GithubState, id: string, input: JsonObject): JsonObject {
  permit(state, 'write')
  const deployment = deploymentOf(state, id)
  const status = text(input, 'state') ?? ''
  if (!STATES.has(status))
    throw unprocessable(`Validation Failed: "state" is not one of ${[...STATES].join(', ')}`)
  const description = text(input, 'description') ?? ''
  if (description.length > 140)
    throw unprocessable('Validation Failed: "description" is too long (maximum is 140 characters)')
  for (const name of ['log_url', 'environment_url'] as const) {
    const url = text(input, name)
    if (url !== undefined && url !== '' && !/^https?:\/\//.test(url)) {
      throw unprocessable(`Validation Failed: "${name}" must use http(s) scheme`)
    }
  }
  if (status === 'success' && flag(input, 'auto_inactive') !== false) retireOthers(state, deployment)
  return addStatus(deployment, { ...input, description })
}

/** Earlier deployments of the environment that are neither transient nor production give way. */
function retireOthers(state: GithubState, { id, fields }: GithubDeployment): void {
  for (const other of state.deployments) {
    const { environment, transient_environment: transient, production_environment: production } = other.fields
    const gives =
      other.id < id && environment === fields['environment'] && transient !== true && production !== true
    if (gives && other.statuses.at(-1)?.['state'] === 'success') addStatus(other, { state: 'inactive' })
  }
}

function addStatus({ statuses, fields }: GithubDeployment, input: JsonObject): JsonObject {
  const status = {
    id: statuses.length + 1,
    creator: CREATOR,
    environment: fields['environment'],
    description: '',
    log_url: '',
    environment_url: '',
    target_url: input['log_url'] ?? '',
    created_at: new Date().toISOString(),
    ...input,
  }
  statuses.push(status)
  return status
}

function deploymentOf(state: GithubState, id: string): GithubDeployment {
  const found = state.deployments.find((each) => String(each.id) === id)
  if (found === undefined) throw notFound()
  return found
}

function permit({ deploymentsPermission: given }: GithubState, wanted: 'read' | 'write'): void {
  if (given === 'write' || given === wanted) return
  throw fault('Forbidden', 'Resource not accessible by integration', 403)
}

function unprocessable(message: string): Error {
  return fault('ValidationFailed', message, 422)
}
