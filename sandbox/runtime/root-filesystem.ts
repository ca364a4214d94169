import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import type { Repository } from '../ecr/store.ts'
import { isIndex } from '../images/media-types.ts'
import { object, objects, parseObject, text, texts, type JsonObject } from '../wire/json.ts'
import { runCommand } from './child.ts'

/** What an image says of how it runs (OCI image spec, config.md). */
export interface ImageConfig {
  readonly layers: readonly JsonObject[]
  readonly entryPoint: readonly string[]
  readonly command: readonly string[]
  readonly workingDirectory: string
  readonly environment: Readonly<Record<string, string>>
}

/** Reads an image's configuration; of an index, that of this machine's architecture. */
export function imageConfig(repository: Repository, digest: string): ImageConfig {
  const manifest = manifestFor(repository, digest)
  const blob = repository.blobs.get(text(object(manifest, 'config'), 'digest') ?? '')
  if (blob === undefined) throw new Error(`the configuration of ${digest} is not in the repository`)
  const config = object(parseObject(blob.toString('utf8')), 'config') ?? {}
  const environment = texts(config, 'Env').map((pair): [string, string] => {
    const equals = pair.indexOf('=')
    return [pair.slice(0, equals), pair.slice(equals + 1)]
  })
  return {
    layers: objects(manifest, 'layers'),
    entryPoint: texts(config, 'Entrypoint'),
    command: texts(config, 'Cmd'),
    workingDirectory: text(config, 'WorkingDir') ?? '/',
    environment: Object.fromEntries(environment),
  }
}

function manifestFor(repository: Repository, digest: string): JsonObject {
  const stored = repository.manifests.get(digest)
  if (stored === undefined) throw new Error(`${digest} is not in the repository`)
  const document = parseObject(stored.bytes.toString('utf8'))
  if (!isIndex(stored.mediaType)) return document
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  const children = objects(document, 'manifests')
  const own = children.find((each) => text(object(each, 'platform'), 'architecture') === architecture)
  return manifestFor(repository, text(own ?? children[0], 'digest') ?? '')
}

/** Unpacks layers, one over the other, into a folder. */
export async function unpack(
  repository: Repository,
  layers: readonly JsonObject[],
  root: string,
): Promise<void> {
  for (const layer of layers) {
    const blob = repository.blobs.get(text(layer, 'digest') ?? '')
    if (blob === undefined) throw new Error(`a layer of the image is not in the repository`)
    const archive = join(root, '.layer.tar')
    await writeFile(archive, inflate(blob, text(layer, 'mediaType') ?? ''))
    await mkdir(root, { recursive: true })
    await runCommand('tar', ['-x', '-f', archive, '-C', root, '--no-same-owner', '--exclude=dev/*'])
    await rm(archive)
    await removeWhiteouts(root)
  }
}

function inflate(blob: Buffer, mediaType: string): Buffer {
  if (mediaType.endsWith('zstd')) return zstdDecompressSync(blob)
  return mediaType.endsWith('gzip') ? gunzipSync(blob) : blob
}

// `.wh.NAME` in a layer says that NAME of the layers below is gone (OCI image spec, layer.md).
async function removeWhiteouts(root: string): Promise<void> {
  const names = await readdir(root, { recursive: true })
  for (const name of names.filter((each) => basename(each).startsWith('.wh.'))) {
    const gone = join(root, dirname(name), basename(name).slice('.wh.'.length))
    await rm(join(root, name), { force: true })
    await rm(gone, { recursive: true, force: true })
  }
}
