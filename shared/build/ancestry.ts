import { openGithubApi } from '../github/api.ts'
import { compareCommits } from '../github/compare.ts'
import type { GithubContext } from '../runner/github-context.ts'
import type { Ports } from '../runner/ports.ts'
import { type Checkout, isAncestor } from './git.ts'

/** Where the history can be asked. */
export interface History {
  readonly checkout: Checkout | undefined
  readonly github: GithubContext
  readonly token: string | undefined
}

type HistoryPorts = Pick<Ports, 'exec' | 'fetch' | 'clock' | 'journal' | 'log' | 'signal'>

/**
 * Whether one commit comes before another, from the checkout or, where that lacks the history, from GitHub.
 * Undefined when neither can tell.
 */
export async function comesBefore(
  history: History,
  ancestor: string,
  descendant: string,
  ports: HistoryPorts,
): Promise<boolean | undefined> {
  const { checkout } = history
  const local =
    checkout === undefined ? undefined : await isAncestor(ports.exec, checkout, ancestor, descendant)
  return local ?? (await askGithub(history, ancestor, descendant, ports))
}

async function askGithub(
  { github, token }: History,
  base: string,
  head: string,
  ports: HistoryPorts,
): Promise<boolean | undefined> {
  const api = openGithubApi(github, token, ports)
  if (api === undefined) return undefined
  // One commit of one page: the comparison itself is all that is wanted.
  const comparison = await compareCommits(api, base, head, 1, ports.signal)
  ports.signal.throwIfAborted()
  return comparison === undefined ? undefined : comparison.status === 'ahead'
}
