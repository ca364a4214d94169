import { UserError } from '../../errors.ts'
import { refused } from '../http/refusal.ts'
import type { RegistryHttp } from '../http/registry-http.ts'
import type { Upload } from '../image-store.ts'
import type { Descriptor } from '../manifest.ts'
import { originOf, type Repository } from '../reference.ts'

/**
 * Opens a blob for reading, from an offset on. ECR redirects to a presigned URL, which is asked for anew each time: it
 * does not live long.
 * Source: OCI Distribution Specification v1.1, "Pulling blobs" (Range); RFC 9110, 15.3.7.
 */
export async function readBlob(
  http: RegistryHttp,
  repository: Repository,
  { digest, size }: Descriptor,
  offset = 0,
): Promise<AsyncIterable<Uint8Array>> {
  const answer = await http({
    method: 'GET',
    target: `blobs/${digest}`,
    kind: 'blob',
    stream: size - offset,
    ...(offset === 0 ? {} : { headers: { range: `bytes=${offset}-` } }),
  })
  if (answer.chunks === undefined) throw refused(answer, repository, `reading ${digest}`)
  // A server that does not know ranges begins at the first byte again.
  if (answer.status === 200) return offset === 0 ? answer.chunks : skip(answer.chunks, offset)
  const from = /^bytes (\d+)-/.exec(answer.header('content-range') ?? '')?.[1]
  if (Number(from) === offset) return answer.chunks
  await leave(answer.chunks)
  throw new UserError(
    `The registry ${repository.host} gave bytes of ${digest} from ${from ?? 'somewhere'} on, not from ${offset}.`,
  )
}

/** Ends an answer that nobody wants: one that is not read holds its connection. */
async function leave(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const reading = chunks[Symbol.asyncIterator]()
  await reading.next()
  await reading.return?.()
}

async function* skip(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let left = bytes
  for await (const chunk of chunks) {
    if (left < chunk.byteLength) yield left === 0 ? chunk : chunk.subarray(left)
    left = Math.max(0, left - chunk.byteLength)
  }
}

/**
 * Begins an upload by POST; the content follows in one PUT. Sessions are never continued: ECR expects the next byte of
 * one that failed and refuses the first. With `mountFrom` the registry may take the blob from there, and then there is
 * nothing to send.
 * Source: OCI Distribution Specification v1.1, "Pushing Blobs", "Mounting a blob from another repository".
 */
export async function startUpload(
  http: RegistryHttp,
  repository: Repository,
  { digest, size }: Descriptor,
  mountFrom: string | undefined,
): Promise<Upload | undefined> {
  const mount =
    mountFrom === undefined ? '' : `?${new URLSearchParams({ mount: digest, from: mountFrom }).toString()}`
  const session = await http({ method: 'POST', target: `blobs/uploads/${mount}`, kind: 'upload' })
  if (mountFrom !== undefined && session.status === 201) return undefined
  const location = session.header('location')
  if (session.status !== 202 || location === undefined)
    throw refused(session, repository, 'starting an upload')
  const target = uploadUrl(location, digest, repository)
  return async (content) => {
    const answer = await http({
      method: 'PUT',
      target,
      kind: 'upload',
      headers: { 'content-type': 'application/octet-stream' },
      body: content,
      length: size,
    })
    if (answer.status !== 201) throw refused(answer, repository, `uploading ${digest}`)
  }
}

function uploadUrl(location: string, digest: string, repository: Repository): string {
  if (!URL.canParse(location, originOf(repository))) {
    throw new UserError(
      `The registry ${repository.host} gave "${location.slice(0, 200)}" as the address of an upload, which is none.`,
    )
  }
  const url = new URL(location, originOf(repository))
  url.searchParams.set('digest', digest)
  return url.href
}
