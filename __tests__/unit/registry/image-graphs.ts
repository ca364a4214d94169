import fc from 'fast-check'
import {
  blobsOf,
  childrenOf,
  type Descriptor,
  digestOf,
  type Manifest,
  OCI_INDEX,
  OCI_MANIFEST,
} from '../../../shared/registry/manifest.ts'
import { addBlob, addManifest, type MemoryStore, memoryStore, pointerTo } from './memory-store.ts'

/** An image as some source has it, with what refers to it and what has nothing to do with it. */
export interface Graph {
  readonly source: MemoryStore
  readonly root: Manifest
}

/** How a layer stands in a manifest. */
type LayerKind = 'plain' | 'inline' | 'foreign' | 'unknown'

interface Layer {
  readonly text: number
  readonly kind: LayerKind
}

interface ImageRecipe {
  readonly form: 'oci' | 'docker' | 'unknown' | 'artifact'
  readonly config: Layer
  readonly layers: readonly Layer[]
}

interface IndexRecipe {
  readonly form: 'oci' | 'docker'
  /** Of the nodes before it; the number is taken modulo their count. */
  readonly children: readonly { readonly node: number; readonly platform: keyof typeof PLATFORMS }[]
  readonly isSparse: boolean
  /** A child that is no manifest but a blob of a type that nobody knows. */
  readonly blob: number | undefined
}

interface ReferrerRecipe {
  /** Of the manifests below the root, and of the referrers before it. */
  readonly subject: number
  readonly layer: Layer
  readonly by: 'subject' | '' | '.sig' | '.att' | '.sbom'
}

/** What a graph is built from. Small, and made of numbers, so that what breaks a property shrinks well. */
export interface Recipe {
  readonly texts: readonly string[]
  readonly images: readonly ImageRecipe[]
  readonly indexes: readonly IndexRecipe[]
  readonly referrers: readonly ReferrerRecipe[]
}

const PLATFORMS = {
  none: {},
  arm64: { platform: { os: 'linux', architecture: 'arm64' } },
  // Source: BuildKit, "Image Attestation Storage".
  attestation: {
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
  },
} as const

const DOCKER = 'application/vnd.docker.distribution.manifest'
const IMAGE_TYPES = {
  oci: OCI_MANIFEST,
  docker: `${DOCKER}.v2+json`,
  artifact: 'application/vnd.oci.artifact.manifest.v1+json',
  unknown: 'application/vnd.example.manifest+json',
} as const

const layers = fc.record<Layer>({
  text: fc.nat(9),
  kind: fc.constantFrom('plain', 'plain', 'plain', 'inline', 'foreign', 'unknown'),
})

