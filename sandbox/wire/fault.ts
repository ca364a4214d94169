/** An answer that refuses: each service writes it in its own shape (JSON, XML, distribution errors). */
export interface Fault extends Error {
  readonly fault: true
  readonly code: string
  readonly status: number
  /** What the distribution protocol carries beside code and message. */
  readonly detail: unknown
}

/** A refusal to throw inside an operation. `status` is the HTTP status. */
export function fault(code: string, message: string, status = 400, detail?: unknown): Fault {
  return Object.assign(new Error(message), { fault: true as const, code, status, detail })
}

export function isFault(error: unknown): error is Fault {
  return error instanceof Error && 'fault' in error && error.fault === true
}
