import { createHash } from 'node:crypto'
import { fault } from '../wire/fault.ts'
import { flag, objects, text, texts, type JsonObject } from '../wire/json.ts'
import { notFound } from './commits.ts'
import type { GithubState } from './state.ts'

/** A commit object, as git keeps it. */
interface GitCommit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
}

/** Branches and the objects that they lead to; a tree is its files by path. */
export interface GitData {
  readonly branches: Map<string, string>
  readonly commits: Map<string, GitCommit>
  readonly trees: Map<string, ReadonlyMap<string, string>>
}

/** A repository with one commit on `main`, which has no files. */
export function openGitData(): GitData {
  const data: GitData = { branches: new Map(), commits: new Map(), trees: new Map() }
  const tree = addTree(data, new Map())
  data.branches.set('main', addCommit(data, { tree, parents: [], message: 'Begin' }).sha)
  return data
}

/** Source: GitHub REST API, "Get a reference". */
export function getReference({ git }: GithubState, name: string): JsonObject {
  const sha = git.branches.get(name.replace(/^heads\//, ''))
  if (sha === undefined) throw notFound()
  return referenceJson(name, sha)
}

/** Source: GitHub REST API, "Create a reference". */
export function createReference({ git }: GithubState, input: JsonObject): JsonObject {
  const ref = text(input, 'ref') ?? ''
  const sha = text(input, 'sha') ?? ''
  if (!ref.startsWith('refs/heads/')) throw unprocessable('Reference name must start with refs/heads/.')
  if (!git.commits.has(sha)) throw unprocessable('Object does not exist')
  const branch = ref.slice('refs/heads/'.length)
  if (git.branches.has(branch)) throw unprocessable('Reference already exists')
  git.branches.set(branch, sha)
  return referenceJson(`heads/${branch}`, sha)
}

/** Source: GitHub REST API, "Update a reference": without `force` only to a descendant. */
export function updateReference({ git }: GithubState, name: string, input: JsonObject): JsonObject {
  const branch = name.replace(/^heads\//, '')
  const sha = text(input, 'sha') ?? ''
  const before = git.branches.get(branch)
  if (before === undefined) throw unprocessable('Reference does not exist')
  if (!git.commits.has(sha)) throw unprocessable('Object does not exist')
  if (flag(input, 'force') !== true && !descends(git, sha, before)) {
    throw unprocessable('Update is not a fast forward')
  }
  git.branches.set(branch, sha)
  return referenceJson(name, sha)
}

/** Source: GitHub REST API, "Get a commit object". */
export function getCommitObject({ git }: GithubState, sha: string): JsonObject {
  const commit = git.commits.get(sha)
  if (commit === undefined) throw notFound()
  return commitJson(commit)
}

/** Source: GitHub REST API, "Create a tree": entries with inline content, on top of another tree. */
export function createTree({ git }: GithubState, input: JsonObject): JsonObject {
  const base = git.trees.get(text(input, 'base_tree') ?? '') ?? new Map<string, string>()
  const files = new Map(base)
  for (const entry of objects(input, 'tree')) {
    const path = text(entry, 'path') ?? ''
    if (path.startsWith('/') || path.split('/').includes('..')) {
      throw unprocessable('tree.path contains a malformed path component')
    }
    files.set(path, text(entry, 'content') ?? '')
  }
  return { sha: addTree(git, files) }
}

/** Source: GitHub REST API, "Create a commit". */
export function createCommit({ git }: GithubState, input: JsonObject): JsonObject {
  const tree = text(input, 'tree') ?? ''
  if (!git.trees.has(tree)) throw unprocessable('Tree SHA does not exist')
  const message = text(input, 'message') ?? ''
  return commitJson(addCommit(git, { tree, parents: texts(input, 'parents'), message }))
}

/** Adds a commit with one file changed to a branch, as a person's push would. */
export function pushFile({ git }: GithubState, branch: string, path: string, content: string): void {
  const parent = git.branches.get(branch) ?? ''
  const files = new Map(git.trees.get(git.commits.get(parent)?.tree ?? ''))
  const tree = addTree(git, files.set(path, content))
  git.branches.set(branch, addCommit(git, { tree, parents: [parent], message: `Change ${path}` }).sha)
}

/** The files of a branch, by path. */
export function filesOf({ git }: GithubState, branch: string): ReadonlyMap<string, string> {
  const commit = git.commits.get(git.branches.get(branch) ?? '')
  return git.trees.get(commit?.tree ?? '') ?? new Map()
}

function descends(git: GitData, sha: string, from: string): boolean {
  return sha === from || (git.commits.get(sha)?.parents ?? []).some((parent) => descends(git, parent, from))
}

function addTree(git: GitData, files: ReadonlyMap<string, string>): string {
  const sha = hash([...files].sort())
  git.trees.set(sha, files)
  return sha
}

function addCommit(git: GitData, commit: Omit<GitCommit, 'sha'>): GitCommit {
  const made = { ...commit, sha: hash([commit, git.commits.size]) }
  git.commits.set(made.sha, made)
  return made
}

function commitJson({ sha, tree, parents, message }: GitCommit): JsonObject {
  return { sha, message, tree: { sha: tree }, parents: parents.map((parent) => ({ sha: parent })) }
}

function referenceJson(name: string, sha: string): JsonObject {
  return { ref: `refs/${name}`, object: { type: 'commit', sha } }
}

function hash(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('hex')
}

function unprocessable(message: string): Error {
  return fault('ValidationFailed', message, 422)
}
