import { messageOf, UserError } from '../../errors.ts'
import { originOf, type Repository } from '../reference.ts'
import {
  exchange,
  isStream,
  type RegistryAnswer,
  type RegistryPorts,
  type RegistryRequest,
} from './exchange.ts'
import { checkOnward } from './redirect.ts'
import { backoff, mayPass, retryAfter } from './retry.ts'
import type { Login, TokenSource } from './token.ts'

/** Sends requests to one repository's registry. */
export type RegistryHttp = (request: RegistryRequest) => Promise<RegistryAnswer>

const MOST_ATTEMPTS = 5
const MOST_REDIRECTS = 5
const IDLE_MS = 30_000

/**
 * The distribution protocol over HTTP: signed in by the registry's token, redirects followed without it, refused
 * tokens renewed once, and everything that may pass tried again, except a streamed body, which cannot be sent twice.
 * A request or an answer of which not a byte moves any more fails.
 * Source: OCI Distribution Specification v1.1; Amazon ECR User Guide, "Private registry authentication".
 * @param idleMs how long the registry may be silent, in milliseconds
 */
export function registryHttp(
  repository: Repository,
  tokens: TokenSource,
  ports: RegistryPorts,
  idleMs = IDLE_MS,
): RegistryHttp {
  const origin = originOf(repository)
  const { clock, signal, retries } = ports

  const follow = async (request: RegistryRequest, login: Login): Promise<RegistryAnswer> => {
    const absolute = URL.canParse(request.target)
    let url = new URL(absolute ? request.target : `${origin}/v2/${repository.name}/${request.target}`)
    if (absolute) checkOnward(new URL(origin), url)
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const answer = await exchange(url, request, { ...ports, repository, login, idleMs })
      const location = answer.header('location')
      if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer
      if (isStream(request.body)) return answer
      const next = onward(location, url, repository)
      checkOnward(url, next)
      url = next
    }
    throw new UserError(
      `The registry ${repository.host} redirected ${request.method} ${request.kind} without end.`,
    )
  }

  return async (request) => {
    const once = isStream(request.body)
    let renewed = false
    for (let attempt = 1; ; attempt += 1) {
      const last = (): boolean => once || attempt >= MOST_ATTEMPTS || !retries.take()
      let wait = backoff(attempt)
      try {
        const login = await tokens.login(repository.region)
        const answer = await follow(request, login)
        if (!renewed && isTokenRefused(answer, request)) {
          renewed = true
          tokens.forget(repository.region, login)
          // Whoever sends a stream begins anew, with the next token.
          if (!once) continue
        }
        if (!mayPass(answer.status) || last()) return answer
        wait = retryAfter(answer.header('retry-after'), clock.now()) ?? wait
      } catch (error) {
        if (signal.aborted) throw signal.reason
        if (error instanceof UserError) throw error
        if (last()) throw unreachable(repository, request, error)
      }
      await clock.sleep(wait, signal)
    }
  }
}

function onward(location: string, from: URL, { host }: Repository): URL {
  if (URL.canParse(location, from.href)) return new URL(location, from)
  throw new UserError(`The registry ${host} redirects to "${location.slice(0, 200)}", which is no address.`)
}

// ECR says 403 for an expired token, not 401. Source: error text of ECR, "Your authorization token has expired".
// The answer to HEAD has no words, so there it may be that.
function isTokenRefused({ status, bytes }: RegistryAnswer, { method }: RegistryRequest): boolean {
  if (status === 401 || (status === 403 && method === 'HEAD')) return true
  if (status !== 403) return false
  return /token has expired|reauthenticate/i.test(Buffer.from(bytes).toString('utf8'))
}

function unreachable(repository: Repository, request: RegistryRequest, error: unknown): UserError {
  return new UserError(
    `The registry ${repository.host} cannot be reached (${request.method} ${request.kind}): ${messageOf(error)}.`,
    'Check the host and region in the image URL, and the network of the runner.',
    { cause: error },
  )
}
