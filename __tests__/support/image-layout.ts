import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assemble, type ImageSpec } from '../../sandbox/images/assemble.ts'
import { tar } from '../../sandbox/images/tar.ts'

/** Writes an OCI image layout of a small image into a folder, and returns the digest of its root. */
export function writeLayout(folder: string, spec: ImageSpec = {}): string {
  const { files, digest } = layoutFiles(spec)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return digest
}

/** Writes the same as a tar archive. */
export function writeLayoutTar(path: string, spec: ImageSpec = {}): string {
  const { files, digest } = layoutFiles(spec)
  writeFileSync(path, tar(files))
  return digest
}

function layoutFiles(spec: ImageSpec): { readonly files: Record<string, Buffer>; readonly digest: string } {
  const { blobs, children, root } = assemble(spec)
  const contents = [...blobs, ...[...children, root].map(({ bytes }) => bytes)]
  const index = {
    schemaVersion: 2,
    manifests: [{ mediaType: root.mediaType, digest: root.digest, size: root.bytes.length }],
  }
  return {
    digest: root.digest,
    files: {
      'oci-layout': Buffer.from('{"imageLayoutVersion":"1.0.0"}'),
      'index.json': Buffer.from(JSON.stringify(index)),
      ...Object.fromEntries(
        contents.map((bytes) => [`blobs/sha256/${createHash('sha256').update(bytes).digest('hex')}`, bytes]),
      ),
    },
  }
}
