import { fault } from '../wire/fault.ts'
import { flag, object, objects, record, text, type JsonObject } from '../wire/json.ts'
import { repositoryJson } from './describe.ts'
import { repositoryOf } from './lookup.ts'
import { addRepository, type EcrRegion, type Repository } from './store.ts'

export function createRepository(input: JsonObject, ecr: EcrRegion): JsonObject {
  const name = text(input, 'repositoryName') ?? ''
  // API reference, CreateRepository: repositoryName.
  if (!/^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(name)) {
    throw fault(
      'InvalidParameterException',
      `Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*''`,
    )
  }
  if (ecr.repositories.has(name)) {
    throw fault(
      'RepositoryAlreadyExistsException',
      `The repository with name '${name}' already exists in the registry with id '${ecr.account}'`,
    )
  }
  const tags = objects(input, 'tags').map(
    (tag) => [text(tag, 'Key') ?? '', text(tag, 'Value') ?? ''] as const,
  )
  const repository = addRepository(ecr, name, {
    mutability: text(input, 'imageTagMutability') ?? 'MUTABLE',
    exclusionFilters: filtersOf(input),
    scanOnPush: flag(object(input, 'imageScanningConfiguration'), 'scanOnPush') ?? false,
    encryption: { encryptionType: 'AES256', ...record(object(input, 'encryptionConfiguration')) },
    tags: Object.fromEntries(tags),
  })
  return { repository: repositoryJson(repository, ecr) }
}

function filtersOf(input: JsonObject): { filterType: string; filter: string }[] {
  const filters = objects(input, 'imageTagMutabilityExclusionFilters')
  if (filters.length > 5) {
    throw fault(
      'InvalidParameterException',
      "Invalid parameter at 'imageTagMutabilityExclusionFilters': at most 5 filters are allowed",
    )
  }
  return filters.map((filter) => ({
    filterType: text(filter, 'filterType') ?? 'WILDCARD',
    filter: text(filter, 'filter') ?? '',
  }))
}

export function putImageTagMutability(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  repository.mutability = text(input, 'imageTagMutability') ?? repository.mutability
  repository.exclusionFilters = filtersOf(input)
  return {
    ...named(repository, ecr),
    imageTagMutability: repository.mutability,
    imageTagMutabilityExclusionFilters: filtersOf(input),
  }
}

export function deleteRepository(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  if (repository.manifests.size > 0 && flag(input, 'force') !== true) {
    throw fault(
      'RepositoryNotEmptyException',
      `The repository with name '${repository.name}' in registry with id '${ecr.account}' cannot be deleted because it still contains images`,
    )
  }
  ecr.repositories.delete(repository.name)
  return { repository: repositoryJson(repository, ecr) }
}

export function getRepositoryPolicy(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  if (repository.policy === undefined) {
    throw fault(
      'RepositoryPolicyNotFoundException',
      `Repository policy does not exist for the repository with name '${repository.name}' in the registry with id '${ecr.account}'`,
    )
  }
  return { ...named(repository, ecr), policyText: repository.policy }
}

export function setRepositoryPolicy(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  repository.policy = text(input, 'policyText') ?? ''
  return { ...named(repository, ecr), policyText: repository.policy }
}

export function getLifecyclePolicy(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  if (repository.lifecyclePolicy === undefined) {
    throw fault(
      'LifecyclePolicyNotFoundException',
      `Lifecycle policy does not exist for the repository with name '${repository.name}' in the registry with id '${ecr.account}'`,
    )
  }
  return { ...named(repository, ecr), lifecyclePolicyText: repository.lifecyclePolicy }
}

export function putLifecyclePolicy(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  repository.lifecyclePolicy = text(input, 'lifecyclePolicyText') ?? ''
  return { ...named(repository, ecr), lifecyclePolicyText: repository.lifecyclePolicy }
}

function named(repository: Repository, ecr: EcrRegion): JsonObject {
  return { registryId: ecr.account, repositoryName: repository.name }
}

/** ECR names a repository's tags by its ARN. */
export function listRepositoryTags(input: JsonObject, ecr: EcrRegion): JsonObject {
  const arn = text(input, 'resourceArn') ?? ''
  const repository = [...ecr.repositories.values()].find((each) => each.arn === arn)
  if (repository === undefined)
    throw fault('RepositoryNotFoundException', `The repository ${arn} does not exist`)
  return { tags: [...repository.awsTags].map(([Key, Value]) => ({ Key, Value })) }
}
