import { UserError } from '../errors.ts'
import type { RegistryHttp } from './http.ts'
import type { ImageStore } from './image-store.ts'
import { type Descriptor, digestOf, type Manifest, MANIFEST_TYPES, mediaTypeIn } from './manifest.ts'
import { mapLimited } from './map-limited.ts'
import { isDigest, type Repository } from './reference.ts'

const AT_ONCE = 6

/**
 * A repository through the distribution protocol alone, which every registry speaks.
 * Source: OCI Distribution Specification v1.1.
 */
export function distributionStore(repository: Repository, http: RegistryHttp): ImageStore {
  return {
    repository,
    protocol: 'distribution',
    read: async (references) => {
      const found = await mapLimited(references, AT_ONCE, async (reference) => {
        const manifest = await readManifest(http, repository, reference)
        return manifest === undefined ? [] : [[reference, manifest] as const]
      })
      return new Map(found.flat())
    },
    write: async (manifest, tag) => {
      await writeManifest(http, repository, manifest, tag)
    },
    missing: async (blobs) => {
      const lacking = await mapLimited(blobs, AT_ONCE, async (blob) =>
        (await hasBlob(http, repository, blob)) ? [] : [blob],
      )
      return lacking.flat()
    },
    readBlob: async (blob) => await readBlob(http, repository, blob),
    writeBlob: async (blob, content) => {
      await writeBlob(http, repository, blob, content)
    },
    // The protocol lists a repository's tags but not a digest's, and knows no settings.
    tagsOf: () => Promise.resolve(undefined),
    immutable: () => Promise.resolve(undefined),
  }
}

async function readManifest(
  http: RegistryHttp,
  repository: Repository,
  reference: string,
): Promise<Manifest | undefined> {
  const response = await http({
    method: 'GET',
    target: `manifests/${reference}`,
    kind: 'manifest',
    headers: { accept: MANIFEST_TYPES.join(', ') },
  })
  if (response.status === 404) {
    await response.body?.cancel()
    return undefined
  }
  if (response.status !== 200) throw await refused(response, repository, `reading ${reference}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const digest = digestOf(bytes)
  if (isDigest(reference) && digest !== reference) {
    throw new UserError(
      `The registry ${repository.host} answered ${reference} with a manifest of another digest, ${digest}.`,
    )
  }
  const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim()
  return { bytes, digest, mediaType: mediaType ?? mediaTypeIn(bytes) ?? '' }
}

async function writeManifest(
  http: RegistryHttp,
  repository: Repository,
  manifest: Manifest,
  tag: string | undefined,
): Promise<void> {
  const response = await http({
    method: 'PUT',
    target: `manifests/${tag ?? manifest.digest}`,
    kind: 'manifest',
    headers: { 'content-type': manifest.mediaType },
    body: new Uint8Array(manifest.bytes),
    length: manifest.bytes.byteLength,
  })
  if (response.status === 201 || response.status === 200) {
    await response.body?.cancel()
    return
  }
  const error = await refused(response, repository, `writing ${tag ?? manifest.digest}`)
  // An immutable tag is refused even when it names this very digest already.
  const existing = tag === undefined ? undefined : await readManifest(http, repository, tag)
  if (existing?.digest !== manifest.digest) throw error
}

async function hasBlob(http: RegistryHttp, repository: Repository, blob: Descriptor): Promise<boolean> {
  const response = await http({ method: 'HEAD', target: `blobs/${blob.digest}`, kind: 'blob' })
  if (response.status === 200) return true
  if (response.status === 404) return false
  throw await refused(response, repository, `asking for ${blob.digest}`)
}

/** Opens a blob for reading. ECR redirects to a presigned URL. */
export async function readBlob(
  http: RegistryHttp,
  repository: Repository,
  blob: Descriptor,
): Promise<ReadableStream<Uint8Array>> {
  const response = await http({ method: 'GET', target: `blobs/${blob.digest}`, kind: 'blob' })
  if (response.status !== 200 || response.body === null) {
    throw await refused(response, repository, `reading ${blob.digest}`)
  }
  return response.body
}

/**
 * Uploads a blob by POST and one PUT. Sessions are never continued: ECR expects the next byte of a session that
 * failed and refuses the first.
 */
export async function writeBlob(
  http: RegistryHttp,
  repository: Repository,
  blob: Descriptor,
  content: ReadableStream<Uint8Array>,
): Promise<void> {
  const session = await http({ method: 'POST', target: 'blobs/uploads/', kind: 'upload', length: 0 })
  const location = session.headers.get('location')
  if (session.status !== 202 || location === null)
    throw await refused(session, repository, 'starting an upload')
  await session.body?.cancel()
  const base = session.url === '' ? `https://${repository.host}` : session.url
  const target = new URL(location, base)
  target.searchParams.set('digest', blob.digest)
  const response = await http({
    method: 'PUT',
    target: target.href,
    kind: 'upload',
    headers: { 'content-type': 'application/octet-stream' },
    body: content,
    length: blob.size,
  })
  if (response.status !== 201) throw await refused(response, repository, `uploading ${blob.digest}`)
  await response.body?.cancel()
}

async function refused(response: Response, repository: Repository, doing: string): Promise<UserError> {
  const said = saidIn(await response.text().catch(() => ''))
  const hint =
    response.status === 401 || response.status === 403
      ? 'The token was refused: check that the role may use this repository.'
      : response.status === 404
        ? 'Check that the repository exists in that region, or create it.'
        : undefined
  return new UserError(
    `The registry answered ${response.status} to ${doing} in ${repository.url}${said === '' ? '' : `: ${said}`}.`,
    hint,
  )
}

interface Refusal {
  readonly code?: string
  readonly message?: string
}

/**
 * What a registry says about an error, for people. A proxy's page says nothing to them.
 * Source: OCI Distribution Specification v1.1, "Error Codes".
 */
function saidIn(body: string): string {
  const line = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 500)
  if (/^\s*</.test(body)) return ''
  try {
    const { errors } = JSON.parse(body) as { errors?: readonly Refusal[] }
    const messages = (errors ?? []).map(({ code = '', message = '' }) => `${code} ${message}`)
    return line(messages.length > 0 ? messages.join(', ') : body)
  } catch {
    return line(body)
  }
}
