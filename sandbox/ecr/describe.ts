import { isIndex } from '../images/media-types.ts'
import { fault } from '../wire/fault.ts'
import { number, object, objects, parseObject, text, texts, type JsonObject } from '../wire/json.ts'
import { page } from '../wire/page.ts'
import { findImage, findRepository, repositoryOf } from './lookup.ts'
import { tagsOf, type EcrRegion, type Repository, type StoredManifest } from './store.ts'

/** Throws ImageNotFoundException for an id that names none, unlike BatchGetImage. */
export function describeImages(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  const ids = objects(input, 'imageIds')
  if (ids.length > 0) {
    const found = ids.map((id) => findImage(repository, id) ?? imageNotFound(repository, ecr, id))
    return { imageDetails: [...new Set(found)].map((image) => detailOf(repository, ecr, image)) }
  }
  const status = text(object(input, 'filter'), 'tagStatus')
  const all = [...repository.manifests.values()].filter((image) => {
    const tagged = tagsOf(repository, image.digest).length > 0
    return status === 'TAGGED' ? tagged : status === 'UNTAGGED' ? !tagged : true
  })
  const { items, nextToken } = page(all, number(input, 'maxResults') ?? 100, text(input, 'nextToken'))
  return { imageDetails: items.map((image) => detailOf(repository, ecr, image)), nextToken }
}

function imageNotFound(repository: Repository, ecr: EcrRegion, id: JsonObject): never {
  const digest = text(id, 'imageDigest') ?? 'null'
  const tag = text(id, 'imageTag') ?? 'null'
  throw fault(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${digest}', imageTag:'${tag}'} does not exist within the repository with name '${repository.name}' in the registry with id '${ecr.account}'`,
  )
}

function detailOf(repository: Repository, ecr: EcrRegion, image: StoredManifest): JsonObject {
  const document = parseObject(image.bytes.toString('utf8'))
  const tags = tagsOf(repository, image.digest)
  const sizes = objects(document, 'layers').map((layer) => number(layer, 'size') ?? 0)
  return {
    registryId: ecr.account,
    repositoryName: repository.name,
    imageDigest: image.digest,
    imageTags: tags.length === 0 ? undefined : tags,
    imageSizeInBytes: isIndex(image.mediaType) ? undefined : sizes.reduce((sum, size) => sum + size, 0),
    imagePushedAt: image.pushedAt / 1000,
    imageManifestMediaType: image.mediaType,
    artifactMediaType: text(object(document, 'config'), 'mediaType'),
    subjectManifestDigest: text(object(document, 'subject'), 'digest'),
    imageStatus: 'ACTIVE',
  }
}

export function describeRepositories(input: JsonObject, ecr: EcrRegion): JsonObject {
  const names = texts(input, 'repositoryNames')
  if (names.length > 0) {
    return { repositories: names.map((name) => repositoryJson(findRepository(ecr, name), ecr)) }
  }
  const all = [...ecr.repositories.values()]
  const { items, nextToken } = page(all, number(input, 'maxResults') ?? 100, text(input, 'nextToken'))
  return { repositories: items.map((repository) => repositoryJson(repository, ecr)), nextToken }
}

/** A repository as ECR describes it. */
export function repositoryJson(repository: Repository, ecr: EcrRegion): JsonObject {
  const filters = repository.exclusionFilters.map(({ filterType, filter }) => ({ filterType, filter }))
  return {
    repositoryArn: repository.arn,
    registryId: ecr.account,
    repositoryName: repository.name,
    repositoryUri: repository.uri,
    createdAt: repository.createdAt / 1000,
    imageTagMutability: repository.mutability,
    imageTagMutabilityExclusionFilters: filters.length === 0 ? undefined : filters,
    imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
    encryptionConfiguration: { ...repository.encryption },
  }
}
