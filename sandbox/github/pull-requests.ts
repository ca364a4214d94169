import { fault } from '../wire/fault.ts'
import { text, type Json, type JsonObject } from '../wire/json.ts'
import { notFound } from './commits.ts'
import { pageOf } from './page.ts'
import type { GithubState } from './state.ts'

/** A pull request of the repository, from one of its own branches. */
export interface GithubPullRequest {
  readonly number: number
  readonly head: string
  readonly base: string
  title: string
  body: string
  state: 'open' | 'closed'
}

/** Source: GitHub REST API, "List pull requests": newest first, the open ones unless told. */
export function listPullRequests(state: GithubState, query: URLSearchParams): Json {
  const wanted = query.get('state') ?? 'open'
  const head = query.get('head')?.split(':').at(-1)
  const base = query.get('base')
  const found = state.pullRequests
    .toReversed()
    .filter((each) => wanted === 'all' || each.state === wanted)
    .filter((each) => head === undefined || each.head === head)
    .filter((each) => base === null || each.base === base)
  return pageOf(found, query).map((each) => json(state, each))
}

/** Source: GitHub REST API, "Create a pull request". */
export function createPullRequest(state: GithubState, input: JsonObject): JsonObject {
  if (!state.mayCreatePullRequests) {
    throw fault('Forbidden', 'GitHub Actions is not permitted to create or approve pull requests.', 403)
  }
  const head = text(input, 'head') ?? ''
  const base = text(input, 'base') ?? ''
  const { branches } = state.git
  if (!branches.has(head)) throw unprocessable('Validation Failed: head')
  if (!branches.has(base)) throw unprocessable('Validation Failed: base')
  if (branches.get(head) === branches.get(base)) {
    throw unprocessable(`Validation Failed: No commits between ${base} and ${head}`)
  }
  const same = state.pullRequests.find(
    (each) => each.state === 'open' && each.head === head && each.base === base,
  )
  if (same !== undefined) {
    throw unprocessable(`Validation Failed: A pull request already exists for ${head}.`)
  }
  const made: GithubPullRequest = {
    number: state.pullRequests.length + 1,
    head,
    base,
    title: text(input, 'title') ?? '',
    body: text(input, 'body') ?? '',
    state: 'open',
  }
  state.pullRequests.push(made)
  return json(state, made)
}

/** Source: GitHub REST API, "Update a pull request". */
export function updatePullRequest(state: GithubState, number: string, input: JsonObject): JsonObject {
  const found = state.pullRequests.find((each) => String(each.number) === number)
  if (found === undefined) throw notFound()
  found.title = text(input, 'title') ?? found.title
  found.body = text(input, 'body') ?? found.body
  return json(state, found)
}

function json(
  { repository }: GithubState,
  { number, head, base, title, body, state }: GithubPullRequest,
): JsonObject {
  return {
    number,
    title,
    body,
    state,
    html_url: `https://github.com/${repository}/pull/${number}`,
    head: { ref: head },
    base: { ref: base },
  }
}

function unprocessable(message: string): Error {
  return fault('ValidationFailed', message, 422)
}
