import { gzipSync } from 'node:zlib'
import { digestOf } from '../../sandbox/images/digest.ts'
import { OCI_CONFIG, OCI_INDEX, OCI_LAYER, OCI_MANIFEST } from '../../sandbox/images/media-types.ts'
import type { Assembled, AssembledImage } from '../../sandbox/images/assemble.ts'

/** Content with its descriptor. */
export interface Part {
  /** undefined for what no registry keeps. */
  readonly bytes?: Buffer
  readonly descriptor: object
}

/** A manifest of an index, and what the index says of it. */
interface Child {
  readonly image: AssembledImage
  readonly platform?: object
  readonly annotations?: object
  readonly artifactType?: string
}

/** Content under a descriptor of its own media type. */
export function part(bytes: Buffer, mediaType: string): Part {
  return { bytes, descriptor: { size: bytes.length, digest: digestOf(bytes), mediaType } }
}

/** The same, kept elsewhere. */
export function foreignPart(bytes: Buffer, mediaType: string, urls: readonly string[]): Part {
  return { descriptor: { ...part(bytes, mediaType).descriptor, urls } }
}

/** A configuration whose layers are these archives, with what containers of it get (`config`). */
export function configuration(
  architecture: string,
  archives: readonly Buffer[],
  { mediaType = OCI_CONFIG, config = {} }: { readonly mediaType?: string; readonly config?: object } = {},
): Part {
  const os = architecture === 'unknown' ? 'unknown' : 'linux'
  const rootfs = { type: 'layers', diff_ids: archives.map(digestOf) }
  return part(Buffer.from(JSON.stringify({ architecture, os, config, rootfs })), mediaType)
}

/** A manifest of these parts, OCI's unless `members` has another media type. */
export function manifestOf(
  config: Part,
  layers: readonly Part[],
  members: Readonly<Record<string, unknown>> = {},
): AssembledImage {
  const mediaType = typeof members['mediaType'] === 'string' ? members['mediaType'] : OCI_MANIFEST
  const document = {
    mediaType,
    ...members,
    layers: layers.map((layer) => layer.descriptor),
    config: config.descriptor,
  }
  const blobs = [config, ...layers].flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes]))
  return { blobs, children: [], root: serialised(document, mediaType) }
}

/** An OCI image of these archives, compressed with gzip. */
export function imageOf(architecture: string, ...archives: readonly Buffer[]): AssembledImage {
  const layers = archives.map((archive) => part(gzipSync(archive), OCI_LAYER))
  return manifestOf(configuration(architecture, archives), layers)
}

/** What signs or describes an image, as cosign and BuildKit keep it: one layer that is no file system. */
export function statement(content: string, mediaType: string, more: object = {}): AssembledImage {
  const layer = Buffer.from(JSON.stringify({ content }))
  return manifestOf(configuration('unknown', [layer]), [part(layer, mediaType)], { ...more })
}

/** An index over images, in this order. */
export function indexOf(mediaType: string, children: readonly Child[]): AssembledImage {
  const manifests = children.map(({ image, ...said }) => ({ ...said, ...descriptorOf(image.root) }))
  return {
    blobs: children.flatMap(({ image }) => image.blobs),
    children: children.flatMap(({ image }) => [...image.children, image.root]),
    root: serialised({ manifests, mediaType }, mediaType),
  }
}

/** What describes another image by its `subject`. Source: OCI Image Specification v1.1, "Image Manifest". */
export function referrerOf({ root }: AssembledImage, artifactType: string, content: string): AssembledImage {
  return statement(content, artifactType, { artifactType, subject: descriptorOf(root) })
}

/**
 * What stands under the tag of a subject's digest, where a registry does not list referrers itself.
 * Source: OCI Distribution Specification v1.1, "Referrers Tag Schema".
 */
export function referrersIndex(artifactType: string, referrers: readonly AssembledImage[]): Assembled {
  const children = referrers.map((image) => ({ image, artifactType }))
  return indexOf(OCI_INDEX, children).root
}

/** The descriptor of a manifest. */
function descriptorOf({ mediaType, digest, bytes }: Assembled): object {
  return { mediaType, digest, size: bytes.length }
}

// Whoever writes this again gets other bytes: the order and the space are nobody's.
function serialised(document: object, mediaType: string): Assembled {
  const bytes = Buffer.from(`${JSON.stringify({ ...document, schemaVersion: 2 }, null, 3)}\n\n`)
  return { bytes, mediaType, digest: digestOf(bytes) }
}
