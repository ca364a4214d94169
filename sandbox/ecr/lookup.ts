import { fault } from '../wire/fault.ts'
import { text, type JsonObject } from '../wire/json.ts'
import type { EcrRegion, Repository, StoredManifest } from './store.ts'

/** The repository by name; throws ECR's RepositoryNotFoundException. */
export function findRepository(ecr: EcrRegion, name: string): Repository {
  const repository = ecr.repositories.get(name)
  if (repository !== undefined) return repository
  throw fault(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${ecr.account}'`,
  )
}

/** The repository an ECR call names by `repositoryName`. */
export function repositoryOf(ecr: EcrRegion, input: JsonObject): Repository {
  const name = text(input, 'repositoryName')
  if (name === undefined) {
    throw fault('InvalidParameterException', "Invalid parameter at 'repositoryName': must not be null")
  }
  return findRepository(ecr, name)
}

/** The manifest that an `imageId` names: by digest, by tag, or by both when they agree. */
export function findImage(repository: Repository, id: JsonObject): StoredManifest | undefined {
  const digest = text(id, 'imageDigest')
  const tag = text(id, 'imageTag')
  if (tag === undefined) return digest === undefined ? undefined : repository.manifests.get(digest)
  const tagged = repository.tags.get(tag)
  if (tagged === undefined || (digest !== undefined && digest !== tagged)) return undefined
  return repository.manifests.get(tagged)
}
