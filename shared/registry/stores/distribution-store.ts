import { UserError } from '../../errors.ts'
import { refused } from '../http/refusal.ts'
import type { RegistryHttp } from '../http/registry-http.ts'
import type { ImageStore } from '../image-store.ts'
import {
  type Descriptor,
  digestOf,
  type Manifest,
  MANIFEST_TYPES,
  manifestsIn,
  mediaTypeIn,
} from '../manifest.ts'
import { mapLimited } from '../map-limited.ts'
import { isDigest, type Repository } from '../reference.ts'
import { readBlob, startUpload } from './blobs.ts'

const AT_ONCE = 8

/**
 * A repository through the distribution protocol alone, which every registry speaks.
 * Source: OCI Distribution Specification v1.1.
 * @param signIn fetches the registry's login
 */
export function distributionStore(
  repository: Repository,
  http: RegistryHttp,
  signIn: () => Promise<void>,
): ImageStore {
  return {
    repository,
    protocol: 'distribution',
    signIn,
    read: async (references) => {
      const found = await mapLimited(references, AT_ONCE, async (reference) => {
        const manifest = await readManifest(http, repository, reference)
        return manifest === undefined ? [] : [[reference, manifest] as const]
      })
      return new Map(found.flat())
    },
    has: async (digests) => {
      const there = await mapLimited(digests, AT_ONCE, async (digest) =>
        (await exists(http, repository, 'manifest', digest)) ? [digest] : [],
      )
      return new Set(there.flat())
    },
    write: async (manifest, tag) => {
      await writeManifest(http, repository, manifest, tag)
    },
    missing: async (blobs) => {
      const lacking = await mapLimited(blobs, AT_ONCE, async (blob) =>
        (await exists(http, repository, 'blob', blob.digest)) ? [] : [blob],
      )
      return lacking.flat()
    },
    readBlob: async (blob, offset) => await readBlob(http, repository, blob, offset),
    startUpload: async (blob, mountFrom) => await startUpload(http, repository, blob, mountFrom),
    referrers: async (digest) => await listReferrers(http, repository, digest),
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
  const answer = await http({
    method: 'GET',
    target: `manifests/${reference}`,
    kind: 'manifest',
    headers: { accept: MANIFEST_TYPES.join(', ') },
  })
  if (answer.status === 404) return undefined
  if (answer.status !== 200) throw refused(answer, repository, `reading ${reference}`)
  const { bytes } = answer
  const digest = digestOf(bytes)
  if (isDigest(reference) && digest !== reference) {
    throw new UserError(
      `The registry ${repository.host} answered ${reference} with a manifest of another digest, ${digest}.`,
    )
  }
  const said = answer.header('content-type')?.split(';')[0]?.trim()
  // What is no JSON is no manifest: a page of a proxy, say, which answers 200 to everything.
  const own = mediaTypeIn(bytes)
  if (own === undefined) {
    throw new UserError(
      `The registry ${repository.host} answered ${reference} with ${said ?? 'something'} that is no manifest.`,
      'Check that the host in the image URL is a registry, and that no proxy answers in its place.',
    )
  }
  return { bytes, digest, mediaType: said?.includes('vnd.') === true ? said : own }
}

async function writeManifest(
  http: RegistryHttp,
  repository: Repository,
  manifest: Manifest,
  tag: string | undefined,
): Promise<void> {
  const answer = await http({
    method: 'PUT',
    target: `manifests/${tag ?? manifest.digest}`,
    kind: 'manifest',
    headers: { 'content-type': manifest.mediaType },
    body: manifest.bytes,
  })
  if (answer.status === 201 || answer.status === 200) return
  const error = refused(answer, repository, `writing ${tag ?? manifest.digest}`)
  // An immutable tag is refused even when it names this very digest already.
  const existing = tag === undefined ? undefined : await readManifest(http, repository, tag)
  if (existing?.digest !== manifest.digest) throw error
}

async function exists(
  http: RegistryHttp,
  repository: Repository,
  kind: 'manifest' | 'blob',
  digest: string,
): Promise<boolean> {
  const answer = await http({
    method: 'HEAD',
    target: `${kind}s/${digest}`,
    kind,
    ...(kind === 'manifest' ? { headers: { accept: MANIFEST_TYPES.join(', ') } } : {}),
  })
  if (answer.status === 200) return true
  if (answer.status === 404) return false
  throw refused(answer, repository, `asking for ${digest}`)
}

// A registry that lists referrers in pages without end is not followed for ever.
const MOST_PAGES = 100

async function listReferrers(
  http: RegistryHttp,
  repository: Repository,
  digest: string,
): Promise<readonly Descriptor[] | undefined> {
  const found: Descriptor[] = []
  let target: string | undefined = `referrers/${digest}`
  for (let page = 0; target !== undefined && page < MOST_PAGES; page += 1) {
    const answer = await http({ method: 'GET', target, kind: 'referrers' })
    // Registries older than OCI 1.1 do not have the endpoint.
    if (answer.status === 404 || answer.status === 405) return undefined
    if (answer.status !== 200) throw refused(answer, repository, `listing what refers to ${digest}`)
    found.push(...manifestsIn(answer.bytes))
    target = nextPage(answer.header('link'), target)
  }
  return found
}

/** Source: RFC 8288; the link is relative to the request. */
function nextPage(link: string | undefined, current: string): string | undefined {
  const [, next] = /<([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '') ?? []
  if (next === undefined) return undefined
  const query = next.split('?')[1]
  return query === undefined ? undefined : `${current.split('?')[0] ?? ''}?${query}`
}
