import { digestOf } from '../images/digest.ts'
import { isIndex } from '../images/media-types.ts'
import { fault } from '../wire/fault.ts'
import { object, objects, parseObject, text, type JsonObject } from '../wire/json.ts'
import type { Repository, StoredManifest } from './store.ts'

/** A manifest that a client wants stored, by whichever of the two protocols. */
export interface Push {
  readonly bytes: Buffer
  readonly mediaType: string | undefined
  readonly tag: string | undefined
  /** What the client says the digest is. */
  readonly digest: string | undefined
}

/**
 * Stores a manifest and moves the tag, under ECR's rules (API reference, PutImage: errors).
 * Throws the fault ECR would answer; the registry translates it.
 */
export function putManifest(repository: Repository, account: string, push: Push): StoredManifest {
  const digest = digestOf(push.bytes)
  if (push.digest !== undefined && push.digest !== digest) {
    throw fault(
      'ImageDigestDoesNotMatchException',
      `The provided image digest '${push.digest}' does not match the digest '${digest}' of the image manifest.`,
    )
  }
  const document = parseObject(push.bytes.toString('utf8'))
  const mediaType = push.mediaType ?? text(document, 'mediaType')
  // An OCI manifest may leave `mediaType` out; ECR's API then wants it said, as its registry wants a Content-Type.
  if (mediaType === undefined || document['schemaVersion'] !== 2) {
    throw fault('InvalidParameterException', "Invalid parameter at 'imageManifest': 'Invalid JSON syntax'")
  }
  // Also when nothing else changes: an identical push to an immutable tag is refused, a known trap of ECR.
  refuseTakenTag(repository, account, push.tag, digest)
  requireContent(repository, document, mediaType)
  const stored = repository.manifests.get(digest) ?? {
    bytes: push.bytes,
    mediaType,
    digest,
    pushedAt: Date.now(),
  }
  repository.manifests.set(digest, stored)
  if (push.tag !== undefined) repository.tags.set(push.tag, digest)
  return stored
}

function refuseTakenTag(
  repository: Repository,
  account: string,
  tag: string | undefined,
  digest: string,
): void {
  const held = tag === undefined ? undefined : repository.tags.get(tag)
  if (tag !== undefined && held !== undefined && isImmutable(repository, tag)) {
    throw fault(
      'ImageTagAlreadyExistsException',
      `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten because the tag is immutable.`,
    )
  }
  const same = tag === undefined ? repository.manifests.has(digest) : held === digest
  if (same) {
    throw fault(
      'ImageAlreadyExistsException',
      `Image with digest '${digest}' and tag '${tag ?? 'null'}' already exists in the repository with name '${repository.name}' in registry with id '${account}'`,
    )
  }
}

/** Whether this tag, once given, stays: the repository's mutability and its exclusion filters together. */
function isImmutable(repository: Repository, tag: string): boolean {
  const excluded = repository.exclusionFilters.some(({ filter }) => wildcard(filter).test(tag))
  if (repository.mutability === 'IMMUTABLE_WITH_EXCLUSION') return !excluded
  if (repository.mutability === 'MUTABLE_WITH_EXCLUSION') return excluded
  return repository.mutability === 'IMMUTABLE'
}

function wildcard(filter: string): RegExp {
  const parts = filter.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}

function requireContent(repository: Repository, document: JsonObject, mediaType: string): void {
  if (isIndex(mediaType)) {
    const absent = objects(document, 'manifests')
      .map((descriptor) => text(descriptor, 'digest') ?? '')
      .filter((digest) => !repository.manifests.has(digest))
    if (absent.length === 0) return
    throw fault(
      'ReferencedImagesNotFoundException',
      `Images with digests '[${absent.join(', ')}]' required for pushing image into repository with name '${repository.name}' do not exist`,
    )
  }
  const config = object(document, 'config')
  const descriptors = [...(config === undefined ? [] : [config]), ...objects(document, 'layers')]
  const absent = descriptors
    .filter((descriptor) => !isForeign(descriptor))
    .map((descriptor) => text(descriptor, 'digest') ?? '')
    .filter((digest) => !repository.blobs.has(digest))
  if (absent.length === 0) return
  throw fault(
    'LayersNotFoundException',
    `Layers with digests '[${absent.join(', ')}]' required for pushing image into repository with name '${repository.name}' in the registry with id '${account(repository)}' do not exist`,
  )
}

// A layer that only its publisher may distribute is named by URL and never pushed (OCI image spec, layer.md).
function isForeign(descriptor: JsonObject): boolean {
  const mediaType = text(descriptor, 'mediaType') ?? ''
  return mediaType.includes('nondistributable') || mediaType.includes('foreign')
}

function account(repository: Repository): string {
  return repository.arn.split(':')[4] ?? ''
}
