import { fault } from '../wire/fault.ts'
import type { Json, JsonObject } from '../wire/json.ts'
import type { GithubDeployment, GithubState } from './state.ts'

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
      return { status: 200, body: compare(state, argument) }
    case 'GetCommit':
      return { status: 200, body: commitJson(state, argument) }
    case 'CreateDeployment':
      return { status: 201, body: createDeployment(state, input) }
    case 'ListDeployments':
      return { status: 200, body: state.deployments.toReversed().map(({ fields }) => fields) }
    case 'CreateDeploymentStatus': {
      const { statuses } = deploymentOf(state, argument)
      const status = { id: statuses.length + 1, created_at: new Date().toISOString(), ...input }
      statuses.push(status)
      return { status: 201, body: status }
    }
    default:
      return { status: 200, body: deploymentOf(state, argument).statuses.toReversed() }
  }
}

function createDeployment(state: GithubState, input: JsonObject): JsonObject {
  const id = state.deployments.length + 1
  const fields = {
    id,
    environment: 'production',
    sha: input['ref'],
    created_at: new Date().toISOString(),
    ...input,
  }
  state.deployments.push({ id, fields, statuses: [] })
  return fields
}

function deploymentOf(state: GithubState, id: string): GithubDeployment {
  const found = state.deployments.find((each) => String(each.id) === id)
  if (found === undefined) throw notFound()
  return found
}

function notFound(): Error {
  return fault('NotFound', 'Not Found', 404)
}

function indexOf(state: GithubState, reference: string): number {
  const at =
    reference === 'main'
      ? state.commits.length - 1
      : state.commits.findIndex(({ sha }) => sha.startsWith(reference))
  if (at < 0) throw notFound()
  return at
}

/** BASE...HEAD on one line of commits (GitHub REST API, "Compare two commits"). */
function compare(state: GithubState, range: string): JsonObject {
  const [base = '', head = ''] = range.split('...')
  const from = indexOf(state, base)
  const to = indexOf(state, head)
  const ahead = Math.max(0, to - from)
  const behind = Math.max(0, from - to)
  const shas = state.commits.slice(from + 1, to + 1).map(({ sha }) => sha)
  return {
    status: ahead > 0 ? 'ahead' : behind > 0 ? 'behind' : 'identical',
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    html_url: `https://github.com/${state.repository}/compare/${range}`,
    merge_base_commit: commitJson(state, state.commits[Math.min(from, to)]?.sha ?? ''),
    commits: shas.map((sha) => commitJson(state, sha)),
  }
}

function commitJson(state: GithubState, reference: string): JsonObject {
  const commit = state.commits[indexOf(state, reference)]
  if (commit === undefined) throw notFound()
  return {
    sha: commit.sha,
    html_url: `https://github.com/${state.repository}/commit/${commit.sha}`,
    commit: { message: commit.message, author: { name: commit.author } },
    author: { login: commit.author },
  }
}
