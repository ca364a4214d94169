import { type GithubApi, isRecord } from './api.ts'
import {
  commitFiles,
  pointBranch,
  readBranch,
  textAt,
  type CommitHead,
  type CommittedFile,
  type Refused,
} from './branch.ts'

/** Files to be proposed by a pull request. */
export interface Proposal {
  /** `owner/name`. */
  readonly repository: string
  /** The branch that they are proposed for. */
  readonly base: string
  /** The proposal's own branch: the same one each time, so that one proposal is brought up to date. */
  readonly branch: string
  readonly files: readonly CommittedFile[]
  readonly title: string
  /** Markdown. */
  readonly body: string
  /** The commit's message. A last commit whose message does not end with its last line is a person's. */
  readonly message: string
}

/** What came of a proposal. */
export type Proposed =
  /** `edited`: a person has committed to the proposal's branch, and it was left as it is. */
  | { readonly kind: 'opened' | 'updated' | 'unchanged' | 'edited'; readonly url: string }
  /** The base has the files already. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'no-base' }
  | ({ readonly kind: 'refused'; readonly doing: string } & Refused)

/**
 * Proposes files by a pull request, or brings the one up to date that is open. A branch whose pull request was merged
 * or closed starts anew. Never touches what a person committed.
 */
export async function proposeFiles(
  api: GithubApi,
  proposal: Proposal,
  signal: AbortSignal,
): Promise<Proposed> {
  const { base, branch, files, message } = proposal
  const from = await readBranch(api, base, signal)
  if (from === undefined) return { kind: 'no-base' }
  if ('refused' in from) return { kind: 'refused', doing: `reading the branch ${base}`, ...from }
  const open = await openPullRequest(api, proposal, signal)
  if ('refused' in open) return { kind: 'refused', doing: 'listing pull requests', ...open }
  const tip = await readBranch(api, branch, signal)
  if (tip !== undefined && 'refused' in tip) {
    return { kind: 'refused', doing: `reading the branch ${branch}`, ...tip }
  }
  if (open.known !== undefined && tip !== undefined && !isOurs(tip, message)) {
    return { kind: 'edited', url: open.known.url }
  }
  const parent = open.known === undefined ? from : (tip ?? from)
  const commit = await commitFiles(api, parent, files, message, signal)
  if (commit === undefined) {
    return open.known === undefined ? { kind: 'nothing' } : { kind: 'unchanged', url: open.known.url }
  }
  if (typeof commit !== 'string') return { kind: 'refused', doing: 'committing the files', ...commit }
  const how = tip === undefined ? 'create' : open.known === undefined ? 'force' : 'forward'
  const moved = await pointBranch(api, branch, commit, how, signal)
  if (moved !== undefined) return { kind: 'refused', doing: `writing the branch ${branch}`, ...moved }
  return await publish(api, proposal, open.known, signal)
}

interface Known {
  readonly number: number
  readonly url: string
}

/** Source: GitHub REST API, "List pull requests": `head` as `owner:branch`. */
async function openPullRequest(
  api: GithubApi,
  { repository, base, branch }: Proposal,
  signal: AbortSignal,
): Promise<{ readonly known: Known | undefined } | Refused> {
  const query = new URLSearchParams({
    state: 'open',
    head: `${repository.split('/')[0] ?? ''}:${branch}`,
    base,
  })
  const answer = await api.ask({ action: 'ListPullRequests', path: `pulls?${query.toString()}`, signal })
  if (!answer.ok) return { refused: answer }
  return { known: knownIn(Array.isArray(answer.body) ? answer.body[0] : undefined) }
}

/** Source: GitHub REST API, "Create a pull request" and "Update a pull request". */
async function publish(
  api: GithubApi,
  { title, body, base, branch }: Proposal,
  known: Known | undefined,
  signal: AbortSignal,
): Promise<Proposed> {
  const answer =
    known === undefined
      ? await api.ask({
          action: 'CreatePullRequest',
          method: 'POST',
          path: 'pulls',
          body: { title, body, base, head: branch, maintainer_can_modify: true },
          signal,
        })
      : await api.ask({
          action: 'UpdatePullRequest',
          method: 'PATCH',
          path: `pulls/${known.number}`,
          body: { title, body },
          signal,
        })
  const now = known ?? knownIn(answer.body)
  if (!answer.ok || now === undefined) {
    return { kind: 'refused', doing: 'opening the pull request', refused: answer }
  }
  return { kind: known === undefined ? 'opened' : 'updated', url: now.url }
}

function knownIn(body: unknown): Known | undefined {
  const number = isRecord(body) ? body['number'] : undefined
  const url = textAt(body, 'html_url')
  return typeof number === 'number' && url !== undefined ? { number, url } : undefined
}

function isOurs({ message }: CommitHead, wanted: string): boolean {
  const last = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''
  return last(message) === last(wanted)
}
