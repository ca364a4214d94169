import { type GithubAnswer, type GithubApi, isRecord } from './api.ts'

/** A file of a commit, by its path in the repository. */
export interface CommittedFile {
  readonly path: string
  readonly text: string
}

/** A commit as far as another one is made on it. */
export interface CommitHead {
  readonly sha: string
  readonly tree: string
  readonly message: string
}

/** What GitHub refused, to be told by the caller. */
export interface Refused {
  readonly refused: GithubAnswer
}

/**
 * The last commit of a branch; undefined where there is no such branch.
 * Source: GitHub REST API, "Get a reference" and "Get a commit object".
 */
export async function readBranch(
  api: GithubApi,
  branch: string,
  signal: AbortSignal,
): Promise<CommitHead | Refused | undefined> {
  const path = `git/ref/heads/${encodePath(branch)}`
  const reference = await api.ask({ action: 'GetReference', path, signal })
  if (reference.status === 404) return undefined
  const sha = textAt(reference.body, 'object', 'sha')
  if (!reference.ok || sha === undefined) return { refused: reference }
  const commit = await api.ask({ action: 'GetCommitObject', path: `git/commits/${sha}`, signal })
  const tree = textAt(commit.body, 'tree', 'sha')
  if (!commit.ok || tree === undefined) return { refused: commit }
  return { sha, tree, message: textAt(commit.body, 'message') ?? '' }
}

/**
 * Makes a commit of files on another one; undefined where the files are in it as they are.
 * Source: GitHub REST API, "Create a tree" (content inline) and "Create a commit".
 */
export async function commitFiles(
  api: GithubApi,
  parent: CommitHead,
  files: readonly CommittedFile[],
  message: string,
  signal: AbortSignal,
): Promise<string | Refused | undefined> {
  const entries = files.map(({ path, text }) => ({ path, mode: '100644', type: 'blob', content: text }))
  const tree = await api.ask({
    action: 'CreateTree',
    method: 'POST',
    path: 'git/trees',
    body: { base_tree: parent.tree, tree: entries },
    signal,
  })
  const treeSha = textAt(tree.body, 'sha')
  if (!tree.ok || treeSha === undefined) return { refused: tree }
  if (treeSha === parent.tree) return undefined
  const commit = await api.ask({
    action: 'CreateCommit',
    method: 'POST',
    path: 'git/commits',
    body: { message, tree: treeSha, parents: [parent.sha] },
    signal,
  })
  const sha = textAt(commit.body, 'sha')
  return commit.ok && sha !== undefined ? sha : { refused: commit }
}

/**
 * Makes a branch, or moves one.
 * Source: GitHub REST API, "Create a reference" and "Update a reference".
 * @param force moves it even where commits of it are lost
 */
export async function pointBranch(
  api: GithubApi,
  branch: string,
  sha: string,
  how: 'create' | 'forward' | 'force',
  signal: AbortSignal,
): Promise<Refused | undefined> {
  const answer =
    how === 'create'
      ? await api.ask({
          action: 'CreateReference',
          method: 'POST',
          path: 'git/refs',
          body: { ref: `refs/heads/${branch}`, sha },
          signal,
        })
      : await api.ask({
          action: 'UpdateReference',
          method: 'PATCH',
          path: `git/refs/heads/${encodePath(branch)}`,
          body: { sha, force: how === 'force' },
          signal,
        })
  return answer.ok ? undefined : { refused: answer }
}

/** The text at a path of keys in an answer. */
export function textAt(body: unknown, ...keys: readonly string[]): string | undefined {
  const value = keys.reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), body)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function encodePath(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/')
}
