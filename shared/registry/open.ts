import { awsErrorName } from '../aws/errors.ts'
import type { AwsSession } from '../aws/session.ts'
import type { Ports } from '../runner/ports.ts'
import { distributionStore } from './distribution-store.ts'
import { ecrStore } from './ecr-store.ts'
import { registryHttp } from './http.ts'
import type { ImageStore, Protocol } from './image-store.ts'
import type { Manifest } from './manifest.ts'
import type { Repository } from './reference.ts'
import { type TokenSource, tokenSource } from './token.ts'

/** The registries that one AWS identity can use. */
export interface Registries {
  readonly tokens: TokenSource
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

/** Opens the registries for a session. Asks nothing yet. */
export function openRegistries(session: AwsSession, ports: Ports): Registries {
  const tokens = tokenSource(session, ports.clock)
  const open: Registries['open'] = (repository, protocol = 'ecr') => {
    const http = registryHttp(repository, tokens, ports)
    return protocol === 'ecr' ? ecrStore(repository, session, http) : distributionStore(repository, http)
  }
  return {
    tokens,
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
        ports.signal.throwIfAborted()
        return new Map<string, Manifest>()
      })
      if (direct.size > 0) return { store: fallback, found: direct }
      return { store, found: found ?? new Map() }
    },
  }
}
