import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { digestOf } from './digest.ts'
import { OCI_CONFIG, OCI_INDEX, OCI_LAYER, OCI_MANIFEST } from './media-types.ts'
import { tar } from './tar.ts'

/** What an assembled image is to hold; everything has a default, and two images of one spec differ by `marker`. */
export interface ImageSpec {
  /** One layer each: file names with their content. */
  readonly layers?: readonly Readonly<Record<string, string>>[]
  /** Without `layers`: this many layers of random bytes... */
  readonly layerCount?: number
  /** ... of this many bytes each. */
  readonly layerBytes?: number
  readonly architecture?: string
  readonly os?: string
  /** The `config` object of the image configuration: Cmd, Env, WorkingDir, Labels, ... */
  readonly config?: Readonly<Record<string, unknown>>
  readonly annotations?: Readonly<Record<string, string>>
  /** Written into the configuration, so that it decides over the digest. */
  readonly marker?: string
  /** One manifest per platform (`linux/amd64`) and an index over them; `architecture` and `os` are then not read. */
  readonly platforms?: readonly string[]
  /** The digest, media type and size of the image that this one refers to. */
  readonly subject?: { readonly digest: string; readonly mediaType: string; readonly size: number }
  readonly artifactType?: string
}

/** A manifest beside the digest of its bytes. */
export interface Assembled {
  readonly bytes: Buffer
  readonly mediaType: string
  readonly digest: string
}

/** An image as bytes: its blobs, the manifests under it, and its root. */
export interface AssembledImage {
  readonly blobs: readonly Buffer[]
  readonly children: readonly Assembled[]
  readonly root: Assembled
}

/** Makes a small valid OCI image, or an index of one per platform. */
export function assemble(spec: ImageSpec): AssembledImage {
  if (spec.platforms === undefined) return assembleOne(spec)
  const images = spec.platforms.map((platform) => {
    const [os = 'linux', architecture = 'amd64'] = platform.split('/')
    return { os, architecture, image: assembleOne({ ...spec, os, architecture }) }
  })
  const index = {
    schemaVersion: 2,
    mediaType: OCI_INDEX,
    manifests: images.map(({ os, architecture, image }) => ({
      mediaType: image.root.mediaType,
      digest: image.root.digest,
      size: image.root.bytes.length,
      platform: { os, architecture },
    })),
  }
  return {
    blobs: images.flatMap(({ image }) => image.blobs),
    children: images.map(({ image }) => image.root),
    root: manifestOf(index, OCI_INDEX),
  }
}

function assembleOne(spec: ImageSpec): AssembledImage {
  const archives = (spec.layers ?? randomLayers(spec)).map((layer) =>
    Buffer.isBuffer(layer) ? layer : tar(layer),
  )
  const layers = archives.map((archive) => gzipSync(archive, { level: 1 }))
  const config = Buffer.from(
    JSON.stringify({
      architecture: spec.architecture ?? 'amd64',
      os: spec.os ?? 'linux',
      config: spec.config ?? {},
      ...(spec.marker === undefined ? {} : { comment: spec.marker }),
      rootfs: { type: 'layers', diff_ids: archives.map(digestOf) },
    }),
  )
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType: spec.artifactType,
    config: { mediaType: OCI_CONFIG, digest: digestOf(config), size: config.length },
    layers: layers.map((layer) => ({ mediaType: OCI_LAYER, digest: digestOf(layer), size: layer.length })),
    subject: spec.subject,
    annotations: spec.annotations,
  }
  return { blobs: [config, ...layers], children: [], root: manifestOf(manifest, OCI_MANIFEST) }
}

function randomLayers(spec: ImageSpec): Buffer[] {
  return Array.from({ length: spec.layerCount ?? 2 }, () =>
    tar({ data: randomBytes(spec.layerBytes ?? 256) }),
  )
}

function manifestOf(document: unknown, mediaType: string): Assembled {
  const bytes = Buffer.from(JSON.stringify(document, null, 2))
  return { bytes, mediaType, digest: digestOf(bytes) }
}
