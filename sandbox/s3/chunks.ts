/**
 * The content of a body in `aws-chunked` encoding: chunks of `hex-size[;signature]`, then trailers.
 * Source: S3 API Reference, "Signature calculations: transferring payload in multiple chunks".
 */
export function decodeChunks(raw: Buffer, encoding: string | undefined): Buffer {
  if (encoding?.includes('aws-chunked') !== true) return raw
  const chunks: Buffer[] = []
  for (let at = 0; at < raw.length;) {
    const end = raw.indexOf('\r\n', at)
    const size = Number.parseInt(raw.subarray(at, end).toString('latin1'), 16)
    if (end < 0 || Number.isNaN(size) || size === 0) break
    chunks.push(raw.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
  return Buffer.concat(chunks)
}
