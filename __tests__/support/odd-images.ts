import { randomBytes } from 'node:crypto'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import type { AssembledImage } from '../../sandbox/images/assemble.ts'
import { OCI_INDEX, OCI_LAYER } from '../../sandbox/images/media-types.ts'
import { tar } from '../../sandbox/images/tar.ts'
import { configuration, foreignPart, imageOf, indexOf, manifestOf, part, statement } from './raw-image.ts'

/** An image of a kind that tools have mistaken for another, or changed. */
export interface OddImage extends AssembledImage {
  /** Good as the name of a repository. */
  readonly name: string
  /** What crane stumbles over in it wherever it is, for it reads every layer as a file system; undefined for nothing. */
  readonly flaw: RegExp | undefined
}

const DOCKER = 'application/vnd.docker.distribution.manifest'
const DOCKER_LAYER = 'application/vnd.docker.image.rootfs'
const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json'

/** All kinds that any registry takes. */
export function oddImages(): readonly OddImage[] {
  // More than one read or write takes.
  const large = tar({ data: randomBytes(3 * 1024 * 1024) })
  const amd64 = imageOf('amd64', tar({ app: 'amd64' }), large)
  const arm64 = imageOf('arm64', tar({ app: 'arm64' }), large)
  return [
    odd('single-platform', amd64),
    odd('without-media-type', withoutMediaType()),
    odd('attested-index', attestedIndex(amd64, arm64), /Manifests\[2\].*mismatched number of diffids/),
    odd('nested-index', nestedIndex(amd64, arm64)),
    odd('docker-list', dockerList()),
    odd('zstd-layers', zstdImage(large), /gzip: invalid header/),
    odd('empty-layers', imageOf('amd64', tar({}), tar({ file: '' }), tar({}))),
    odd('unknown-types', artifact()),
    odd('foreign-layer', foreignLayer(), /foreign layer URL/),
    odd('empty-descriptors', emptyArtifact()),
  ]
}

/** An image that says which commit it was built from. Source: OCI Image Specification v1.1, "Annotations". */
export function labelledImage(commit: string): OddImage {
  const archive = tar({ built: commit })
  const config = { Labels: { 'org.opencontainers.image.revision': commit } }
  const layer = part(gzipSync(archive), OCI_LAYER)
  return odd('labelled', manifestOf(configuration('amd64', [archive], { config }), [layer]))
}

/** An index of two platforms of which the registry holds one; only a registry that permits it takes that. */
export function sparseIndex(): OddImage {
  const amd64 = imageOf('amd64', tar({ app: 'amd64 alone' }))
  const arm64 = imageOf('arm64', tar({ app: 'arm64 elsewhere' }))
  const { root } = indexOf(OCI_INDEX, [
    { image: amd64, platform: linux('amd64') },
    { image: arm64, platform: linux('arm64') },
  ])
  return odd('sparse-index', { blobs: amd64.blobs, children: [amd64.root], root }, /MANIFEST_UNKNOWN/)
}

function odd(name: string, image: AssembledImage, flaw?: RegExp): OddImage {
  return { name, flaw, ...image }
}

function linux(architecture: string): object {
  return { os: 'linux', architecture }
}

// Source: OCI Image Specification v1.1, "Image Manifest": the member is only recommended.
function withoutMediaType(): AssembledImage {
  const archive = tar({ plain: 'OCI' })
  return manifestOf(configuration('amd64', [archive]), [part(gzipSync(archive), OCI_LAYER)], {
    mediaType: undefined,
  })
}

// Source: BuildKit, "Image Attestation Storage".
function attestedIndex(...images: readonly [AssembledImage, AssembledImage]): AssembledImage {
  const attested = images.map((image, at) => ({ image, platform: linux(at === 0 ? 'amd64' : 'arm64') }))
  const attestations = images.map(({ root: { digest } }) => ({
    image: statement(`provenance of ${digest}`, 'application/vnd.in-toto+json'),
    platform: { architecture: 'unknown', os: 'unknown' },
    annotations: {
      'vnd.docker.reference.digest': digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    },
  }))
  return indexOf(OCI_INDEX, [...attested, ...attestations])
}

// One image stands at two depths.
function nestedIndex(amd64: AssembledImage, arm64: AssembledImage): AssembledImage {
  const inner = indexOf(OCI_INDEX, [{ image: arm64, platform: linux('arm64') }])
  return indexOf(OCI_INDEX, [{ image: inner }, { image: amd64 }, { image: arm64 }])
}

function dockerList(): AssembledImage {
  const children = ['amd64', 'arm64'].map((architecture) => {
    const archive = tar({ docker: architecture })
    const layer = part(gzipSync(archive), `${DOCKER_LAYER}.diff.tar.gzip`)
    const config = configuration(architecture, [archive], { mediaType: DOCKER_CONFIG })
    const image = manifestOf(config, [layer], { mediaType: `${DOCKER}.v2+json` })
    return { image, platform: linux(architecture) }
  })
  return indexOf(`${DOCKER}.list.v2+json`, children)
}

function zstdImage(archive: Buffer): AssembledImage {
  const layer = part(zstdCompressSync(archive), 'application/vnd.oci.image.layer.v1.tar+zstd')
  return manifestOf(configuration('amd64', [archive]), [layer])
}

function artifact(): AssembledImage {
  const config = part(Buffer.from('<no-json/>'), 'application/vnd.example.config+xml')
  const layers = [
    part(Buffer.from([0, 1, 2, 3]), 'application/vnd.example.weights'),
    part(Buffer.from('text'), 'text/plain'),
  ]
  return manifestOf(config, layers, {
    artifactType: 'application/vnd.example',
    'no-member-of-oci': { kept: [1.5, null, 'é <&>'] },
  })
}

// The address is never asked: nothing listens there.
function foreignLayer(): AssembledImage {
  const [base, own] = [tar({ base: "of a vendor's" }), tar({ own: 'layer' })]
  const elsewhere = foreignPart(gzipSync(base), `${DOCKER_LAYER}.foreign.diff.tar.gzip`, [
    'http://127.0.0.1:1/base.tar.gz',
  ])
  const config = configuration('amd64', [base, own], { mediaType: DOCKER_CONFIG })
  const layers = [elsewhere, part(gzipSync(own), `${DOCKER_LAYER}.diff.tar.gzip`)]
  return manifestOf(config, layers, { mediaType: `${DOCKER}.v2+json` })
}

// Source: OCI Image Specification v1.1, "Guidance for an Empty Descriptor".
function emptyArtifact(): AssembledImage {
  const empty = part(Buffer.from('{}'), 'application/vnd.oci.empty.v1+json')
  const inline = { ...empty, descriptor: { ...empty.descriptor, data: 'e30=' } }
  return manifestOf(inline, [empty], { artifactType: 'application/vnd.example' })
}
