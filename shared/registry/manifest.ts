import { createHash } from 'node:crypto'
import { UserError } from '../errors.ts'

/** A manifest as the registry has it. The bytes are opaque: whatever writes them again would change the digest. */
export interface Manifest {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly digest: string
}

/** A pointer to content. Source: OCI Image Specification v1.1, "Content Descriptors". */
export interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  /** Bytes. */
  readonly size: number
  readonly platform?: Platform
  /** Where the content is fetched from, for layers that registries do not keep. */
  readonly urls?: readonly string[]
  /** The content itself, in base64. */
  readonly data?: string
  readonly annotations?: Readonly<Record<string, string>>
}

/** Source: OCI Image Specification v1.1, "Image Index", `platform`. */
interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json'
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json'
const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json'

/**
 * Always all four: a registry that is asked for fewer may convert, which changes the digest.
 * Source: OCI Distribution Specification v1.1, "Pulling manifests"; ECR BatchGetImage, acceptedMediaTypes.
 */
export const MANIFEST_TYPES: readonly string[] = [OCI_INDEX, DOCKER_LIST, OCI_MANIFEST, DOCKER_MANIFEST]

/** The sha256 digest of bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** True for an image index or manifest list, which points to other manifests. */
export function isIndex(manifest: Pick<Manifest, 'mediaType'>): boolean {
  return manifest.mediaType === OCI_INDEX || manifest.mediaType === DOCKER_LIST
}

/**
 * The manifests that an index points to; none for an image.
 * @throws UserError for bytes that are no manifest
 */
export function childrenOf(manifest: Manifest): readonly Descriptor[] {
  return isIndex(manifest) ? descriptors(parse(manifest)['manifests'], manifest) : []
}

/**
 * The blobs that a manifest needs in its own repository: config and layers, and what an artifact of OCI 1.1's first
 * drafts calls `blobs`. Foreign layers, which are fetched from elsewhere, are left out.
 * Source: OCI Image Specification v1.1, "Non-Distributable Layers"; Docker schema 2, `urls`.
 * @throws UserError for bytes that are no manifest
 */
export function blobsOf(manifest: Manifest): readonly Descriptor[] {
  if (isIndex(manifest)) return []
  const { config, layers, blobs } = parse(manifest)
  const all = [config === undefined ? [] : [config], layers, blobs]
  return all.flatMap((each) => descriptors(each, manifest)).filter((blob) => (blob.urls?.length ?? 0) === 0)
}

/** The descriptor of an image's configuration, or undefined for an index. */
export function configOf(manifest: Manifest): Descriptor | undefined {
  if (isIndex(manifest)) return undefined
  const { config } = parse(manifest)
  return config === undefined ? undefined : descriptors([config], manifest)[0]
}

/** The manifests that the answer to a question for referrers lists; nothing for what is no list. */
export function manifestsIn(bytes: Uint8Array): readonly Descriptor[] {
  const value = jsonObject(bytes)
  return Array.isArray(value?.['manifests']) ? value['manifests'].filter(isDescriptor) : []
}

/** The media type that a manifest says it has, for registries and layouts that don't; undefined for what is none. */
export function mediaTypeIn(bytes: Uint8Array): string | undefined {
  const value = jsonObject(bytes)
  if (value === undefined) return undefined
  if (typeof value['mediaType'] === 'string') return value['mediaType']
  return Array.isArray(value['manifests']) ? OCI_INDEX : OCI_MANIFEST
}

function parse(manifest: Manifest): Readonly<Record<string, unknown>> {
  const value = jsonObject(manifest.bytes)
  if (value !== undefined) return value
  throw new UserError(`The manifest ${manifest.digest} is no JSON object, so what it needs is not known.`)
}

function jsonObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

// What stands here becomes part of a URL, so it is a digest or nothing.
function descriptors(values: unknown, { digest }: Manifest): readonly Descriptor[] {
  if (values === undefined || values === null) return []
  if (Array.isArray(values) && values.every(isDescriptor)) return values
  throw new UserError(
    `The manifest ${digest} points to something without a sha256 digest or a size.`,
    'Such an image cannot be copied. Build it again.',
  )
}

function isDescriptor(value: unknown): value is Descriptor {
  if (typeof value !== 'object' || value === null) return false
  const { digest, size } = value as { digest?: unknown; size?: unknown }
  return (
    typeof digest === 'string' &&
    /^sha256:[0-9a-f]{64}$/.test(digest) &&
    Number.isSafeInteger(size) &&
    Number(size) >= 0
  )
}
