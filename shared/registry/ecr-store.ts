import {
  BatchCheckLayerAvailabilityCommand,
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  type Image,
  type ImageIdentifier,
  PutImageCommand,
} from '@aws-sdk/client-ecr'
import { awsErrorName, isAccessDenied } from '../aws/errors.ts'
import type { AwsSession } from '../aws/session.ts'
import { UserError } from '../errors.ts'
import { readBlob, writeBlob } from './distribution-store.ts'
import type { RegistryHttp } from './http.ts'
import type { ImageStore } from './image-store.ts'
import { type Descriptor, type Manifest, MANIFEST_TYPES, mediaTypeIn } from './manifest.ts'
import { isDigest, type Repository } from './reference.ts'

// Source: Amazon ECR API Reference, BatchGetImage and BatchCheckLayerAvailability: at most 100 identifiers a call.
const BATCH = 100

/**
 * A repository through ECR's API for manifests and questions, which batch and need no registry token, and through the
 * distribution protocol for blobs.
 */
export function ecrStore(repository: Repository, session: AwsSession, http: RegistryHttp): ImageStore {
  const client = session.client(ECRClient, repository.region)
  const repositoryName = repository.name
  const registryId = repository.account
  const read: ImageStore['read'] = async (references) => {
    const found = new Map<string, Manifest>()
    for (const batch of batches([...new Set(references)])) {
      const { images = [], failures = [] } = await client.send(
        new BatchGetImageCommand({
          registryId,
          repositoryName,
          imageIds: batch.map(identifier),
          acceptedMediaTypes: [...MANIFEST_TYPES],
        }),
      )
      for (const image of images) addImage(found, batch, image)
      const failure = failures.find(({ failureCode }) => failureCode !== 'ImageNotFound')
      if (failure) {
        throw new UserError(
          `ECR cannot give ${failure.imageId?.imageTag ?? failure.imageId?.imageDigest ?? 'an image'} of ${repository.url}: ${failure.failureReason ?? failure.failureCode ?? 'no reason given'}.`,
        )
      }
    }
    return found
  }
  return {
    repository,
    protocol: 'ecr',
    read,
    write: async (manifest, tag) => {
      try {
        await client.send(
          new PutImageCommand({
            registryId,
            repositoryName,
            imageManifest: Buffer.from(manifest.bytes).toString('utf8'),
            imageManifestMediaType: manifest.mediaType,
            imageDigest: manifest.digest,
            imageTag: tag,
          }),
        )
      } catch (error) {
        await acceptExisting(error, manifest, tag)
      }
    },
    missing: async (blobs) => {
      const available = new Set<string>()
      for (const batch of batches(blobs)) {
        const { layers = [] } = await client.send(
          new BatchCheckLayerAvailabilityCommand({
            registryId,
            repositoryName,
            layerDigests: batch.map(({ digest }) => digest),
          }),
        )
        for (const layer of layers) {
          if (layer.layerAvailability === 'AVAILABLE' && layer.layerDigest) available.add(layer.layerDigest)
        }
      }
      return blobs.filter(({ digest }) => !available.has(digest))
    },
    readBlob: async (blob: Descriptor) => await readBlob(http, repository, blob),
    writeBlob: async (blob, content) => {
      await writeBlob(http, repository, blob, content)
    },
    tagsOf: async (digests) =>
      await unlessDenied(async () => {
        const { imageDetails = [] } = await client.send(
          new DescribeImagesCommand({
            registryId,
            repositoryName,
            imageIds: digests.map((imageDigest) => ({ imageDigest })),
          }),
        )
        return new Map(imageDetails.map(({ imageDigest = '', imageTags = [] }) => [imageDigest, imageTags]))
      }),
    immutable: async (tags) =>
      await unlessDenied(async () => {
        const { repositories } = await client.send(
          new DescribeRepositoriesCommand({ registryId, repositoryNames: [repositoryName] }),
        )
        const settings = repositories?.[0]
        const filters = (settings?.imageTagMutabilityExclusionFilters ?? []).map(({ filter = '' }) => filter)
        const byDefault = settings?.imageTagMutability?.startsWith('IMMUTABLE') ?? false
        return tags.filter((tag) => filters.some((filter) => matchesWildcard(tag, filter)) !== byDefault)
      }),
  }

  // Source: Amazon ECR API Reference, PutImage, errors. An immutable repository refuses even the identical image.
  async function acceptExisting(error: unknown, manifest: Manifest, tag: string | undefined): Promise<void> {
    const name = awsErrorName(error)
    if (name === 'ImageAlreadyExistsException') return
    if (name !== 'ImageTagAlreadyExistsException' || tag === undefined) throw error
    const existing = (await read([tag])).get(tag)
    if (existing?.digest === manifest.digest) return
    throw new UserError(
      `The tag "${tag}" of ${repository.url} is immutable and names another image, ${existing?.digest ?? 'unknown'}.`,
      `Tags that move (stages and "latest") must be excluded from tag immutability: add a filter for "${tag}" to the repository's settings.`,
      { cause: error },
    )
  }
}

function addImage(found: Map<string, Manifest>, asked: readonly string[], image: Image): void {
  const { imageId, imageManifest, imageManifestMediaType } = image
  if (imageManifest === undefined || imageId?.imageDigest === undefined) return
  const bytes = new Uint8Array(Buffer.from(imageManifest, 'utf8'))
  const manifest: Manifest = {
    bytes,
    digest: imageId.imageDigest,
    mediaType: imageManifestMediaType ?? mediaTypeIn(bytes) ?? '',
  }
  for (const reference of asked) {
    if (reference === imageId.imageTag || reference === imageId.imageDigest) found.set(reference, manifest)
  }
}

function identifier(reference: string): ImageIdentifier {
  return isDigest(reference) ? { imageDigest: reference } : { imageTag: reference }
}

function batches<T>(values: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / BATCH) }, (_, index) =>
    values.slice(index * BATCH, (index + 1) * BATCH),
  )
}

async function unlessDenied<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (isAccessDenied(error) || awsErrorName(error) === 'ImageNotFoundException') return undefined
    throw error
  }
}

/** Source: Amazon ECR API Reference, ImageTagMutabilityExclusionFilter: `*` stands for any characters. */
function matchesWildcard(tag: string, filter: string): boolean {
  const parts = filter.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(tag)
}
