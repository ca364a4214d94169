import { digestOf } from '../../sandbox/images/digest.ts'
import type { Assembled, AssembledImage } from '../../sandbox/images/assemble.ts'

/** What the client of a push and of a check speaks to: `host/name`, without TLS. */
export type PlainRepository = string

/**
 * Pushes an image as the bytes that it has, so that no tool serialises a manifest again: blobs, then the manifests under
 * the root, then the root under its digest and tags. Throws with the registry's answer when it refuses something.
 * Source: OCI Distribution Specification v1.1, "POST then PUT" and "Pushing Manifests".
 */
export async function pushImage(
  repository: PlainRepository,
  { blobs, children, root }: AssembledImage,
  tags: readonly string[] = [],
): Promise<void> {
  await Promise.all(blobs.map((blob) => pushBlob(repository, blob)))
  for (const child of children) await pushManifest(repository, child, child.digest)
  for (const reference of [root.digest, ...tags]) await pushManifest(repository, root, reference)
}

/** Writes a manifest under a digest or tag. */
export async function pushManifest(
  repository: PlainRepository,
  manifest: Assembled,
  reference: string,
): Promise<void> {
  await sent(`${baseOf(repository)}/manifests/${reference}`, 'PUT', manifest.bytes, manifest.mediaType)
}

/** The bytes and the media type of a manifest as the registry has it; undefined when it has none. */
export async function pullManifest(
  repository: PlainRepository,
  reference: string,
): Promise<{ readonly bytes: Buffer; readonly mediaType: string | null } | undefined> {
  const response = await fetch(`${baseOf(repository)}/manifests/${reference}`, {
    headers: { accept: ACCEPT.join(', ') },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  if (response.status === 404) return undefined
  if (!response.ok)
    throw new Error(`${repository} answers ${reference} with ${response.status}: ${bytes.toString()}`)
  return { bytes, mediaType: response.headers.get('content-type') }
}

/** Whether the registry has a blob of this digest in the repository. */
export async function hasBlob(repository: PlainRepository, digest: string): Promise<boolean> {
  return (await fetch(`${baseOf(repository)}/blobs/${digest}`, { method: 'HEAD' })).ok
}

const ACCEPT = ['vnd.oci.image.index.v1', 'vnd.oci.image.manifest.v1']
  .concat(['vnd.docker.distribution.manifest.list.v2', 'vnd.docker.distribution.manifest.v2'])
  .map((type) => `application/${type}+json`)

async function pushBlob(repository: PlainRepository, blob: Buffer): Promise<void> {
  const started = await sent(`${baseOf(repository)}/blobs/uploads/`, 'POST')
  const session = new URL(started.headers.get('location') ?? '', `${baseOf(repository)}/`)
  session.searchParams.set('digest', digestOf(blob))
  await sent(session.href, 'PUT', blob, 'application/octet-stream')
}

function baseOf(repository: PlainRepository): string {
  return `http://${repository.replace('/', '/v2/')}`
}

async function sent(url: string, method: string, body?: Buffer, type?: string): Promise<Response> {
  const response = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
  })
  const answer = await response.text()
  if (!response.ok) throw new Error(`${method} ${url} is answered with ${response.status}: ${answer}`)
  return response
}
