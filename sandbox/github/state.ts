import type { JsonObject } from '../wire/json.ts'
import { openGitData, type GitData } from './git-data.ts'
import type { GithubPullRequest } from './pull-requests.ts'

/** A deployment with its statuses, newest last. */
export interface GithubDeployment {
  readonly id: number
  readonly fields: JsonObject
  readonly statuses: JsonObject[]
}

/** A commit of the default branch. */
export interface GithubCommit {
  readonly sha: string
  readonly message: string
  readonly author: string
}

/** What GitHub knows of the one repository there is. */
export interface GithubState {
  /** `owner/name` */
  readonly repository: string
  /** Commits of the default branch, oldest first: what is compared and deployed. */
  readonly commits: GithubCommit[]
  readonly deployments: GithubDeployment[]
  /** Branches, and the commits that are made through the API. */
  readonly git: GitData
  readonly pullRequests: GithubPullRequest[]
  /** The setting "Allow GitHub Actions to create and approve pull requests". */
  mayCreatePullRequests: boolean
  /** Answers to add: by `METHOD /path`. */
  readonly answers: Map<string, { readonly status: number; readonly body: JsonObject | JsonObject[] }>
  /** What the job's token may do with deployments (`permissions:`). */
  deploymentsPermission: 'none' | 'read' | 'write'
  /** The job's `environment:`, which its OIDC tokens name. */
  environment: string | undefined
}

export function openGithub(repository: string): GithubState {
  return {
    repository,
    commits: [],
    deployments: [],
    git: openGitData(),
    pullRequests: [],
    mayCreatePullRequests: true,
    answers: new Map(),
    deploymentsPermission: 'write',
    environment: undefined,
  }
}
