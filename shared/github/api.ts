import { messageOf } from '../errors.ts'
import type { GithubContext } from '../runner/github-context.ts'
import type { Ports } from '../runner/ports.ts'

/** GitHub's REST API, as far as one repository goes. */
export interface GithubApi {
  /** Never rejects: whatever GitHub is asked here for makes a run more telling, and none depends on it. */
  readonly ask: (question: GithubQuestion) => Promise<GithubAnswer>
}

/** One call. */
interface GithubQuestion {
  /** Its name in the journal. */
  readonly action: string
  readonly method?: 'GET' | 'POST' | 'PATCH'
  /** What follows `/repos/OWNER/NAME/`. */
  readonly path: string
  readonly body?: object
  /** Ends the call early. */
  readonly signal?: AbortSignal
}

/** What came of a call. */
export interface GithubAnswer {
  readonly ok: boolean
  /** Undefined where no answer came. */
  readonly status: number | undefined
  /** The parsed body; undefined where it is no JSON. */
  readonly body: unknown
  /** What GitHub said of a refusal, or why there was no answer. */
  readonly message: string
}

/** What the API is opened with. */
export type GithubPorts = Pick<Ports, 'fetch' | 'clock' | 'journal' | 'log'>

const PATIENCE_MS = 10_000

/** The API of the run's own repository; undefined outside of GitHub, and without a token. */
export function openGithubApi(
  { apiUrl, repository }: Pick<GithubContext, 'apiUrl' | 'repository'>,
  token: string | undefined,
  ports: GithubPorts,
): GithubApi | undefined {
  if (repository === undefined || token === undefined) return undefined
  const base = `${apiUrl}/repos/${repository}/`
  return { ask: async (question) => await ask(base, token, question, ports) }
}

/** Source: GitHub REST API, "Getting started with the REST API": headers and versions. */
async function ask(
  base: string,
  token: string,
  { action, method = 'GET', path, body, signal }: GithubQuestion,
  { fetch, clock, journal, log }: GithubPorts,
): Promise<GithubAnswer> {
  const started = clock.now()
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const record = (status: number | undefined, received: string): void => {
    journal.record({
      service: 'github',
      action,
      region: undefined,
      status,
      bytesSent: Buffer.byteLength(sent ?? ''),
      bytesReceived: Buffer.byteLength(received),
      milliseconds: clock.now() - started,
    })
  }
  const patience = AbortSignal.timeout(PATIENCE_MS)
  try {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(sent === undefined ? {} : { body: sent }),
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    })
    const text = await response.text()
    record(response.status, text)
    const answer = parsed(text)
    const said = isRecord(answer) && typeof answer['message'] === 'string' ? answer['message'] : ''
    if (!response.ok) log.debug(`GitHub answered ${response.status} to ${action}: ${said}`)
    return { ok: response.ok, status: response.status, body: answer, message: said }
  } catch (error) {
    record(undefined, '')
    log.debug(`GitHub cannot be asked for ${action}: ${messageOf(error)}`)
    return { ok: false, status: undefined, body: undefined, message: messageOf(error) }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** True for what JSON calls an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
