import { referrersOf } from '../ecr/images.ts'
import { findImage } from '../ecr/lookup.ts'
import { putManifest } from '../ecr/put-image.ts'
import type { Repository, StoredManifest } from '../ecr/store.ts'
import { digestOf, isDigest } from '../images/digest.ts'
import { OCI_INDEX } from '../images/media-types.ts'
import { fault, isFault } from '../wire/fault.ts'
import type { Reply } from '../wire/http.ts'
import { object, parseObject, text } from '../wire/json.ts'

/** HEAD names the digest in a header and GET does not, as on ECR: clients hash what they got. */
export function getManifest(repository: Repository, reference: string, method: string): Reply {
  const id = isDigest(reference) ? { imageDigest: reference } : { imageTag: reference }
  const found = findImage(repository, id)
  if (found === undefined) throw fault('MANIFEST_UNKNOWN', 'Requested image not found', 404)
  const named = method === 'HEAD' ? { 'docker-content-digest': found.digest } : {}
  return {
    status: 200,
    headers: { 'content-type': found.mediaType, 'content-length': String(found.bytes.length), ...named },
    body: found.bytes,
  }
}

export function pushManifest(
  repository: Repository,
  account: string,
  reference: string,
  mediaType: string | undefined,
  bytes: Buffer,
): Reply {
  const digest = digestOf(bytes)
  const subject = text(object(parseObject(bytes.toString('utf8')), 'subject'), 'digest')
  store(repository, account, reference, mediaType, bytes)
  return {
    status: 201,
    headers: {
      location: `/v2/${repository.name}/manifests/${reference}`,
      'docker-content-digest': digest,
      ...(subject === undefined ? {} : { 'oci-subject': subject }),
    },
    body: '',
  }
}

function store(
  repository: Repository,
  account: string,
  reference: string,
  mediaType: string | undefined,
  bytes: Buffer,
): StoredManifest | undefined {
  const named = isDigest(reference)
    ? { digest: reference, tag: undefined }
    : { digest: undefined, tag: reference }
  try {
    return putManifest(repository, account, { bytes, mediaType, ...named })
  } catch (error) {
    if (!isFault(error)) throw error
    // In the distribution protocol a push of what is there already succeeds.
    if (error.code === 'ImageAlreadyExistsException') return undefined
    const [code, status] = CODES[error.code] ?? ['UNSUPPORTED', 405]
    throw fault(code, error.message, status, error.detail)
  }
}

/** What ECR's registry answers where ECR's API throws. */
const CODES: Readonly<Record<string, readonly [code: string, status: number]>> = {
  ImageDigestDoesNotMatchException: ['DIGEST_INVALID', 400],
  ImageTagAlreadyExistsException: ['TAG_INVALID', 400],
  LayersNotFoundException: ['BLOB_UPLOAD_UNKNOWN', 404],
  ReferencedImagesNotFoundException: ['MANIFEST_BLOB_UNKNOWN', 404],
}

export function listTags(repository: Repository, query: URLSearchParams): Reply {
  const all = [...repository.tags.keys()].toSorted()
  const last = query.get('last')
  const rest = last === null ? all : all.filter((tag) => tag > last)
  const limit = query.get('n')
  return json({ name: repository.name, tags: limit === null ? rest : rest.slice(0, Number(limit)) })
}

export function listReferrers(repository: Repository, digest: string, query: URLSearchParams): Reply {
  const artifactType = query.get('artifactType')
  const all = referrersOf(repository, digest)
  const manifests = artifactType === null ? all : all.filter((each) => each['artifactType'] === artifactType)
  const reply = json({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }, OCI_INDEX)
  if (artifactType === null) return reply
  return { ...reply, headers: { ...reply.headers, 'oci-filters-applied': 'artifactType' } }
}

function json(value: unknown, type = 'application/json'): Reply {
  return { status: 200, headers: { 'content-type': type }, body: JSON.stringify(value) }
}
