import { createHash, randomFillSync } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { OCI_CONFIG, OCI_LAYER, OCI_MANIFEST } from '../../sandbox/images/media-types.ts'

/** A big image to push: layers of random bytes, so that no registry or tool has any of it already. */
export interface BigImage {
  /** `host:port` of a registry that takes pushes without credentials, over plain HTTP. */
  readonly host: string
  readonly repository: string
  readonly tag: string
  readonly layers: number
  readonly layerBytes: number
}

/** What was pushed. */
export interface Pushed {
  readonly digest: string
  /** Bytes of all blobs. */
  readonly bytes: number
}

interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

/** Pushes an image while its bytes are made, never whole in memory. */
export async function pushBigImage(image: BigImage): Promise<Pushed> {
  const layers: { descriptor: Descriptor; diffId: string }[] = []
  for (let layer = 0; layer < image.layers; layer += 1) layers.push(await pushLayer(image, layer))
  const config = Buffer.from(
    JSON.stringify({
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      os: 'linux',
      config: {},
      rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    }),
  )
  const configured = await pushBlob(image, OCI_CONFIG, [config])
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: configured,
      layers: layers.map(({ descriptor }) => descriptor),
    }),
  )
  const url = `http://${image.host}/v2/${image.repository}/manifests/${image.tag}`
  await call('PUT', url, { 'content-type': OCI_MANIFEST }, [manifest], 201)
  const bytes = layers.reduce((sum, { descriptor }) => sum + descriptor.size, configured.size)
  return { digest: `sha256:${createHash('sha256').update(manifest).digest('hex')}`, bytes }
}

async function pushLayer(
  image: BigImage,
  index: number,
): Promise<{ descriptor: Descriptor; diffId: string }> {
  const whole = createHash('sha256')
  // Docker unpacks what it pulls, so that a layer has to be an archive. Random bytes do not shrink: they are only packed.
  const packed = createGzip({ level: 0 })
  const packing = pipeline(Readable.from(hashed(archive(`layer-${index}`, image.layerBytes), whole)), packed)
  const descriptor = await pushBlob(image, OCI_LAYER, packed)
  await packing
  return { descriptor, diffId: `sha256:${whole.digest('hex')}` }
}

const CHUNK = 1 << 20

/** A tar archive of one file of random bytes. Source: POSIX.1-1988, ustar header. */
function* archive(name: string, size: number): Generator<Buffer> {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write('0000644\0' + '0000000\0' + '0000000\0', 100)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        0', 148)
  header.write('ustar\0' + '00', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  yield header
  for (let left = size; left > 0; left -= CHUNK) {
    yield randomFillSync(Buffer.allocUnsafe(Math.min(CHUNK, left)))
  }
  yield Buffer.alloc(((512 - (size % 512)) % 512) + 1024)
}

function* hashed(chunks: Iterable<Buffer>, hash: ReturnType<typeof createHash>): Generator<Buffer> {
  for (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}

/** Uploads bytes whose digest is known only at their end: a session, one chunk, and its end. */
async function pushBlob(
  { host, repository }: BigImage,
  mediaType: string,
  content: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<Descriptor> {
  const hash = createHash('sha256')
  let size = 0
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  const base = `http://${host}`
  const started = await call('POST', `${base}/v2/${repository}/blobs/uploads/`, {}, [], 202)
  const stream = { 'content-type': 'application/octet-stream' }
  const sent = await call('PATCH', new URL(started, base).href, stream, counted(), 202)
  const end = new URL(sent, base)
  const digest = `sha256:${hash.digest('hex')}`
  end.searchParams.set('digest', digest)
  await call('PUT', end.href, {}, [], 201)
  return { mediaType, digest, size }
}

/** Sends a request and answers where it leads on; throws for another status than the expected one. */
async function call(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Iterable<Buffer> | AsyncIterable<Buffer>,
  expected: number,
): Promise<string> {
  const sending = request(url, { method, headers })
  const answered = new Promise<{ status: number | undefined; location: string }>((resolve, reject) => {
    sending.once('error', reject)
    sending.once('response', (response) => {
      response.resume().once('end', () => {
        resolve({ status: response.statusCode, location: response.headers.location ?? '' })
      })
    })
  })
  await pipeline(Readable.from(body), sending)
  const { status, location } = await answered
  if (status !== expected) throw new Error(`${method} ${url} was answered with ${String(status)}.`)
  return location
}
