import { fault } from '../wire/fault.ts'
import { object, objects, parseObject, text, texts, number, type JsonObject } from '../wire/json.ts'
import { page } from '../wire/page.ts'
import { findImage, repositoryOf } from './lookup.ts'
import { putManifest } from './put-image.ts'
import { tagsOf, type EcrRegion, type Repository, type StoredManifest } from './store.ts'

/** A missing image is reported in `failures`, never thrown (API reference, BatchGetImage). */
export function batchGetImage(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  const ids = objects(input, 'imageIds')
  if (ids.length > 100) throw fault('InvalidParameterException', "Invalid parameter at 'imageIds'")
  const accepted = texts(input, 'acceptedMediaTypes')
  const images: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const imageId of ids) {
    const found = findImage(repository, imageId)
    if (found === undefined) {
      failures.push(notFound(imageId))
    } else if (accepted.length > 0 && !accepted.includes(found.mediaType)) {
      // ECR would convert an old manifest where it can; no client of ours may want that.
      failures.push({
        imageId,
        failureCode: 'UnsupportedImageType',
        failureReason: `The image has media type ${found.mediaType}, which is not accepted`,
      })
    } else {
      images.push(imageOf(repository, ecr, found, text(imageId, 'imageTag')))
    }
  }
  return { images, failures }
}

function notFound(imageId: JsonObject): JsonObject {
  return { imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' }
}

function imageOf(
  repository: Repository,
  ecr: EcrRegion,
  image: StoredManifest,
  tag: string | undefined,
): JsonObject {
  return {
    registryId: ecr.account,
    repositoryName: repository.name,
    imageId: { imageDigest: image.digest, imageTag: tag },
    imageManifest: image.bytes.toString('utf8'),
    imageManifestMediaType: image.mediaType,
  }
}

export function putImage(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  const tag = text(input, 'imageTag')
  const stored = putManifest(repository, ecr.account, {
    bytes: Buffer.from(text(input, 'imageManifest') ?? ''),
    mediaType: text(input, 'imageManifestMediaType'),
    tag,
    digest: text(input, 'imageDigest'),
  })
  return { image: imageOf(repository, ecr, stored, tag) }
}

export function listImages(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  const status = text(object(input, 'filter'), 'tagStatus')
  const all = [...repository.manifests.keys()].flatMap((imageDigest): JsonObject[] => {
    const tags = tagsOf(repository, imageDigest)
    if (tags.length === 0) return status === 'TAGGED' ? [] : [{ imageDigest }]
    return status === 'UNTAGGED' ? [] : tags.map((imageTag) => ({ imageDigest, imageTag }))
  })
  const { items, nextToken } = page(all, number(input, 'maxResults') ?? 100, text(input, 'nextToken'))
  return { imageIds: items, nextToken }
}

/** By tag the tag goes; by digest the image and all of its tags. */
export function batchDeleteImage(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  const imageIds: JsonObject[] = []
  const failures: JsonObject[] = []
  for (const imageId of objects(input, 'imageIds')) {
    const found = findImage(repository, imageId)
    if (found === undefined) {
      failures.push(notFound(imageId))
      continue
    }
    imageIds.push({ imageDigest: found.digest, imageTag: text(imageId, 'imageTag') })
    remove(repository, found, text(imageId, 'imageTag'))
  }
  return { imageIds, failures }
}

function remove(repository: Repository, image: StoredManifest, tag: string | undefined): void {
  const tags = tag === undefined ? tagsOf(repository, image.digest) : [tag]
  for (const each of tags) repository.tags.delete(each)
  if (tagsOf(repository, image.digest).length === 0) repository.manifests.delete(image.digest)
}

export function batchCheckLayerAvailability(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  const digests = texts(input, 'layerDigests')
  if (digests.length === 0 || digests.length > 100) {
    throw fault('InvalidParameterException', "Invalid parameter at 'layerDigests': 1 to 100 are allowed")
  }
  const valid = digests.filter((digest) => /^sha256:[0-9a-f]{64}$/.test(digest))
  return {
    layers: valid.map((layerDigest) => {
      const blob = repository.blobs.get(layerDigest)
      return {
        layerDigest,
        layerAvailability: blob === undefined ? 'UNAVAILABLE' : 'AVAILABLE',
        layerSize: blob?.length,
      }
    }),
    failures: digests
      .filter((digest) => !valid.includes(digest))
      .map((layerDigest) => ({
        layerDigest,
        failureCode: 'InvalidLayerDigest',
        failureReason: 'Invalid layer digest',
      })),
  }
}

/** API reference, GetDownloadUrlForLayer: any blob of an image, its configuration included. */
export function getDownloadUrlForLayer(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  const layerDigest = text(input, 'layerDigest') ?? ''
  const blob = repository.blobs.get(layerDigest)
  if (blob === undefined) {
    throw fault('LayersNotFoundException', `The layer with digest '${layerDigest}' does not exist`)
  }
  return { downloadUrl: ecr.presign(repository.name, layerDigest, blob), layerDigest }
}

/** The manifests whose `subject` is this digest (OCI distribution spec, listing referrers). */
export function referrersOf(repository: Repository, digest: string): JsonObject[] {
  return [...repository.manifests.values()].flatMap((manifest) => {
    const document = parseObject(manifest.bytes.toString('utf8'))
    if (text(object(document, 'subject'), 'digest') !== digest) return []
    const config = text(object(document, 'config'), 'mediaType')
    return [
      {
        mediaType: manifest.mediaType,
        digest: manifest.digest,
        size: manifest.bytes.length,
        artifactType: text(document, 'artifactType') ?? config,
        annotations: object(document, 'annotations'),
      },
    ]
  })
}

export function listImageReferrers(input: JsonObject, ecr: EcrRegion): JsonObject {
  const repository = repositoryOf(ecr, input)
  const digest = text(object(input, 'subjectId'), 'imageDigest') ?? ''
  const wanted = texts(object(input, 'filter'), 'artifactTypes')
  const all = referrersOf(repository, digest).filter(
    ({ artifactType }) =>
      wanted.length === 0 || (typeof artifactType === 'string' && wanted.includes(artifactType)),
  )
  const { items, nextToken } = page(all, number(input, 'maxResults') ?? 20, text(input, 'nextToken'))
  return { referrers: items.map((item) => ({ ...item, artifactStatus: 'ACTIVE' })), nextToken }
}
