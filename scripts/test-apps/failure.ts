/** What is wrong with an application, in one sentence, and what a failed step said. */
export function failure(message: string, log: string, cause?: unknown): Error {
  return Object.assign(new Error(message, cause === undefined ? {} : { cause }), { log })
}

/** What the failed step said; empty for other errors. */
export function logOf(error: unknown): string {
  return error instanceof Error && 'log' in error && typeof error.log === 'string' ? error.log : ''
}
