import {
  BatchCheckLayerAvailabilityCommand,
  BatchGetImageCommand,
  ECRClient,
  type Image,
  type ImageIdentifier,
  PutImageCommand,
} from '@aws-sdk/client-ecr'
import { awsErrorName } from '../../aws/errors.ts'
import type { AwsSession } from '../../aws/session.ts'
import { UserError } from '../../errors.ts'
import type { RegistryHttp } from '../http/registry-http.ts'
import type { ImageStore } from '../image-store.ts'
import { digestOf, type Manifest, MANIFEST_TYPES, mediaTypeIn } from '../manifest.ts'
import type { Pace } from '../pace.ts'
import { isDigest, type Repository } from '../reference.ts'
import { readBlob, startUpload } from './blobs.ts'
import { ecrQuestions } from './ecr-questions.ts'

// Source: Amazon ECR API Reference, BatchGetImage and BatchCheckLayerAvailability: at most 100 identifiers a call.
const BATCH = 100

/** What a repository of ECR is opened with. */
export interface EcrAccess {
  readonly session: AwsSession
  readonly http: RegistryHttp
  readonly signIn: () => Promise<void>
  /** Waited for before each PutImage, of which an account has ten a second. */
  readonly pace: Pace
  readonly signal: AbortSignal
  /** Takes a sentence about a question that could not be asked. */
  readonly note: (text: string) => void
}

/**
 * A repository through ECR's API for manifests and questions, which batch and need no registry token, and through the
 * distribution protocol for blobs.
 */
export function ecrStore(repository: Repository, access: EcrAccess): ImageStore {
  const { session, http, signIn, pace, signal } = access
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
      for (const image of images) addImage(found, batch, image, repository)
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
    signIn,
    read,
    has: async (digests) => new Set((await read(digests)).keys()),
    write: async (manifest, tag) => {
      await pace(signal)
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
    readBlob: async (blob, offset) => await readBlob(http, repository, blob, offset),
    startUpload: async (blob, mountFrom) => await startUpload(http, repository, blob, mountFrom),
    ...ecrQuestions(repository, client, access),
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

function addImage(
  found: Map<string, Manifest>,
  asked: readonly string[],
  image: Image,
  { url }: Repository,
): void {
  const { imageId, imageManifest, imageManifestMediaType } = image
  if (imageManifest === undefined || imageId?.imageDigest === undefined) return
  const bytes = new Uint8Array(Buffer.from(imageManifest, 'utf8'))
  const digest = digestOf(bytes)
  if (digest !== imageId.imageDigest) {
    throw new UserError(
      `ECR answered ${imageId.imageDigest} of ${url} with a manifest of another digest, ${digest}.`,
    )
  }
  const manifest: Manifest = { bytes, digest, mediaType: imageManifestMediaType ?? mediaTypeIn(bytes) ?? '' }
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
