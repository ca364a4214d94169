import { awsErrorName } from '../aws/errors.ts'
import type { AwsSession } from '../aws/session.ts'
import type { Ports } from '../runner/ports.ts'
import { registryHttp } from './http/registry-http.ts'
import { type RetryBudget, retryBudget } from './http/retry.ts'
import { type TokenSource, tokenSource } from './http/token.ts'
import type { ImageStore, Protocol } from './image-store.ts'
import type { Manifest } from './manifest.ts'
import { openPace, type Pace } from './pace.ts'
import type { Repository } from './reference.ts'
import { distributionStore } from './stores/distribution-store.ts'
import { ecrStore } from './stores/ecr-store.ts'

/** The registries that a job can use. */
export interface Registries {
  readonly tokensOf: (repository: Repository) => TokenSource
  /** What copies between them may still try again. */
  readonly retries: RetryBudget
  readonly open: (repository: Repository, protocol?: Protocol) => ImageStore
  /**
   * Opens a repository and reads references from it. ECR's API is asked first; where it knows neither repository nor
   * image, the registry itself is, before anyone says that an image does not exist: a registry can stand behind an
   * ECR host name without ECR's API knowing its images (a proxy, an emulator beside a plain registry). The protocol
   * that found them is the one to use for everything else.
   */
  readonly locate: (repository: Repository, references: readonly string[]) => Promise<Located>
}

/** An opened repository, and what was found in it. */
export interface Located {
  readonly store: ImageStore
  readonly found: ReadonlyMap<string, Manifest>
}

// An account has ten PutImage a second in a region, and other jobs share them.
// Source: Amazon ECR User Guide, "Amazon ECR service quotas".
const PUTS_AT_ONCE = 10
const PUTS_PER_SECOND = 5
const RETRIES_EACH = 100

/**
 * Opens the registries of a job. Asks nothing yet.
 * @param sessionOf whose identity a repository is read and written with
 */
export function openRegistries(sessionOf: (repository: Repository) => AwsSession, ports: Ports): Registries {
  const { signal, log, clock } = ports
  const sources = new Map<AwsSession, TokenSource>()
  const tokensOf = (session: AwsSession): TokenSource => {
    const source = sources.get(session) ?? tokenSource(session, clock)
    sources.set(session, source)
    return source
  }
  const retries = retryBudget()
  const paces = new Map<string, Pace>()
  const paceOf = (session: AwsSession, region: string): Pace => {
    const key = `${session.role ?? ''} ${region}`
    const pace = paces.get(key) ?? openPace(clock, PUTS_AT_ONCE, PUTS_PER_SECOND)
    paces.set(key, pace)
    return pace
  }
  const open: Registries['open'] = (repository, protocol = 'ecr') => {
    const { region } = repository
    const session = sessionOf(repository)
    const tokens = tokensOf(session)
    // A budget of its own: one that fails does not spend what the others need.
    const http = registryHttp(repository, tokens, { ...ports, retries: retryBudget(RETRIES_EACH) })
    const signIn = async (): Promise<void> => {
      await tokens.login(region)
    }
    if (protocol === 'distribution') return distributionStore(repository, http, signIn)
    return ecrStore(repository, {
      session,
      http,
      signIn,
      pace: paceOf(session, region),
      signal,
      note: log.info,
    })
  }
  return {
    tokensOf: (repository) => tokensOf(sessionOf(repository)),
    retries,
    open,
    locate: async (repository, references) => {
      const store = open(repository)
      const found = await store.read(references).catch((error: unknown) => {
        if (awsErrorName(error) === 'RepositoryNotFoundException') return undefined
        throw error
      })
      if (found !== undefined && found.size > 0) return { store, found }
      const fallback = open(repository, 'distribution')
      const direct = await fallback.read(references).catch(() => {
        signal.throwIfAborted()
        return new Map<string, Manifest>()
      })
      if (direct.size > 0) return { store: fallback, found: direct }
      return { store, found: found ?? new Map() }
    },
  }
}
