import { findRepository } from '../ecr/lookup.ts'
import type { EcrRegion, Repository } from '../ecr/store.ts'
import { fault, isFault, type Fault } from '../wire/fault.ts'
import { header, listen, readBody, type Listening, type Reply } from '../wire/http.ts'
import { serve, type Received, type Wire } from '../wire/serve.ts'
import { authorize, refuseStranger } from './auth.ts'
import type { BlobStore } from './blob-store.ts'
import { getManifest, listReferrers, listTags, pushManifest } from './manifests.ts'
import { routeOf, type Route } from './route.ts'
import { openUploads, type Uploads } from './uploads.ts'

/** The container registry of an account in one region, over the same store as its ECR there. */
export async function openRegistry(
  wire: Wire,
  ecr: EcrRegion,
  registries: readonly EcrRegion[],
  blobs: BlobStore,
): Promise<Listening> {
  const uploads = openUploads()
  ecr.presign = (repository, digest, bytes) => blobs.presign(ecr.region, repository, digest, bytes)
  return await listen(async (request, response) => {
    const method = request.method ?? 'GET'
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const route = routeOf(method, url.pathname)
    const session = uploads.take(CONSUMING.has(route.action) ? route.reference : '')
    const body = await readBody(request)
    const sent = header(request, 'authorization')
    const call: Received = {
      service: 'registry',
      action: route.action,
      region: ecr.region,
      method,
      path: url.pathname,
      query: url.search,
      headers: { accept: header(request, 'accept'), 'content-type': header(request, 'content-type') },
      body: {},
      authorization: sent === undefined ? 'none' : sent.startsWith('Basic') ? 'basic' : 'bearer',
      accessKeyId: undefined,
      bytes: body.length,
      status: 0,
    }
    const operation = (): Reply => {
      const account = authorize(ecr, registries, sent)
      return operate({ ecr, account, blobs, uploads, session, route, url, body, call })
    }
    await serve(wire, request, response, call, operation, (refusal) => refuse(refusal, ecr))
  })
}

interface Asked {
  readonly ecr: EcrRegion
  /** Who asks. */
  readonly account: string
  readonly blobs: BlobStore
  readonly uploads: Uploads
  readonly session: ReturnType<Uploads['take']>
  readonly route: Route
  readonly url: URL
  readonly body: Buffer
  readonly call: Received
}

function operate({ ecr, account, blobs, uploads, session, route, url, body, call }: Asked): Reply {
  const { action, reference } = route
  if (action === 'Ping') return { status: 200, headers: VERSION, body: '' }
  if (action === 'Unsupported') throw unsupported()
  const repository = repositoryOf(ecr, route.repository)
  refuseStranger(ecr, repository, account, action)
  switch (action) {
    case 'HeadManifest':
    case 'GetManifest':
      return getManifest(repository, reference, call.method)
    case 'PutManifest':
      return pushManifest(repository, ecr.account, reference, call.headers['content-type'], body)
    case 'HeadBlob':
      return headBlob(repository, reference)
    case 'GetBlob': {
      const location = blobs.presign(ecr.region, repository.name, reference, blobOf(repository, reference))
      return { status: 307, headers: { location }, body: '' }
    }
    // A mount or a digest in the POST is not taken: ECR falls back to an ordinary upload.
    case 'StartUpload':
      return uploads.start(repository)
    case 'PatchUpload':
      return uploads.append(reference, session, body)
    case 'FinishUpload':
      return uploads.finish(session, url.searchParams.get('digest') ?? '', body)
    case 'GetUpload':
      throw fault('BLOB_UPLOAD_UNKNOWN', 'The upload session does not exist', 404)
    case 'ListTags':
      return listTags(repository, url.searchParams)
    case 'ListReferrers':
      return listReferrers(repository, reference, url.searchParams)
    default:
      throw unsupported()
  }
}

/** The requests that end an upload session unless they end well. */
const CONSUMING = new Set(['PatchUpload', 'FinishUpload'])

const VERSION = { 'docker-distribution-api-version': 'registry/2.0' }

function unsupported(): Fault {
  return fault('UNSUPPORTED', 'The operation is unsupported.', 405)
}

function repositoryOf(ecr: EcrRegion, name: string): Repository {
  try {
    return findRepository(ecr, name)
  } catch (error) {
    if (!isFault(error)) throw error
    throw fault('NAME_UNKNOWN', error.message, 404)
  }
}

function blobOf(repository: Repository, digest: string): Buffer {
  const blob = repository.blobs.get(digest)
  if (blob === undefined) throw fault('BLOB_UNKNOWN', 'blob unknown to registry', 404)
  return blob
}

function headBlob(repository: Repository, digest: string): Reply {
  const size = String(blobOf(repository, digest).length)
  const headers = { 'content-length': size, 'docker-content-digest': digest }
  return { status: 200, headers: { ...headers, 'content-type': 'application/octet-stream' }, body: '' }
}

function refuse({ code, message, status, detail }: Fault, ecr: EcrRegion): Reply {
  const challenge = { 'www-authenticate': `Basic realm="http://${ecr.host}/",service="ecr.amazonaws.com"` }
  return {
    status,
    headers: { ...VERSION, 'content-type': 'application/json', ...(status === 401 ? challenge : {}) },
    body: JSON.stringify({ errors: [{ code, message, detail }] }),
  }
}
