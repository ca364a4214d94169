import { createHash } from 'node:crypto'

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
  readonly size: number
  readonly platform?: Platform
  readonly urls?: readonly string[]
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
export const MANIFEST_TYPES = [OCI_INDEX, DOCKER_LIST, OCI_MANIFEST, DOCKER_MANIFEST] as const

/** The sha256 digest of bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** True for an image index or manifest list, which points to other manifests. */
export function isIndex(manifest: Pick<Manifest, 'mediaType'>): boolean {
  return manifest.mediaType === OCI_INDEX || manifest.mediaType === DOCKER_LIST
}

interface Parsed {
  readonly manifests?: readonly Descriptor[]
  readonly config?: Descriptor
  readonly layers?: readonly Descriptor[]
}

/** The manifests that an index points to; none for an image. Throws a SyntaxError for bytes that are no JSON. */
export function childrenOf(manifest: Manifest): readonly Descriptor[] {
  return isIndex(manifest) ? (parse(manifest).manifests ?? []) : []
}

/**
 * The blobs that a manifest needs in its own repository: config and layers. Foreign layers, which are fetched from
 * elsewhere, are left out.
 * Source: OCI Image Specification v1.1, "Non-Distributable Layers"; Docker schema 2, `urls`.
 */
export function blobsOf(manifest: Manifest): readonly Descriptor[] {
  if (isIndex(manifest)) return []
  const { config, layers = [] } = parse(manifest)
  return [...(config ? [config] : []), ...layers].filter((blob) => (blob.urls?.length ?? 0) === 0)
}

/** The descriptor of an image's configuration, or undefined for an index. */
export function configOf(manifest: Manifest): Descriptor | undefined {
  return isIndex(manifest) ? undefined : parse(manifest).config
}

function parse(manifest: Manifest): Parsed {
  return JSON.parse(Buffer.from(manifest.bytes).toString('utf8')) as Parsed
}

/** The media type that a manifest says it has, for registries and layouts that don't. */
export function mediaTypeIn(bytes: Uint8Array): string | undefined {
  const value = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
    mediaType?: unknown
    manifests?: unknown
  }
  if (typeof value.mediaType === 'string') return value.mediaType
  return Array.isArray(value.manifests) ? OCI_INDEX : OCI_MANIFEST
}
