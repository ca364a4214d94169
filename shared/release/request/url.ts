import { UserError } from '../../errors.ts'
import type { HealthCheck } from './request.ts'

/**
 * The health check of a URL.
 * @param milliseconds how long it may take until it answers with success
 * @throws UserError for what is no http(s) URL, and for one with a password, which would be shown in logs
 */
export function readHealthCheck(
  url: string | undefined,
  input: string,
  milliseconds: number,
): HealthCheck | undefined {
  if (url === undefined) return undefined
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const isHttp = parsed?.protocol === 'http:' || parsed?.protocol === 'https:'
  if (parsed !== undefined && isHttp && parsed.username === '' && parsed.password === '') {
    return { url: parsed.href, milliseconds }
  }
  const shown = parsed?.password ? 'a URL with a password' : `"${url.slice(0, 200)}"`
  throw new UserError(
    `The input "${input}" is ${shown}, which is no http or https URL without a user name.`,
    'It looks like https://app.example.com/healthy.',
  )
}
