import type { Ports } from '../runner/ports.ts'
import { type Checkout, isAncestor } from './git.ts'
import type { GithubContext } from '../runner/github-context.ts'

/** Where the history can be asked. */
export interface History {
  readonly checkout: Checkout | undefined
  readonly github: GithubContext
  readonly token: string | undefined
}

/**
 * Whether one commit comes before another, from the checkout or, where that lacks the history, from GitHub.
 * Undefined when neither can tell.
 */
export async function comesBefore(
  history: History,
  ancestor: string,
  descendant: string,
  ports: Pick<Ports, 'exec' | 'fetch' | 'clock' | 'journal' | 'log' | 'signal'>,
): Promise<boolean | undefined> {
  const { checkout } = history
  const local =
    checkout === undefined ? undefined : await isAncestor(ports.exec, checkout, ancestor, descendant)
  return local ?? (await askGithub(history, ancestor, descendant, ports))
}

/** Source: GitHub REST API, "Compare two commits": `status` is how the head stands to the base. */
async function askGithub(
  { github, token }: History,
  base: string,
  head: string,
  { fetch, clock, journal, log, signal }: Pick<Ports, 'fetch' | 'clock' | 'journal' | 'log' | 'signal'>,
): Promise<boolean | undefined> {
  if (github.repository === undefined || token === undefined) return undefined
  const started = clock.now()
  const record = (status: number | undefined, text: string): void => {
    journal.record({
      service: 'github',
      action: 'CompareCommits',
      region: undefined,
      status,
      bytesSent: 0,
      bytesReceived: Buffer.byteLength(text),
      milliseconds: clock.now() - started,
    })
  }
  try {
    // One commit of one page: the comparison itself is all that is wanted.
    const url = `${github.apiUrl}/repos/${github.repository}/compare/${base}...${head}?per_page=1`
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
    const text = await response.text()
    record(response.status, text)
    if (response.ok) return isAhead(text)
    log.debug(`GitHub answered ${response.status} to comparing ${base} with ${head}.`)
  } catch (error) {
    signal.throwIfAborted()
    record(undefined, '')
    log.debug(`GitHub cannot be asked: ${String(error)}`)
  }
  return undefined
}

function isAhead(text: string): boolean | undefined {
  try {
    const answer = JSON.parse(text) as { status?: unknown } | null
    return typeof answer?.status === 'string' ? answer.status === 'ahead' : undefined
  } catch {
    return undefined
  }
}

const PATIENCE_MS = 10_000
