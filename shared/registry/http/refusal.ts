import { messageOf, UserError } from '../../errors.ts'
import type { Repository } from '../reference.ts'
import type { RegistryAnswer } from './exchange.ts'

/** What stands behind the error of a refused request. */
interface Refusal {
  readonly status: number
  /** What the registry said, as far as it is for people. */
  readonly said: string
}

/**
 * The error for an answer that was not the wanted one.
 * @param doing what was asked: `reading dev`
 */
export function refused(answer: RegistryAnswer, repository: Repository, doing: string): UserError {
  const said = saidIn(Buffer.from(answer.bytes).toString('utf8'))
  const refusal: Refusal = { status: answer.status, said }
  return new UserError(
    `The registry answered ${answer.status} to ${doing} in ${repository.url}${said === '' ? '' : `: ${said}`}.`,
    hintFor(answer.status),
    { cause: refusal },
  )
}

/** The status that a registry refused something with; undefined for any other error. */
function refusedWith(error: unknown): number | undefined {
  const cause = error instanceof UserError ? error.cause : undefined
  if (typeof cause !== 'object' || cause === null || !('status' in cause)) return undefined
  return typeof cause.status === 'number' ? cause.status : undefined
}

/**
 * True when a registry's refusal will stay one, however often it is asked. A token that has expired is renewed, and a
 * lost upload session is followed by another.
 */
export function isFinalRefusal(error: unknown): boolean {
  const status = refusedWith(error)
  if (status === undefined) return false
  const said = messageOf(error)
  if (status === 403) return !/expired|reauthenticate/i.test(said)
  if (status === 404) return !said.includes('BLOB_UPLOAD_UNKNOWN')
  return status === 405 || status === 413
}

function hintFor(status: number): string | undefined {
  if (status === 401 || status === 403) {
    return 'The token was refused: check that the role may use this repository.'
  }
  if (status === 404) return 'Check that the repository exists in that region, or set "create-repository".'
  return undefined
}

/**
 * What a registry says about an error, for people. A proxy's page says nothing to them.
 * Source: OCI Distribution Specification v1.1, "Error Codes".
 */
function saidIn(body: string): string {
  if (/^\s*</.test(body)) return ''
  return messagesIn(body).replace(/\s+/g, ' ').trim().slice(0, 500)
}

function messagesIn(body: string): string {
  try {
    const { errors } = JSON.parse(body) as { errors?: unknown }
    if (!Array.isArray(errors)) return body
    const messages = errors.map((error: { code?: unknown; message?: unknown } | null) =>
      [error?.code, error?.message].filter((part) => typeof part === 'string').join(' '),
    )
    return messages.length > 0 ? messages.join(', ') : body
  } catch {
    return body
  }
}
