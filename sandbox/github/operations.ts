import { fault } from '../wire/fault.ts'
import type { Json, JsonObject } from '../wire/json.ts'
import { commitJson, compare, notFound } from './commits.ts'
import { createDeployment, createStatus, listDeployments, listStatuses } from './deployments.ts'
import {
  createCommit,
  createReference,
  createTree,
  getCommitObject,
  getReference,
  updateReference,
} from './git-data.ts'
import { createPullRequest, listPullRequests, updatePullRequest } from './pull-requests.ts'
import type { GithubState } from './state.ts'

/** What a call asks of GitHub's REST API; `action` is its name in rules and in `requests`. */
export interface GithubRoute {
  readonly action: string
  readonly parts: readonly string[]
}

const REPO = '/repos/([^/]+/[^/]+)'
const ROUTES: readonly [method: string, path: RegExp, action: string][] = [
  ['GET', new RegExp(`^${REPO}$`), 'GetRepository'],
  ['GET', new RegExp(`^${REPO}/compare/(.+)$`), 'CompareCommits'],
  ['GET', new RegExp(`^${REPO}/commits/([^/]+)$`), 'GetCommit'],
  ['GET', new RegExp(`^${REPO}/git/ref/(.+)$`), 'GetReference'],
  ['POST', new RegExp(`^${REPO}/git/refs$`), 'CreateReference'],
  ['PATCH', new RegExp(`^${REPO}/git/refs/(.+)$`), 'UpdateReference'],
  ['GET', new RegExp(`^${REPO}/git/commits/([^/]+)$`), 'GetCommitObject'],
  ['POST', new RegExp(`^${REPO}/git/commits$`), 'CreateCommit'],
  ['POST', new RegExp(`^${REPO}/git/trees$`), 'CreateTree'],
  ['GET', new RegExp(`^${REPO}/pulls$`), 'ListPullRequests'],
  ['POST', new RegExp(`^${REPO}/pulls$`), 'CreatePullRequest'],
  ['PATCH', new RegExp(`^${REPO}/pulls/(\\d+)$`), 'UpdatePullRequest'],
  ['POST', new RegExp(`^${REPO}/deployments$`), 'CreateDeployment'],
  ['GET', new RegExp(`^${REPO}/deployments$`), 'ListDeployments'],
  ['POST', new RegExp(`^${REPO}/deployments/(\\d+)/statuses$`), 'CreateDeploymentStatus'],
  ['GET', new RegExp(`^${REPO}/deployments/(\\d+)/statuses$`), 'ListDeploymentStatuses'],
]

export function githubRoute(method: string, pathname: string): GithubRoute {
  for (const [wanted, path, action] of ROUTES) {
    const match = wanted === method ? path.exec(pathname) : null
    if (match !== null) return { action, parts: match.slice(1).map(decodeURIComponent) }
  }
  return { action: `${method} ${pathname}`, parts: [] }
}

/** Carries out a call: HTTP status and body. */
export function githubOperation(
  state: GithubState,
  { action, parts: [repository, argument = ''] }: GithubRoute,
  query: URLSearchParams,
  input: JsonObject,
): { status: number; body: Json } {
  if (repository === undefined) {
    throw fault('UnknownOperation', `The sandbox's GitHub does not know ${action}.`)
  }
  if (repository.toLowerCase() !== state.repository.toLowerCase()) throw notFound()
  switch (action) {
    case 'GetRepository':
      return { status: 200, body: { full_name: state.repository, default_branch: 'main', private: true } }
    case 'CompareCommits':
      return { status: 200, body: compare(state, argument, query) }
    case 'GetCommit':
      return { status: 200, body: commitJson(state, argument) }
    case 'GetReference':
      return { status: 200, body: getReference(state, argument) }
    case 'CreateReference':
      return { status: 201, body: createReference(state, input) }
    case 'UpdateReference':
      return { status: 200, body: updateReference(state, argument, input) }
    case 'GetCommitObject':
      return { status: 200, body: getCommitObject(state, argument) }
    case 'CreateCommit':
      return { status: 201, body: createCommit(state, input) }
    case 'CreateTree':
      return { status: 201, body: createTree(state, input) }
    case 'ListPullRequests':
      return { status: 200, body: listPullRequests(state, query) }
    case 'CreatePullRequest':
      return { status: 201, body: createPullRequest(state, input) }
    case 'UpdatePullRequest':
      return { status: 200, body: updatePullRequest(state, argument, input) }
    case 'CreateDeployment':
      return { status: 201, body: createDeployment(state, input) }
    case 'ListDeployments':
      return { status: 200, body: listDeployments(state, query) }
    case 'CreateDeploymentStatus':
      return { status: 201, body: createStatus(state, argument, input) }
    default:
      return { status: 200, body: listStatuses(state, argument, query) }
  }
}
