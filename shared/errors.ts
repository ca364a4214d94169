/**
 * What a user can mend: a sentence that says what is wrong and where, and a hint that says what to do.
 * Any other error that reaches the top of an action is a bug of ours.
 */
export class UserError extends Error {
  readonly hint: string | undefined

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UserError'
    this.hint = hint
  }
}

/** The message of anything that can be thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
