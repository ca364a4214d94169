import type { JsonObject } from '../wire/json.ts'

/** A deployment with its statuses, newest last. */
export interface GithubDeployment {
  readonly id: number
  readonly fields: JsonObject
  readonly statuses: JsonObject[]
}

/** What GitHub knows of the one repository there is. */
export interface GithubState {
  /** `owner/name` */
  readonly repository: string
  /** Commits of the default branch, oldest first: what is compared. */
  readonly commits: { readonly sha: string; readonly message: string; readonly author: string }[]
  readonly deployments: GithubDeployment[]
  /** Answers to add: by `METHOD /path`. */
  readonly answers: Map<string, { readonly status: number; readonly body: JsonObject | JsonObject[] }>
}

export function openGithub(repository: string): GithubState {
  return { repository, commits: [], deployments: [], answers: new Map() }
}