/** Recipes of images: up to four manifests with layers below up to three indexes, and up to four that refer to them. */
export const recipes: fc.Arbitrary<Recipe> = fc.record<Recipe>({
  texts: fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 8 }),
  images: fc.array(
    fc.record<ImageRecipe>({
      form: fc.constantFrom('oci', 'oci', 'docker', 'unknown', 'artifact'),
      config: layers,
      layers: fc.array(layers, { maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  indexes: fc.array(
    fc.record<IndexRecipe>({
      form: fc.constantFrom('oci', 'oci', 'docker'),
      children: fc.array(
        fc.record({ node: fc.nat(9), platform: fc.constantFrom('none', 'arm64', 'attestation') }),
        { maxLength: 4 },
      ),
      isSparse: fc.boolean(),
      blob: fc.option(fc.nat(9), { nil: undefined, freq: 3 }),
    }),
    { maxLength: 3 },
  ),
  referrers: fc.array(
    fc.record<ReferrerRecipe>({
      subject: fc.nat(9),
      layer: layers,
      by: fc.constantFrom('subject', 'subject', '', '.sig', '.att', '.sbom'),
    }),
    { maxLength: 4 },
  ),
})

/** Builds what a recipe says in a store of its own. */
export function build({ texts, images, indexes, referrers }: Recipe): Graph {
  const source = memoryStore()
  const layerOf = ({ text, kind }: Layer): Descriptor => layer(source, pick(texts, text), kind)
  const nodes: Manifest[] = []
  for (const { form, config, layers: own } of images) {
    const content =
      form === 'artifact'
        ? { blobs: own.map(layerOf) }
        : { config: layerOf(config), layers: own.map(layerOf) }
    nodes.push(addManifest(source, IMAGE_TYPES[form], { number: nodes.length, ...content }))
  }
  for (const { form, children, isSparse, blob } of indexes) {
    const manifests = children.map(({ node, platform }) => ({
      ...pointerTo(pick(nodes, node)),
      ...PLATFORMS[platform],
    }))
    const more = [
      ...(isSparse ? [absent(nodes.length)] : []),
      ...(blob === undefined ? [] : [layer(source, pick(texts, blob), 'unknown')]),
    ]
    const type = form === 'oci' ? OCI_INDEX : `${DOCKER}.list.v2+json`
    nodes.push(addManifest(source, type, { number: nodes.length, manifests: [...more, ...manifests] }))
  }
  const root = pick(nodes, nodes.length - 1)
  attach(source, root, referrers, layerOf)
  return { source, root }
}

function attach(
  source: MemoryStore,
  root: Manifest,
  referrers: readonly ReferrerRecipe[],
  layerOf: (layer: Layer) => Descriptor,
): void {
  const subjects = [...manifestsBelow(source, root.digest)]
  for (const [number, { subject, layer: own, by }] of referrers.entries()) {
    const of = pick(subjects, subject)
    const content = { number, layers: [layerOf(own)] }
    if (by === 'subject') {
      subjects.push(addManifest(source, OCI_MANIFEST, { ...content, subject: pointerTo(of) }))
      continue
    }
    const tag = `${of.digest.replace(':', '-')}${by}`
    if (source.tags.has(tag)) continue
    if (by !== '') {
      subjects.push(addManifest(source, OCI_MANIFEST, content, tag))
      continue
    }
    // Source: OCI Distribution Specification v1.1, "Referrers Tag Schema".
    const listed = addManifest(source, IMAGE_TYPES.unknown, content)
    subjects.push(listed)
    addManifest(source, OCI_INDEX, { manifests: [pointerTo(listed)] }, tag)
  }
}

function manifestsBelow(source: MemoryStore, digest: string): ReadonlySet<Manifest> {
  const manifest = source.manifests.get(digest)
  if (manifest === undefined) return new Set()
  const below = childrenOf(manifest).flatMap((child) => [...manifestsBelow(source, child.digest)])
  return new Set([manifest, ...below])
}

function layer(source: MemoryStore, text: string, kind: LayerKind): Descriptor {
  // Nobody has the content of a foreign layer.
  const blob = addBlob(kind === 'foreign' ? memoryStore() : source, kind === 'foreign' ? `far ${text}` : text)
  if (kind === 'inline') return { ...blob, data: Buffer.from(text).toString('base64') }
  if (kind === 'foreign') return { ...blob, urls: ['https://example.com/far'] }
  return kind === 'unknown' ? { ...blob, mediaType: 'application/vnd.example.model' } : blob
}

function absent(number: number): Descriptor {
  return { mediaType: OCI_MANIFEST, digest: digestOf(Buffer.from(`absent ${number}`)), size: 8 }
}

/** What a store lacks, or has otherwise, of a manifest and everything below it, as far as the source has it. */
export function lackingBelow(source: MemoryStore, store: MemoryStore, digest: string): readonly string[] {
  const manifest = source.manifests.get(digest)
  if (manifest === undefined) {
    const blob = source.blobs.get(digest)
    // What the source lacks itself, of a sparse index, is nothing that can be lacking.
    return blob === undefined || store.blobs.get(digest)?.equals(blob) === true ? [] : [digest]
  }
  const there = store.manifests.get(digest)
  const isSame = there?.mediaType === manifest.mediaType && Buffer.from(manifest.bytes).equals(there.bytes)
  const below = [...childrenOf(manifest), ...blobsOf(manifest)]
  return [...(isSame ? [] : [digest]), ...below.flatMap((each) => lackingBelow(source, store, each.digest))]
}

/** Puts a manifest, or a blob, with everything below it into a store, as a copy of another image would have. */
export function plant(source: MemoryStore, store: MemoryStore, digest: string): void {
  const manifest = source.manifests.get(digest)
  const blob = source.blobs.get(digest)
  if (blob !== undefined) store.blobs.set(digest, blob)
  if (manifest === undefined) return
  for (const below of [...childrenOf(manifest), ...blobsOf(manifest)]) plant(source, store, below.digest)
  store.manifests.set(digest, manifest)
}

/** The value at a place that is taken modulo their count. */
export function pick<T>(values: readonly T[], place: number): T {
  const value = values[place % values.length]
  if (value === undefined) throw new Error('there is nothing to pick from')
  return value
}
