import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { fault, type Fault } from '../wire/fault.ts'
import { header, listen, type Listening, type Reply } from '../wire/http.ts'
import { serve, type Wire } from '../wire/serve.ts'

/** The "S3" that ECR sends layer downloads to: another origin, with presigned URLs. */
export interface BlobStore extends Listening {
  readonly presign: (region: string, repository: string, digest: string, bytes: Buffer) => string
}

export async function openBlobStore(wire: Wire): Promise<BlobStore> {
  const signed = new Map<string, Buffer>()
  const listening = await listen(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const call = {
      service: 'blob',
      action: request.method === 'GET' ? 'GetObject' : (request.method ?? ''),
      region: url.pathname.split('/')[1] ?? '',
      method: request.method ?? '',
      path: url.pathname,
      query: url.search,
      headers: { range: header(request, 'range') },
      body: {},
      authorization: header(request, 'authorization') === undefined ? ('none' as const) : ('basic' as const),
      accessKeyId: undefined,
      bytes: 0,
      status: 0,
    }
    const bytes = signed.get(url.searchParams.get('X-Amz-Signature') ?? '')
    await serve(wire, request, response, call, () => download(request, bytes), refuse)
  })
  return {
    ...listening,
    presign: (region, repository, digest, bytes) => {
      const signature = randomBytes(32).toString('hex')
      signed.set(signature, bytes)
      return `${listening.url}/${region}/${repository}/${digest}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=3600&X-Amz-Signature=${signature}`
    },
  }
}

function download(request: IncomingMessage, bytes: Buffer | undefined): Reply {
  // S3 refuses a presigned URL with credentials beside it, which is how a leaked Authorization header shows.
  if (header(request, 'authorization') !== undefined) {
    throw fault(
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
    )
  }
  if (bytes === undefined) throw fault('AccessDenied', 'Request has expired', 403)
  const headers = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes' }
  const range = /^bytes=(?<from>\d+)-(?<to>\d*)$/.exec(header(request, 'range') ?? '')?.groups
  if (range === undefined) return { status: 200, headers, body: bytes }
  const from = Number(range['from'])
  const to = range['to'] === '' ? bytes.length - 1 : Math.min(Number(range['to']), bytes.length - 1)
  if (from >= bytes.length) throw fault('InvalidRange', 'The requested range is not satisfiable', 416)
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${bytes.length}` },
    body: bytes.subarray(from, to + 1),
  }
}

function refuse({ code, message, status }: Fault): Reply {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  }
}
