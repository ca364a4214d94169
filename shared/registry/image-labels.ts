import { ECRClient, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr'
import type { AwsSession } from '../aws/session.ts'
import type { Ports } from '../runner/ports.ts'
import type { ImageStore } from './image-store.ts'
import { childrenOf, configOf, type Descriptor, digestOf, isIndex, type Manifest } from './manifest.ts'

/** The commit that an image was made from. Source: OCI Image Specification v1.1, "Pre-Defined Annotation Keys". */
export const REVISION_LABEL = 'org.opencontainers.image.revision'

/** The labels of an image by name. */
export type Labels = Readonly<Record<string, string>>

type Asked = Pick<Ports, 'http' | 'clock' | 'journal' | 'signal'>

/**
 * The labels of an image; of an index those of its first image. Throws when the configuration cannot be read.
 * In ECR the blob is asked of the API, which answers with a presigned URL: no registry token is needed.
 * Source: Amazon ECR API Reference, GetDownloadUrlForLayer.
 */
export async function readLabels(
  store: ImageStore,
  manifest: Manifest,
  session: AwsSession,
  ports: Asked,
): Promise<Labels> {
  const image = isIndex(manifest) ? await firstImage(store, manifest) : manifest
  const labels =
    image === undefined ? undefined : (await readConfig(store, image, session, ports)).config?.Labels
  if (typeof labels !== 'object' || labels === null) return {}
  return Object.fromEntries(
    Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/**
 * The platform of an image that is no index, `linux/amd64`; undefined where its configuration does not tell. Throws
 * when that cannot be read.
 * Source: OCI Image Specification v1.1, "Image Configuration", `os` and `architecture`.
 */
export async function readPlatform(
  store: ImageStore,
  image: Manifest,
  session: AwsSession,
  ports: Asked,
): Promise<string | undefined> {
  const { os, architecture } = await readConfig(store, image, session, ports)
  return typeof os === 'string' && typeof architecture === 'string' ? `${os}/${architecture}` : undefined
}

interface ImageConfig {
  readonly os?: unknown
  readonly architecture?: unknown
  readonly config?: { readonly Labels?: unknown } | null
}

async function readConfig(
  store: ImageStore,
  image: Manifest,
  session: AwsSession,
  ports: Asked,
): Promise<ImageConfig> {
  const config = configOf(image)
  if (config === undefined) return {}
  const bytes =
    (await fromApi(store, config, session, ports)) ?? (await bytesOf(await store.readBlob(config)))
  if (digestOf(bytes) !== config.digest)
    throw new Error(`The configuration ${config.digest} has another digest.`)
  return (JSON.parse(Buffer.from(bytes).toString('utf8')) as ImageConfig | null) ?? {}
}

/** Attestations stand in an index as images of an unknown platform. */
async function firstImage(store: ImageStore, index: Manifest): Promise<Manifest | undefined> {
  const child = childrenOf(index).find(({ platform }) => platform?.os !== 'unknown')
  if (child === undefined) return undefined
  const image = (await store.read([child.digest])).get(child.digest)
  return image !== undefined && isIndex(image) ? undefined : image
}

async function fromApi(
  store: ImageStore,
  config: Descriptor,
  session: AwsSession,
  { http, clock, journal, signal }: Asked,
): Promise<Uint8Array | undefined> {
  const { repository, protocol } = store
  if (protocol !== 'ecr') return undefined
  try {
    const { downloadUrl } = await session.client(ECRClient, repository.region).send(
      new GetDownloadUrlForLayerCommand({
        registryId: repository.account,
        repositoryName: repository.name,
        layerDigest: config.digest,
      }),
    )
    if (!downloadUrl) return undefined
    const started = clock.now()
    const response = await http({ method: 'GET', url: new URL(downloadUrl), headers: {}, signal })
    const bytes = await bytesOf(response.body)
    journal.record({
      service: 'registry',
      action: 'GET blob',
      region: repository.region,
      status: response.status,
      bytesSent: 0,
      bytesReceived: bytes.byteLength,
      milliseconds: clock.now() - started,
    })
    return response.status === 200 ? bytes : undefined
  } catch (error) {
    // Whatever stands in the way here, the registry itself is asked next and says what it is.
    signal.throwIfAborted()
    if (error instanceof Error) return undefined
    throw error
  }
}

// Source: OCI Image Specification v1.1 names no bound; a configuration is some kB, with a long history some more.
const MOST_BYTES = 8 * 1024 * 1024

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > MOST_BYTES) throw new Error('The configuration is larger than any is.')
    parts.push(chunk)
  }
  return new Uint8Array(Buffer.concat(parts))
}
