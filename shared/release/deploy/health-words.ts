/** What came of one question to an address. */
export interface HealthAnswer {
  /** It answered 2xx. */
  readonly isGood: boolean
  /** For a person, a clause: `it answered 503`, `it did not answer within 10 s`. */
  readonly said: string
  readonly hint: string | undefined
}

const WHERE = '"health-check-url" (or "health-check" in the stages file)'

const STATUS_HINTS: readonly (readonly [statuses: readonly number[], hint: string])[] = [
  [
    [401, 403, 407],
    'The address has to answer without signing in: a firewall rule or an authorizer may refuse the runner.',
  ],
  [[404, 410], `Check the path in ${WHERE}.`],
  [
    [429],
    'Something before the application limits requests: let the runner through, or give another address.',
  ],
  [
    [502, 503, 504],
    'What stands before the application finds nothing healthy behind it: see the events of the service and the log of the application.',
  ],
]

/** The answer of a status. */
export function answered(status: number): HealthAnswer {
  const isGood = status >= 200 && status < 300
  const said = `it answered ${status}`
  if (isGood) return { isGood, said, hint: undefined }
  const known = STATUS_HINTS.find(([statuses]) => statuses.includes(status))?.[1]
  const own = status >= 500 ? 'The application itself answers with an error: see its log.' : undefined
  return {
    isGood,
    said,
    hint: known ?? own ?? `Only an answer of 200 to 299 counts: check ${WHERE}.`,
  }
}

/** A redirect that is not followed. */
export function redirectedTo(status: number, fault: string): HealthAnswer {
  return {
    isGood: false,
    said: `it answered ${status}, ${fault}`,
    hint: `Give the address that it ends at in ${WHERE}.`,
  }
}

const REACH =
  'It has to be reachable from the runner: hosted runners reach public addresses only, and a security group may keep them out.'

// Codes of Node's net, tls and undici.
const ERRORS: readonly (readonly [code: RegExp, said: string, hint: string])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|ENODATA)$/, 'its name has no address', `Check the name in ${WHERE}. ${REACH}`],
  [/^ECONNREFUSED$/, 'the connection was refused', `Nothing listens there, or not yet. ${REACH}`],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'it cannot be reached', REACH],
  [/TIMEOUT|^ETIMEDOUT$/, 'it did not answer in time', REACH],
  [
    /CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|UNABLE_TO_|^HOSTNAME_MISMATCH$/,
    'its certificate or TLS was not accepted',
    'The certificate has to be valid for that name, and signed by an authority that everyone trusts.',
  ],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    'the connection was closed',
    'What listens there closes connections without an answer: see its log, and whether it expects https.',
  ],
]

/**
 * What it means that there was no answer.
 * @param seconds how long an answer was waited for
 */
export function unanswered(error: unknown, seconds: number): HealthAnswer {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { isGood: false, said: `it did not answer within ${seconds} s`, hint: REACH }
  }
  const code = codeOf(error)
  const known = ERRORS.find(([pattern]) => pattern.test(code))
  const said = known?.[1] ?? 'it gave no valid answer'
  return { isGood: false, said: `${said} (${code})`, hint: known?.[2] ?? REACH }
}

/** The code of the innermost error, or what it says: `fetch failed` says nothing, and its causes do. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause !== undefined) return codeOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message.slice(0, 100)
}
